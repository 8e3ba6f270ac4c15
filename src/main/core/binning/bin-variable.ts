import type { Column, NumericColumn, TextColumn } from '../frame/frame.ts'
import type { BinCounts } from './bin-counts.ts'
import type { BinDefinition, BinnedVariable, BinningParams, Trend } from './binned-variable.ts'
import { type ChosenPartition, choosePartition, limitText, rowsText } from './choose-partition.ts'
import { type ClassCounts, countClasses } from './count-classes.ts'
import { type BinPlan, describeBins } from './describe-bins.ts'
import { guidedPrebins, LEAF_SHARE, type PrebinLimits } from './guided-prebins.ts'
import { numericCodes, numericDefinitions } from './numeric-definitions.ts'
import type { PartitionLimits, PrebinCounts } from './optimal-partition.ts'
import { manualBinsOf, planManual } from './plan-manual.ts'
import { requireLabels } from './require-labels.ts'
import { compareText, countLevels, type LevelPrebins, levelPrebins } from './text-prebins.ts'

/** Beyond these the levels of a text column are merged even if they are to be kept: a column of names is no characteristic. */
const MAX_KEPT_LEVELS = 1000

const COMES_BY_ITSELF: ReadonlySet<BinDefinition['kind']> = new Set(['missing', 'unseen'])

/**
 * Optimal binning of one variable: pre-bins, then the exact partition of largest information value under the limits and the trend.
 *
 * Numeric variables: pre-bins from a decision tree on the outcome with leaves of at least 5% of the sample, if smaller bins are allowed
 * from a second one with leaves of that size, and from quantiles (see `guidedPrebins`); bins [lower, upper) whose edges are values that
 * occur. Text variables: levels in order of
 * event rate, rare levels pooled first, neighbours merged; with `keepLevels` every level (up to 1,000) stays its own bin in code-unit order.
 * Special codes get bins of their own, the missing bin is always there, and a text variable has a bin for levels not seen here.
 * Where no split is feasible there is one ordered bin and `trendReason` says why. A column with bins set by a person gets these
 * instead (see `planManual`).
 *
 * A weight is the number of cases a row stands for: whole weights give what as many copies of the rows would give. All counts are
 * then sums of weights, and so `minEvents` and `minNonEvents` are too.
 *
 * @param column - values of the development sample, shape (nRows,)
 * @param yTrue - 0 or 1 per row, 1 = event, shape (nRows,)
 * @param params - limits, trend, special codes and manual bins
 * @param weights - finite, ≥ 0, shape (nRows,); null: 1 each
 * @throws StatisticError `invalidInput` if lengths differ, a special code of a numeric variable is not a number, a weight is negative
 *   or not finite, or manual bins are not sound
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function binVariable(
  column: Column,
  yTrue: Uint8Array,
  params: BinningParams,
  weights: Float64Array | null = null,
): BinnedVariable {
  requireLabels(column, yTrue)
  const sample = { yTrue, weights, totals: countClasses(yTrue, `binning of "${column.name}"`, weights) }
  const variable = describeBins(column, yTrue, planBins(column, sample, params), weights)
  return variable.isManual === true ? withEmptyBinsNamed(variable) : variable
}

/** An edge outside the data or a level that does not occur is no error, but the person should know. */
function withEmptyBinsNamed(variable: BinnedVariable): BinnedVariable {
  const empty = variable.bins.filter(({ definition, count }) => count === 0 && !COMES_BY_ITSELF.has(definition.kind))
  if (empty.length === 0) return variable
  const which = empty.length === 1 ? `Bin "${empty[0]!.label}" holds` : `${empty.length} bins hold`
  return { ...variable, trendReason: `Set by hand. ${which} no row of the development sample.` }
}

interface LabelledSample {
  readonly yTrue: Uint8Array
  readonly weights: Float64Array | null
  readonly totals: ClassCounts
}

function planBins(column: Column, sample: LabelledSample, params: BinningParams): BinPlan {
  const codes = params.specialCodes.filter((entry) => entry.column === column.name).flatMap((entry) => entry.codes)
  const manual = manualBinsOf(params, column.name)
  if (manual !== null) return planManual(column, manual, codes)
  return column.kind === 'numeric'
    ? planNumeric(column, sample, params, numericCodes(column.name, codes))
    : planText(column, sample, params, [...new Set(codes)])
}

function planNumeric(
  column: NumericColumn,
  { yTrue, weights, totals }: LabelledSample,
  params: BinningParams,
  codes: readonly number[],
): BinPlan {
  const options = { weights, leaveOut: new Set(codes) }
  const prebins = guidedPrebins(column.values, yTrue, prebinLimits(params, totals), options)
  const chosen = choosePartition(prebins, totals, limitsOf(params, totals), trendOf(params, column.name))
  const splits = chosen.starts.slice(1).map((start) => prebins.starts[start]!)
  const definitions = numericDefinitions(splits, codes)
  const plan = { definitions, splits, trend: chosen.trend, trendReason: chosen.reason }
  const isWhole = [totals.events, totals.nonEvents, ...prebins.events, ...prebins.nonEvents].every(Number.isSafeInteger)
  return isWhole && codes.length === 0 ? { ...plan, counts: joinPrebins(prebins, chosen.starts, totals) } : plan
}

