import type { Column, NumericColumn } from '../frame/frame.ts'
import type { BinningParams } from './binned-variable.ts'
import { guidedPrebins, LEAF_SHARE } from './guided-prebins.ts'
import { numericCodes } from './numeric-definitions.ts'
import { compareText, countLevels } from './text-prebins.ts'

/** Where the bins of one column could be cut, with the counts in between. Arrays are typed as plain ones, as in the contract. */
export interface CutCandidates {
  readonly type: 'numeric' | 'text'
  /** Smallest and largest finite value that is no special code; null for texts and where there is none. */
  readonly minimum: number | null
  readonly maximum: number | null
  /** [lower, next lower) of each pre-bin. */
  readonly prebins: { readonly lower: number; readonly count: number; readonly events: number }[]
  /** Levels, most frequent first. */
  readonly levels: { readonly level: string; readonly count: number; readonly events: number }[]
  /** Number of levels that occur, whether listed or not. */
  readonly nLevels: number
}

const FINE_PREBINS = 50
const MOST_LEVELS = 1000

/**
 * Where the bins of one column could be cut: up to 50 pre-bins of numbers, those of the optimiser by default, or the levels of a text
 * column by count (ties in code-unit order), the first 1,000. Missing values and special codes are left out.
 *
 * @param column - values of the development sample, shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param params - for the special codes
 * @param weights - weight per row, ≥ 0, shape (nRows,); null: 1 each
 * @throws StatisticError `invalidInput` if a special code of a numeric column is not a number
 */
export function cutCandidates(
  column: Column,
  yTrue: Uint8Array,
  params: Pick<BinningParams, 'specialCodes'>,
  weights: Float64Array | null = null,
): CutCandidates {
  const codes = params.specialCodes.filter((entry) => entry.column === column.name).flatMap((entry) => entry.codes)
  if (column.kind === 'numeric') {
    return cutNumbers(column, yTrue, new Set(numericCodes(column.name, codes)), weights)
  }
  const counts = countLevels(column, yTrue, new Set(codes), weights)
  const levels = counts.levels.map(([level], i) => ({
    level: level!,
    count: counts.events[i]! + counts.nonEvents[i]!,
    events: counts.events[i]!,
  }))
  levels.sort((a, b) => b.count - a.count || compareText(a.level, b.level))
  return {
    type: 'text',
    minimum: null,
    maximum: null,
    prebins: [],
    levels: levels.slice(0, MOST_LEVELS),
    nLevels: levels.length,
  }
}

function cutNumbers(
  column: NumericColumn,
  yTrue: Uint8Array,
  codes: ReadonlySet<number>,
  weights: Float64Array | null,
): CutCandidates {
  let minimum: number | null = null
  let maximum: number | null = null
  for (const value of column.values) {
    if (!Number.isFinite(value) || codes.has(value)) continue
    if (minimum === null || value < minimum) minimum = value + 0
    if (maximum === null || value > maximum) maximum = value + 0
  }
  const total = weights === null ? yTrue.length : weights.reduce((sum, weight) => sum + weight, 0)
  // 0.07 · 100 is 7.000000000000001 in floating point.
  const limits = { maxPrebins: FINE_PREBINS, minLeaves: [LEAF_SHARE * total * (1 - 1e-12)] }
  const { starts, events, nonEvents } = guidedPrebins(column.values, yTrue, limits, { weights, leaveOut: codes })
  const prebins = starts.map((start, i) => ({
    // Infinite values may open the first pre-bin, and plain data has no infinite numbers.
    lower: Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, start)),
    count: events[i]! + nonEvents[i]!,
    events: events[i]!,
  }))
  return { type: 'numeric', minimum, maximum, prebins, levels: [], nLevels: 0 }
}
