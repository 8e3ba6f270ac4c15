import { numericPrebins } from '../binning/numeric-prebins.ts'
import type { Column, NumericColumn, TextColumn } from '../frame/frame.ts'
import { printNumber } from '../frame/parse-number.ts'

/** Rows of a column put into groups; missing rows are a group of their own. */
export interface Segments {
  /** Group of each row, shape (nRows,). */
  readonly groups: Int32Array
  readonly labels: readonly string[]
}

const MAX_QUANTILE_GROUPS = 20

/**
 * Groups the rows of a column without looking at the outcome: a text by level, a number by value if it has at most twenty and
 * else by twentieths of its rows; missing rows are one group, the last.
 *
 * @param column - values, shape (nRows,)
 * @returns group of each row and the labels of the groups
 */
export function segmentColumn(column: Column): Segments {
  return column.kind === 'numeric' ? segmentNumbers(column) : segmentTexts(column)
}

/**
 * Joins groups with fewer than `minCount` rows, and those beyond the hundred largest, into one: their rates are chance.
 *
 * @param segments - groups; the last is the missing one and stays
 * @param minCount - fewest rows for a group to stay alone
 */
export function poolRareSegments(segments: Segments, minCount: number): Segments {
  const nGroups = segments.labels.length
  const counts = new Float64Array(nGroups)
  for (const group of segments.groups) counts[group]!++
  const alone = Array.from({ length: nGroups - 1 }, (_, group) => group)
    .filter((group) => counts[group]! >= minCount)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, 100)
  const target = new Int32Array(nGroups).fill(alone.length)
  alone.forEach((group, index) => {
    target[group] = index
  })
  target[nGroups - 1] = alone.length + 1
  return {
    groups: segments.groups.map((group) => target[group]!),
    labels: [...alone.map((group) => segments.labels[group]!), 'rare values', 'missing'],
  }
}

function segmentNumbers(column: NumericColumn): Segments {
  const known = column.values.filter((value) => !Number.isNaN(value))
  const { starts } = numericPrebins(known, new Uint8Array(known.length), MAX_QUANTILE_GROUPS)
  const labels = starts.map((start, i) => {
    const next = starts[i + 1]
    return next === undefined ? `from ${printNumber(start)}` : `${printNumber(start)} to below ${printNumber(next)}`
  })
  const groups = Int32Array.from(column.values, (value) =>
    Number.isNaN(value) ? starts.length : Math.max(0, lastAtMost(starts, value)),
  )
  return { groups, labels: [...labels, 'missing'] }
}

function segmentTexts(column: TextColumn): Segments {
  const byText = new Map<string, number>()
  const groupOfCode = column.levels.map((level) => {
    const known = byText.get(level)
    if (known !== undefined) return known
    byText.set(level, byText.size)
    return byText.size - 1
  })
  const missing = byText.size
  return {
    groups: column.codes.map((code) => (code < 0 ? missing : groupOfCode[code]!)),
    labels: [...byText.keys(), 'missing'],
  }
}

/** Index of the last of ascending numbers that is at most the value; −1 if none is. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
