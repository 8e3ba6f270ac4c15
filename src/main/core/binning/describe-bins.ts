import type { Column } from '../frame/frame.ts'
import type { BinScheme } from './assign-bin.ts'
import { type BinCounts, binCounts } from './bin-counts.ts'
import { binLabel } from './bin-label.ts'
import { binStatistics, DEFAULT_ZERO_CELL_RULE, type ZeroCellRule } from './bin-statistics.ts'
import type { Bin, BinDefinition, BinnedVariable, Trend } from './binned-variable.ts'
import { binningQuality } from './binning-quality.ts'

/** Bins decided on, not yet counted. */
export interface BinPlan {
  readonly definitions: readonly BinDefinition[]
  readonly splits: readonly number[]
  readonly trend: Trend
  readonly trendReason: string
  /** What a person wrote, per bin; absent for bins of the optimiser. */
  readonly notes?: readonly (string | undefined)[]
  /** Counts per bin where the plan knows them already: exactly what counting the rows would give. */
  readonly counts?: BinCounts
}

/**
 * Counts a sample into given bins and describes them: the step from bin definitions to a binned variable. Rows are counted with
 * `assignBins` unless the plan has the same counts already, so the table shows what the scorer does.
 *
 * @param column - values of the development sample, shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param plan - bin definitions in order: ordered bins, special, missing, unseen
 * @param weights - number of cases each row stands for, ≥ 0, shape (nRows,); null: 1 each
 * @param rule - zero-cell rule
 * @throws StatisticError `invalidInput` if the lengths differ or the bins are not sound
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function describeBins(
  column: Column,
  yTrue: Uint8Array,
  plan: BinPlan,
  weights: Float64Array | null = null,
  rule: ZeroCellRule = DEFAULT_ZERO_CELL_RULE,
): BinnedVariable {
  const type = column.kind
  const { events, nonEvents } = plan.counts ?? binCounts(schemeOf(column, plan), column, yTrue, weights)
  const total = sumOf(events) + sumOf(nonEvents)
  const statistics = binStatistics(events, nonEvents, rule)
  const bins = plan.definitions.map((definition, i): Bin => {
    const count = events[i]! + nonEvents[i]!
    return {
      definition,
      label: binLabel(definition, type),
      count,
      share: Math.min(1, count / total),
      events: events[i]!,
      nonEvents: nonEvents[i]!,
      eventRate: count === 0 ? null : events[i]! / count,
      ...statistics.bins[i]!,
      ...(plan.notes?.[i] === undefined ? {} : { note: plan.notes[i] }),
    }
  })
  return {
    kind: 'binnedVariable',
    name: column.name,
    type,
    trend: plan.trend,
    trendReason: plan.trendReason,
    splits: [...plan.splits],
    bins,
    informationValue: statistics.informationValue,
    gini: statistics.gini,
    ksStatistic: statistics.ksStatistic,
    cramersV: statistics.cramersV,
    quality: binningQuality(bins, statistics.informationValue),
    ...(plan.notes === undefined ? {} : { isManual: true }),
    isMonotone: isMonotone(bins),
    zeroCellRule: zeroCellText(rule),
  }
}

function schemeOf(column: Column, plan: BinPlan): BinScheme {
  return { name: column.name, type: column.kind, bins: plan.definitions.map((definition) => ({ definition })) }
}

function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

function isMonotone(bins: readonly Bin[]): boolean {
  const ordered = bins.filter(
    (bin) => (bin.definition.kind === 'interval' || bin.definition.kind === 'levels') && bin.count > 0,
  )
  let rises = false
  let falls = false
  for (let i = 1; i < ordered.length; i++) {
    const a = ordered[i - 1]!
    const b = ordered[i]!
    const difference = b.events * a.count - a.events * b.count
    if (difference > 0) rises = true
    if (difference < 0) falls = true
  }
  return !(rises && falls)
}

function zeroCellText(rule: ZeroCellRule): string {
  const cells = rule.cells === 'both' ? 'both of its cells' : 'its empty cell'
  return `A bin without events or without non-events in development gets ${rule.addend} added to ${cells}; totals stay. An empty bin has weight of evidence 0.`
}
