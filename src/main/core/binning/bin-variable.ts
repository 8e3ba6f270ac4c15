import type { Column, NumericColumn, TextColumn } from '../frame/frame.ts'
import type { BinDefinition, BinnedVariable, BinningParams, Trend } from './binned-variable.ts'
import { type ChosenPartition, choosePartition, limitText } from './choose-partition.ts'
import { type ClassCounts, countClasses } from './count-classes.ts'
import { type BinPlan, describeBins } from './describe-bins.ts'
import { numericCodes, numericDefinitions } from './numeric-definitions.ts'
import { numericPrebins } from './numeric-prebins.ts'
import type { PartitionLimits } from './optimal-partition.ts'
import { compareText, countLevels, type LevelPrebins, levelPrebins } from './text-prebins.ts'

/**
 * Optimal binning of one variable: pre-bins, then the exact partition of largest information value under the limits and the trend.
 *
 * Numeric variables: quantile pre-bins, bins [lower, upper) whose edges are values that occur. Text variables: levels in order of
 * event rate, rare levels pooled first, neighbours merged; with `keepLevels` every level stays its own bin in code-unit order.
 * Special codes get bins of their own, the missing bin is always there, and a text variable has a bin for levels not seen here.
 * Where no split is feasible there is one ordered bin and `trendReason` says why.
 *
 * @param column - values of the development sample, shape (nRows,)
 * @param yTrue - 0 or 1 per row, 1 = event, shape (nRows,)
 * @param params - limits, trend and special codes
 * @throws StatisticError `invalidInput` if lengths differ, or a special code of a numeric variable is not a number
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function binVariable(column: Column, yTrue: Uint8Array, params: BinningParams): BinnedVariable {
  const totals = countClasses(yTrue, `binning of "${column.name}"`)
  const codes = params.specialCodes.filter((entry) => entry.column === column.name).flatMap((entry) => entry.codes)
  const plan =
    column.kind === 'numeric'
      ? planNumeric(column, yTrue, totals, params, numericCodes(column.name, codes))
      : planText(column, yTrue, totals, params, [...new Set(codes)])
  return describeBins(column, yTrue, plan)
}

function planNumeric(
  column: NumericColumn,
  yTrue: Uint8Array,
  totals: ClassCounts,
  params: BinningParams,
  codes: readonly number[],
): BinPlan {
  const special = new Set(codes)
  const isOrdered = (_: number, i: number): boolean =>
    !Number.isNaN(column.values[i]!) && !special.has(column.values[i]!)
  const prebins = numericPrebins(column.values.filter(isOrdered), yTrue.filter(isOrdered), params.maxPrebins)
  const chosen = choosePartition(prebins, totals, limitsOf(params, yTrue.length), trendOf(params, column.name))
  const splits = chosen.starts.slice(1).map((start) => prebins.starts[start]!)
  return { definitions: numericDefinitions(splits, codes), splits, trend: chosen.trend, trendReason: chosen.reason }
}

function planText(
  column: TextColumn,
  yTrue: Uint8Array,
  totals: ClassCounts,
  params: BinningParams,
  codes: readonly string[],
): BinPlan {
  const counts = countLevels(column, yTrue, new Set(codes))
  const limits = limitsOf(params, yTrue.length)
  const tail: BinDefinition[] = [
    ...codes.map((code): BinDefinition => ({ kind: 'special', codes: [code] })),
    { kind: 'missing' },
    { kind: 'unseen' },
  ]
  if (params.keepLevels) {
    const definitions = counts.levels.map((levels): BinDefinition => ({ kind: 'levels', levels: [...levels] }))
    return {
      definitions: [...definitions, ...tail],
      splits: [],
      trend: 'none',
      trendReason: 'Every level is its own bin, in code-unit order.',
    }
  }
  const prebins = levelPrebins(counts, limits.minCount, params.maxPrebins)
  if (prebins.levels.length === 0)
    return {
      definitions: tail,
      splits: [],
      trend: 'none',
      trendReason: 'No values outside the missing and special bins.',
    }
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
    trendReason: textReason(chosen, counts, prebins, limits),
  }
}

function textReason(
  chosen: ChosenPartition,
  counts: LevelPrebins,
  prebins: LevelPrebins,
  limits: PartitionLimits,
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
    : `No feasible split: none of ${counts.levels.length} levels has at least ${limits.minCount} rows.`
}

function limitsOf(params: BinningParams, nRows: number): PartitionLimits {
  // 0.07 · 100 is 7.000000000000001 in floating point, and seven rows are 7% of a hundred.
  const minCount = Math.max(1, Math.ceil(params.minBinShare * nRows - 1e-9))
  return { maxBins: params.maxBins, minCount, minEvents: params.minEvents, minNonEvents: params.minNonEvents }
}

function trendOf(params: BinningParams, name: string): Trend {
  return params.trends.find((entry) => entry.column === name)?.trend ?? params.trend
}
