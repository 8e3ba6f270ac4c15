import type { DateFormat } from '../calendar/date-format.ts'
import { StatisticError } from '../statistic-error.ts'

/** Numbers of one column, shape (nRows,); missing = NaN. */
export interface NumericColumn {
  readonly kind: 'numeric'
  readonly name: string
  readonly values: Float64Array
}

/** Texts of one column: `codes` has shape (nRows,) and indexes `levels`; missing = −1. */
export interface TextColumn {
  readonly kind: 'text'
  readonly name: string
  readonly codes: Int32Array
  readonly levels: readonly string[]
  /** Set if the texts are dates: the pattern they have. */
  readonly dateFormat?: DateFormat | undefined
}

export type Column = NumericColumn | TextColumn

/** Named columns of equal length. Column names are arbitrary texts (`__proto__` included), hence the Map. */
export interface Frame {
  readonly nRows: number
  readonly columns: ReadonlyMap<string, Column>
}

/**
 * Puts columns together into a frame.
 *
 * @param columns - columns of equal length with distinct names
 * @throws StatisticError `invalidInput` if lengths differ or a name occurs twice
 */
export function createFrame(columns: readonly Column[]): Frame {
  const byName = new Map<string, Column>()
  const nRows = columns[0] === undefined ? 0 : columnLength(columns[0])
  for (const column of columns) {
    if (byName.has(column.name)) {
      throw new StatisticError('invalidInput', `createFrame needs distinct column names, got "${column.name}" twice`)
    }
    if (columnLength(column) !== nRows) {
      throw new StatisticError(
        'invalidInput',
        `createFrame needs columns of ${nRows} rows, got ${columnLength(column)} in "${column.name}"`,
      )
    }
    byName.set(column.name, column)
  }
  return { nRows, columns: byName }
}

/** Number of rows of one column. */
export function columnLength(column: Column): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length
}

/**
 * The column of that name.
 *
 * @throws StatisticError `invalidInput` if the frame has no such column
 */
export function getColumn(frame: Frame, name: string): Column {
  const column = frame.columns.get(name)
  if (column === undefined)
    throw new StatisticError('invalidInput', `frame needs a column "${name}", got none of that name`)
  return column
}

/** A new column holding the given rows, in the given order. @param rows - row indices, counted from 0 */
export function takeRows(column: Column, rows: ArrayLike<number>): Column {
  const n = rows.length
  if (column.kind === 'numeric') {
    const values = new Float64Array(n)
    for (let i = 0; i < n; i++) values[i] = column.values[rows[i]!]!
    return { kind: 'numeric', name: column.name, values }
  }
  const codes = new Int32Array(n)
  for (let i = 0; i < n; i++) codes[i] = column.codes[rows[i]!]!
  return { ...column, codes }
}

/** A new frame holding the given rows of every column. @param rows - row indices, counted from 0 */
export function takeFrameRows(frame: Frame, rows: ArrayLike<number>): Frame {
  return createFrame([...frame.columns.values()].map((column) => takeRows(column, rows)))
}

/** One cell as plain data: a number, a text, or null when missing. */
export function cellAt(column: Column, row: number): number | string | null {
  if (column.kind === 'numeric') {
    const value = column.values[row]!
    return Number.isNaN(value) ? null : value
  }
  const code = column.codes[row]!
  return code < 0 ? null : column.levels[code]!
}
