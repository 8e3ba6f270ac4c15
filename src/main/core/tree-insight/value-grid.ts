import { compareText } from '../binning/text-prebins.ts'
import { type Column, cellAt, type NumericColumn, type TextColumn } from '../frame/frame.ts'
import type { TreeCharacteristic } from '../trees/tree-model.ts'

/** A value that a characteristic is set to; null = missing. */
export interface GridValue {
  readonly value: number | string | null
  /** Rows of the sample at or nearest to the value. */
  readonly count: number
}

/**
 * Values that stand for a column: of numbers all distinct ones, or where these are too many the ones at evenly spaced ranks; of levels the
 * commonest; the missing value last.
 *
 * @param column - values of a sample, shape (nRows,)
 * @param characteristic - what counts as missing, and whether numbers are levels
 * @param maximum - values at most, the missing one aside, ≥ 2
 */
export function valueGrid(column: Column, characteristic: TreeCharacteristic, maximum: number): GridValue[] {
  if (column.kind === 'text') return levelGrid(column, maximum)
  const { levels, missingCodes = [] } = characteristic
  const known = column.values.filter((value) => !Number.isNaN(value) && !missingCodes.includes(value)).sort()
  const missing = { value: null, count: column.values.length - known.length }
  const values = levels === null ? quantileValues(known, maximum) : commonest(column, maximum)
  return [...countNearest(known, values), missing]
}

/** The values at ranks 0, …, n − 1 in `maximum` even steps, each once. @param sorted - ascending */
function quantileValues(sorted: Float64Array, maximum: number): number[] {
  const distinct = new Set(sorted)
  if (distinct.size <= maximum) return [...distinct]
  const last = sorted.length - 1
  return [...new Set(Array.from({ length: maximum }, (_, k) => sorted[Math.round((k * last) / (maximum - 1))]!))]
}

function commonest(column: NumericColumn, maximum: number): number[] {
  const counts = new Map<number, number>()
  for (const value of column.values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const top = [...counts].sort(([a, m], [b, n]) => n - m || a - b).slice(0, maximum)
  return top.map(([value]) => value).sort((a, b) => a - b)
}

function levelGrid(column: TextColumn, maximum: number): GridValue[] {
  const counts = new Map<string | null, number>()
  for (let row = 0; row < column.codes.length; row++) {
    const level = cellAt(column, row) as string | null
    counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  const nMissing = counts.get(null) ?? 0
  counts.delete(null)
  const levels = [...(counts as Map<string, number>)].map(([value, count]) => ({ value, count }))
  const top = levels.sort((a, b) => b.count - a.count || compareText(a.value, b.value)).slice(0, maximum)
  return [...top, { value: null, count: nMissing }]
}

/** Sorted numbers counted at the nearest of some ascending values, the lower one where two are equally near. */
function countNearest(sorted: Float64Array, values: readonly number[]): GridValue[] {
  const counts = values.map(() => 0)
  let at = 0
  for (const number of sorted) {
    while (at < values.length - 1 && isNearer(values[at + 1]!, values[at]!, number)) at++
    counts[at]!++
  }
  return values.map((value, i) => ({ value, count: counts[i]! }))
}

function isNearer(upper: number, lower: number, number: number): boolean {
  return number === upper || upper - number < number - lower
}
