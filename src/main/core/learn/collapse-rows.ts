import type { BinomialRows } from './binomial-rows.ts'

/** Above this share of distinct rows the fewer rows do not pay for finding them. */
const WORTH_IT = 0.5

/** The distinct values of a column by number, in the order of their first occurrence. */
export interface ColumnCodes {
  readonly codes: Int32Array
  readonly nLevels: number
}

/**
 * Numbers the distinct values of a column.
 *
 * @param values - shape (nRows,), finite
 * @returns codes from 0, or null if more than half of the values are distinct
 */
export function encodeValues(values: Float64Array): ColumnCodes | null {
  const limit = Math.max(1, values.length * WORTH_IT)
  const codeOf = new Map<number, number>()
  const codes = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    let code = codeOf.get(values[i]!)
    if (code === undefined) {
      code = codeOf.size
      if (code >= limit) return null
      codeOf.set(values[i]!, code)
    }
    codes[i] = code
  }
  return { codes, nLevels: codeOf.size }
}

/**
 * Merges rows that are equal in every column and in the offset, adding up their events and non-events.
 *
 * A likelihood depends on equal rows only through these sums, so the fit is the same but for the order of summation (a few units in
 * the last place). Weights of evidence take few values, so a handful of characteristics shrinks a sample to its patterns. Rows stand
 * in the order of their first occurrence. When more than half of the rows are distinct, they are returned as they are.
 *
 * @param rows - rows as they come
 * @param codes - what `encodeValues` says of each column, if known already
 * @param offsetCodes - the same of the offset
 * @returns rows without repetition, or `rows` itself
 */
export function collapseRows(
  rows: BinomialRows,
  codes: readonly (ColumnCodes | null)[] = rows.columns.map(encodeValues),
  offsetCodes: ColumnCodes | null = rows.offset === null ? null : encodeValues(rows.offset),
): BinomialRows {
  const nRows = rows.events.length
  const keys = rows.offset === null ? codes : [offsetCodes, ...codes]
  let grouping: ColumnCodes | null = { codes: new Int32Array(nRows), nLevels: Math.min(1, nRows) }
  for (const key of keys) {
    grouping = key === null ? null : refine(grouping, key)
    if (grouping === null) return rows
  }
  return grouping.nLevels > nRows * WORTH_IT ? rows : merge(rows, grouping)
}

/** Splits groups by the values of one more column, numbering them by first occurrence; null when they are too many. */
function refine(grouping: ColumnCodes, key: ColumnCodes): ColumnCodes | null {
  const nRows = grouping.codes.length
  const nCells = grouping.nLevels * key.nLevels
  if (nCells > 16 * nRows + 4096) return null
  // Group of each pair of group and value, counted from 1; 0: not met yet.
  const groupOf = new Int32Array(nCells)
  const codes = new Int32Array(nRows)
  const limit = nRows * WORTH_IT
  let nLevels = 0
  for (let i = 0; i < nRows; i++) {
    const cell = grouping.codes[i]! * key.nLevels + key.codes[i]!
    let group = groupOf[cell]!
    if (group === 0) {
      group = ++nLevels
      if (group > limit) return null
      groupOf[cell] = group
    }
    codes[i] = group - 1
  }
  return { codes, nLevels }
}

function merge(rows: BinomialRows, { codes, nLevels }: ColumnCodes): BinomialRows {
  const first = new Int32Array(nLevels).fill(-1)
  const events = new Float64Array(nLevels)
  const nonEvents = new Float64Array(nLevels)
  for (let i = 0; i < codes.length; i++) {
    const group = codes[i]!
    if (first[group] === -1) first[group] = i
    events[group]! += rows.events[i]!
    nonEvents[group]! += rows.nonEvents[i]!
  }
  const pick = (values: Float64Array): Float64Array => Float64Array.from(first, (row) => values[row]!)
  return {
    columns: rows.columns.map(pick),
    events,
    nonEvents,
    offset: rows.offset === null ? null : pick(rows.offset),
  }
}
