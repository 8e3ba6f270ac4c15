import { levelDates } from '../calendar/column-dates.ts'
import type { DateFormat } from '../calendar/date-format.ts'
import { parseDate } from '../calendar/parse-date.ts'
import { type Column, type Frame, getColumn } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import type { Operand } from './block.ts'
import type { ColumnTypes, ExpressionType } from './expression.ts'

/** Formats of the date columns, by name. */
export type DateFormats = ReadonlyMap<string, DateFormat>

/** Formats a date text of a row may have if its column names none. */
const ISO_FORMATS: readonly DateFormat[] = ['YYYY-MM-DD', 'YYYY-MM-DDTHH:mm:ss', 'YYYY-MM-DD HH:mm:ss']

/** Types of the columns of a frame as expressions see them: a text column with a date format is a date. */
export function typesOfFrame(frame: Frame): Map<string, ExpressionType> {
  return new Map([...frame.columns].map(([name, column]) => [name, typeOfColumn(column)]))
}

/** Formats of the date columns of a frame. */
export function dateFormatsOfFrame(frame: Frame): Map<string, DateFormat> {
  const formats = new Map<string, DateFormat>()
  for (const [name, column] of frame.columns) {
    if (column.kind === 'text' && column.dateFormat !== undefined) formats.set(name, column.dateFormat)
  }
  return formats
}

function typeOfColumn(column: Column): ExpressionType {
  if (column.kind === 'numeric') return 'number'
  return column.dateFormat === undefined ? 'text' : 'date'
}

/**
 * The columns of an expression, taken from a frame.
 *
 * @throws StatisticError `invalidInput` if a column is not there or not of its type
 */
export function operandsOfFrame(
  frame: Frame,
  names: readonly string[],
  schema: ColumnTypes,
  formats: DateFormats,
): Operand[] {
  return names.map((name) => {
    const column = getColumn(frame, name)
    const type = schema.get(name)!
    if (column.kind === 'numeric') {
      if (type === 'number' || type === 'boolean') return { kind: 'numbers', values: column.values }
    } else if (type === 'text') {
      return { kind: 'texts', codes: column.codes, levels: column.levels }
    } else if (type === 'date') {
      const format = column.dateFormat ?? formats.get(name)
      if (format !== undefined) return { kind: 'dates', codes: column.codes, days: levelDates(column, format) }
    }
    throw mismatch(name, type, column.kind === 'numeric' ? 'a number column' : 'a text column')
  })
}

/**
 * The columns of an expression, taken from one row.
 *
 * @throws StatisticError `invalidInput` if a value is not of the type of its column
 */
export function operandsOfRow(
  get: (name: string) => number | string | null,
  names: readonly string[],
  schema: ColumnTypes,
  formats: DateFormats,
): Operand[] {
  return names.map((name) => {
    const type = schema.get(name)!
    const value = get(name)
    if (type === 'text') {
      if (typeof value === 'number') throw mismatch(name, type, 'a number')
      return { kind: 'texts', codes: Int32Array.of(value === null ? -1 : 0), levels: value === null ? [] : [value] }
    }
    if (typeof value !== 'string') return { kind: 'numbers', values: Float64Array.of(value ?? Number.NaN) }
    if (type !== 'date') throw mismatch(name, type, 'a text')
    return { kind: 'numbers', values: Float64Array.of(daysOf(value, formats.get(name))) }
  })
}

function daysOf(text: string, format: DateFormat | undefined): number {
  for (const candidate of format === undefined ? ISO_FORMATS : [format]) {
    const days = parseDate(text, candidate)
    if (days !== null) return days
  }
  return Number.NaN
}

function mismatch(name: string, type: ExpressionType, got: string): StatisticError {
  return new StatisticError('invalidInput', `expression needs column "${name}" as ${type}, got ${got}`)
}
