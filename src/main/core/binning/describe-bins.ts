import { type Column, columnLength } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { assignBins } from './assign-bin.ts'
import { binLabel } from './bin-label.ts'
import { binStatistics, DEFAULT_ZERO_CELL_RULE, type ZeroCellRule } from './bin-statistics.ts'
import type { Bin, BinDefinition, BinnedVariable, Trend } from './binned-variable.ts'

/** Bins decided on, not yet counted. */
export interface BinPlan {
  readonly definitions: readonly BinDefinition[]
  readonly splits: readonly number[]
  readonly trend: Trend
  readonly trendReason: string
}

/**
 * Counts a sample into given bins and describes them: the step from bin definitions to a binned variable. Rows are counted with
 * `assignBins`, so the table shows what the scorer does.
 *
 * @param column - values of the development sample, shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param plan - bin definitions in order: ordered bins, special, missing, unseen
 * @param rule - zero-cell rule
 * @throws StatisticError `invalidInput` if the lengths differ or the bins are not sound
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function describeBins(
  column: Column,
  yTrue: Uint8Array,
  plan: BinPlan,
  rule: ZeroCellRule = DEFAULT_ZERO_CELL_RULE,
): BinnedVariable {
  const type = column.kind
  const { events, nonEvents } = countBins(column, yTrue, plan.definitions)
  const statistics = binStatistics(events, nonEvents, rule)
  const bins = plan.definitions.map((definition, i): Bin => {
    const count = events[i]! + nonEvents[i]!
    return {
      definition,
      label: binLabel(definition, type),
      count,
      share: count / yTrue.length,
      events: events[i]!,
      nonEvents: nonEvents[i]!,
      eventRate: count === 0 ? null : events[i]! / count,
      ...statistics.bins[i]!,
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
    isMonotone: isMonotone(bins),
    zeroCellRule: zeroCellText(rule),
  }
}

function countBins(column: Column, yTrue: Uint8Array, definitions: readonly BinDefinition[]) {
  if (columnLength(column) !== yTrue.length) {
    throw new StatisticError(
      'invalidInput',
      `binning needs one label per row, got ${columnLength(column)} rows and ${yTrue.length} labels`,
    )
  }
  const scheme = { name: column.name, type: column.kind, bins: definitions.map((definition) => ({ definition })) }
  const binOfRow = assignBins(scheme, column)
  const events = new Float64Array(definitions.length)
  const nonEvents = new Float64Array(definitions.length)
  for (let i = 0; i < binOfRow.length; i++) {
    const bin = binOfRow[i]!
    if (yTrue[i] === 1) events[bin]!++
    else nonEvents[bin]!++
  }
  return { events, nonEvents }
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
