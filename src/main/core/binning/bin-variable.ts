import type { Column, NumericColumn, TextColumn } from '../frame/frame.ts'
import type { BinDefinition, BinningParams, BinnedVariable, Trend } from './binned-variable.ts'
import { choosePartition } from './choose-partition.ts'
import { type ClassCounts, countClasses } from './count-classes.ts'
import { type BinPlan, describeBins } from './describe-bins.ts'
import { numericCodes, numericDefinitions } from './numeric-definitions.ts'
import { numericPrebins } from './numeric-prebins.ts'
import type { PartitionLimits } from './optimal-partition.ts'
import { compareText, countLevels, levelPrebins } from './text-prebins.ts'

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

function planNumeric(column: NumericColumn, yTrue: Uint8Array, totals: ClassCounts, params: BinningParams, codes: readonly number[]): BinPlan {
  const special = new Set(codes)
  const isOrdered = (_: number, i: number): boolean => !Number.isNaN(column.values[i]!) && !special.has(column.values[i]!)
  const prebins = numericPrebins(column.values.filter(isOrdered), yTrue.filter(isOrdered), params.maxPrebins)
  const chosen = choosePartition(prebins, totals, limitsOf(params, yTrue.length), trendOf(params, column.name))
  const splits = chosen.starts.slice(1).map((start) => prebins.starts[start]!)
  return { definitions: numericDefinitions(splits, codes), splits, trend: chosen.trend, trendReason: chosen.reason }
}

function planText(column: TextColumn, yTrue: Uint8Array, totals: ClassCounts, params: BinningParams, codes: readonly string[]): BinPlan {
  const counts = countLevels(column, yTrue, new Set(codes))
  const limits = limitsOf(params, yTrue.length)
  const tail: BinDefinition[] = [
    ...codes.map((code): BinDefinition => ({ kind: 'special', codes: [code] })),
    { kind: 'missing' },
    { kind: 'unseen' },
  ]
  if (params.keepLevels) {
    const definitions = counts.levels.map((levels): BinDefinition => ({ kind: 'levels', levels }))
    return { definitions: [...definitions, ...tail], splits: [], trend: 'none', trendReason: 'Every level is its own bin, in code-unit order.' }
  }
  const prebins = levelPrebins(counts, limits.minCount, params.maxPrebins)
  // Levels have no order of their own: they stand by ascending event rate, whatever trend is asked for.
  const chosen = choosePartition(prebins, totals, limits, 'ascending')
  if (prebins.levels.length === 0) return { definitions: tail, splits: [], trend: 'none', trendReason: chosen.reason }
  const definitions = chosen.starts.map((start, b): BinDefinition => {
    const end = chosen.starts[b + 1] ?? prebins.levels.length
    return { kind: 'levels', levels: prebins.levels.slice(start, end).flat().sort(compareText) }
  })
  const reason = chosen.trend === 'ascending' ? 'Levels are ordered by event rate; rare levels were pooled first.' : chosen.reason
  return { definitions: [...definitions, ...tail], splits: [], trend: chosen.trend, trendReason: reason }
}

function limitsOf(params: BinningParams, nRows: number): PartitionLimits {
  // 0.07 · 100 is 7.000000000000001 in floating point, and seven rows are 7% of a hundred.
  const minCount = Math.max(1, Math.ceil(params.minBinShare * nRows - 1e-9))
  return { maxBins: params.maxBins, minCount, minEvents: params.minEvents, minNonEvents: params.minNonEvents }
}

function trendOf(params: BinningParams, name: string): Trend {
  return params.trends.find((entry) => entry.column === name)?.trend ?? params.trend
}
