import { levelDates } from '../calendar/column-dates.ts'
import type { Column, NumericColumn, TextColumn } from '../frame/frame.ts'

/**
 * A date column as days since 1970-01-01; every other column as it is.
 *
 * @param column - shape (nRows,); a level that is no date of the column's pattern becomes missing
 */
export function datesAsNumbers(column: Column): Column {
  return column.kind === 'text' && column.dateFormat !== undefined ? toDays(column, column.dateFormat) : column
}

function toDays(column: TextColumn, format: NonNullable<TextColumn['dateFormat']>): NumericColumn {
  const days = levelDates(column, format)
  const values = new Float64Array(column.codes.length)
  for (let i = 0; i < values.length; i++) values[i] = column.codes[i]! < 0 ? Number.NaN : days[column.codes[i]!]!
  return { kind: 'numeric', name: column.name, values }
}
