import type { Column, NumericColumn } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { cutBand, cutLabels } from '../stats/cut-bands.ts'
import type { GroupCodes, Grouping } from './fairness-types.ts'

/**
 * Puts the rows of a column into groups: by cut points, or one group per value.
 *
 * With cuts c1 < c2 …: "≤ c1", "> c1 and ≤ c2", …, "> ck", empty groups included. Without: the values that occur, numbers
 * in ascending order and printed shortest, texts by code unit.
 *
 * @param column - the sensitive feature, shape (nRows,)
 * @param grouping - name of that column and cut points
 * @returns codes (missing = −1) and labels
 * @throws StatisticError `invalidInput` if the column has another name, a text column has cuts, or cuts are not finite
 *   and strictly ascending
 */
export function groupColumn(column: Column, grouping: Grouping): GroupCodes {
  if (column.name !== grouping.column) {
    throw new StatisticError('invalidInput', `groupColumn needs column "${grouping.column}", got "${column.name}"`)
  }
  const { cuts } = grouping
  if (cuts.length > 0) {
    if (column.kind === 'text') {
      throw new StatisticError(
        'invalidInput',
        `groupColumn needs a numeric column for cut points, got text column "${column.name}"`,
      )
    }
    return byCuts(column, cuts)
  }
  return column.kind === 'numeric' ? byNumber(column) : byLevel(column.codes, column.levels)
}

function byCuts(column: NumericColumn, cuts: readonly number[]): GroupCodes {
  for (const [i, cut] of cuts.entries()) {
    if (!Number.isFinite(cut) || (i > 0 && cut <= cuts[i - 1]!)) {
      throw new StatisticError(
        'invalidInput',
        `groupColumn needs finite cut points in ascending order, got ${cuts.join(', ')}`,
      )
    }
  }
  const codes = Int32Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : cutBand(value, cuts)))
  return { codes, labels: cutLabels(cuts) }
}

function byNumber({ values }: NumericColumn): GroupCodes {
  const distinct = new Set<number>()
  for (const value of values) {
    if (!Number.isNaN(value)) distinct.add(value)
  }
  const sorted = [...distinct].sort((a, b) => a - b)
  const codeOf = new Map(sorted.map((value, code) => [value, code]))
  const codes = Int32Array.from(values, (value) => codeOf.get(value) ?? -1)
  return { codes, labels: sorted.map(String) }
}

function byLevel(levelCodes: Int32Array, levels: readonly string[]): GroupCodes {
  const present = new Set<number>()
  for (const code of levelCodes) if (code >= 0) present.add(code)
  const sorted = [...present].sort((a, b) => (levels[a]! < levels[b]! ? -1 : 1))
  const codeOf = new Map(sorted.map((level, code) => [level, code]))
  const codes = levelCodes.map((level) => codeOf.get(level) ?? -1)
  return { codes, labels: sorted.map((level) => levels[level]!) }
}