/** Counts of the bins from those of the pre-bins, which are theirs; what is in none is missing. Exact where counts are whole. */
function joinPrebins(prebins: PrebinCounts, starts: readonly number[], totals: ClassCounts): BinCounts {
  const join = (counts: ArrayLike<number>, total: number): Float64Array => {
    const joined = new Float64Array(starts.length + 1)
    let missing = total
    let bin = 0
    for (let i = 0; i < counts.length; i++) {
      if (i === starts[bin + 1]) bin++
      joined[bin]! += counts[i]!
      missing -= counts[i]!
    }
    joined[starts.length] = missing
    return joined
  }
  return { events: join(prebins.events, totals.events), nonEvents: join(prebins.nonEvents, totals.nonEvents) }
}

function planText(
  column: TextColumn,
  { yTrue, weights, totals }: LabelledSample,
  params: BinningParams,
  codes: readonly string[],
): BinPlan {
  const counts = countLevels(column, yTrue, new Set(codes), weights)
  const limits = limitsOf(params, totals)
  const tail: BinDefinition[] = [
    ...codes.map((code): BinDefinition => ({ kind: 'special', codes: [code] })),
    { kind: 'missing' },
    { kind: 'unseen' },
  ]
  if (params.keepLevels && counts.levels.length <= MAX_KEPT_LEVELS) {
    const definitions = counts.levels.map((levels): BinDefinition => ({ kind: 'levels', levels: [...levels] }))
    return {
      definitions: [...definitions, ...tail],
      splits: [],
      trend: 'none',
      trendReason: 'Every level is its own bin, in code-unit order.',
    }
  }
  const minAlone = leastCount(params.rareLevelShare ?? params.minBinShare, totals)
  const prebins = levelPrebins(counts, minAlone, params.maxPrebins)
  if (prebins.levels.length === 0)
    return {
      definitions: tail,
      splits: [],
      trend: 'none',
      trendReason: 'No values outside the missing and special bins.',
    }
  const keptTooMany = params.keepLevels ? `More than ${MAX_KEPT_LEVELS} levels are not kept apart. ` : ''
  // Levels have no order of their own: they stand by ascending event rate, whatever trend is asked for.
  const chosen = choosePartition(prebins, totals, limits, 'ascending')
  const definitions = chosen.starts.map((start, b): BinDefinition => {
    const end = chosen.starts[b + 1] ?? prebins.levels.length
    return { kind: 'levels', levels: prebins.levels.slice(start, end).flat().sort(compareText) }
  })
  return {
    definitions: [...definitions, ...tail],
    splits: [],
    trend: chosen.trend,
    trendReason: `${keptTooMany}${textReason(chosen, counts, prebins, limits, minAlone)}`,
  }
}

function textReason(
  chosen: ChosenPartition,
  counts: LevelPrebins,
  prebins: LevelPrebins,
  limits: PartitionLimits,
  minAlone: number,
): string {
  if (chosen.trend === 'ascending') {
    const pooled = prebins.levels.find((levels) => levels.length > 1)
    const pooling = pooled === undefined ? '' : `; ${pooled.length} rare levels were pooled first`
    return `Levels stand in order of event rate${pooling}.`
  }
  if (prebins.levels.length > 1)
    return `No feasible split: no two groups of levels that differ keep ${limitText(limits)}.`
  return counts.levels.length === 1
    ? 'One distinct value only.'
    : `No feasible split: none of ${counts.levels.length} levels has at least ${rowsText(minAlone)}.`
}

function limitsOf(params: BinningParams, totals: ClassCounts): PartitionLimits {
  const { maxBins, minEvents, minNonEvents, maxPValue } = params
  return { maxBins, minCount: leastCount(params.minBinShare, totals), minEvents, minNonEvents, maxPValue }
}

/** Fewest rows (least weight) that are the given share of the sample. */
function leastCount(share: number, { events, nonEvents }: ClassCounts): number {
  const count = share * (events + nonEvents)
  // 0.07 · 100 is 7.000000000000001 in floating point, and seven rows are 7% of a hundred.
  if (Number.isInteger(events) && Number.isInteger(nonEvents)) return Math.max(1, Math.ceil(count - 1e-9))
  return count * (1 - 1e-12)
}

function prebinLimits({ maxPrebins, minBinShare }: BinningParams, totals: ClassCounts): PrebinLimits {
  const shares = minBinShare < LEAF_SHARE ? [LEAF_SHARE, minBinShare] : [LEAF_SHARE]
  return { maxPrebins, minLeaves: shares.map((share) => leastCount(share, totals)) }
}

function trendOf(params: BinningParams, name: string): Trend {
  return params.trends.find((entry) => entry.column === name)?.trend ?? params.trend
}
