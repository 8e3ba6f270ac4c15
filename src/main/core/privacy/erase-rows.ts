import type { Column } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'

/** A column after an erasure. */
export interface ErasedColumn {
  readonly column: Column
  /** Levels blanked because no row uses them any more, ascending; empty for numbers. */
  readonly vanishedLevels: readonly number[]
}

/**
 * Erases some rows of a column: their cells become missing, and the text of every level that no row uses any more is
 * replaced by an empty text, so that nothing erased survives in the list of levels. Levels keep their indices; levels that
 * no row used before are blanked too. The given column is left as it is.
 *
 * @param column - shape (nRows,)
 * @param rows - row indices to erase, counted from 0; repeats do no harm
 * @returns a new column and the indices of the blanked levels
 * @throws StatisticError `invalidInput` if a row is not a whole number in [0, nRows)
 */
export function eraseRows(column: Column, rows: Iterable<number>): ErasedColumn {
  if (column.kind !== 'text') {
    const values = column.values.slice()
    for (const row of rows) values[requireRow(row, values.length)] = Number.NaN
    return { column: { ...column, values }, vanishedLevels: [] }
  }
  const codes = column.codes.slice()
  for (const row of rows) codes[requireRow(row, codes.length)] = -1
  const isUsed = new Uint8Array(column.levels.length)
  for (const code of codes) if (code >= 0) isUsed[code] = 1
  const vanishedLevels: number[] = []
  column.levels.forEach((level, index) => {
    if (isUsed[index] === 0 && level !== '') vanishedLevels.push(index)
  })
  const levels = column.levels.map((level, index) => (isUsed[index] === 1 ? level : ''))
  return { column: { ...column, codes, levels }, vanishedLevels }
}

function requireRow(row: number, nRows: number): number {
  if (!Number.isInteger(row) || row < 0 || row >= nRows) {
    throw new StatisticError('invalidInput', `eraseRows needs row indices from 0 to ${nRows - 1}, got ${row}`)
  }
  return row
}
