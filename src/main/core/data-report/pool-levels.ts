import type { TextColumn } from '../frame/frame.ts'

/** A text column with its rare levels taken together. */
export interface PooledLevels {
  /** Index of the row's label, shape (nRows,); missing = −1. */
  readonly codes: Int32Array
  /** Levels kept, most frequent first, ties by text; then the pooled rest, if any. */
  readonly labels: readonly string[]
  /** Levels that occur. */
  readonly nLevels: number
  /** Levels taken together in the last label; 0 if every level is kept. */
  readonly nPooled: number
}

/**
 * Keeps the most frequent levels of a text column and takes the others together as "other levels (n)".
 *
 * The order of the column's levels does not matter: ties are broken by the text, code unit by code unit.
 *
 * @param column - shape (nRows,); missing = −1
 * @param maxLevels - levels kept at most
 * @returns the pooled column; levels without rows are left out
 */
export function poolLevels(column: TextColumn, maxLevels: number): PooledLevels {
  const counts = levelCounts(column)
  const occurring: number[] = []
  for (let code = 0; code < counts.length; code++) if (counts[code]! > 0) occurring.push(code)
  const { levels } = column
  occurring.sort((a, b) => counts[b]! - counts[a]! || (levels[a]! < levels[b]! ? -1 : 1))
  const kept = occurring.slice(0, maxLevels)
  const nPooled = occurring.length - kept.length
  const labelOf = new Int32Array(levels.length).fill(kept.length)
  for (const [label, code] of kept.entries()) labelOf[code] = label
  const codes = new Int32Array(column.codes.length)
  for (let i = 0; i < codes.length; i++) codes[i] = column.codes[i]! < 0 ? -1 : labelOf[column.codes[i]!]!
  const labels = kept.map((code) => levels[code]!)
  if (nPooled > 0) labels.push(`other levels (${nPooled})`)
  return { codes, labels, nLevels: occurring.length, nPooled }
}

/** Rows at each level, shape (nLevels,). */
export function levelCounts(column: TextColumn): Float64Array {
  const counts = new Float64Array(column.levels.length)
  for (let i = 0; i < column.codes.length; i++) if (column.codes[i]! >= 0) counts[column.codes[i]!]!++
  return counts
}
