import type { TextColumn } from '../frame/frame.ts'
import type { DateFormat } from './date-format.ts'
import { parseDate } from './parse-date.ts'

/**
 * The dates behind the levels of a text column.
 *
 * @param column - a text column
 * @param format - pattern of its texts
 * @returns days since 1970-01-01 per level, shape (nLevels,); NaN for a level that is no such date
 */
export function levelDates(column: TextColumn, format: DateFormat): Float64Array {
  return Float64Array.from(column.levels, (level) => parseDate(level, format) ?? Number.NaN)
}
