import { type DateFormat, isDateFormat } from '../calendar/date-format.ts'
import type { Column, Frame, TextColumn } from '../frame/frame.ts'
import type { QualityContext } from './quality-report.ts'
import type { QualityColumnType } from './quality-rule.ts'

/** What a rule is held against. */
export interface RuleInput {
  readonly frame: Frame
  readonly context: QualityContext
}

/** Why a rule about these columns cannot be assessed, or null if they are all there. */
export function missingColumns(frame: Frame, names: readonly string[]): string | null {
  const absent = names.filter((name) => !frame.columns.has(name))
  if (absent.length === 0) return null
  const list = absent.map((name) => `"${name}"`).join(', ')
  return `the dataset has no column ${list}`
}

/** Type of a column as it stands in the frame, dates told from other texts by their pattern. */
export function typeOf(column: Column, context: QualityContext): QualityColumnType {
  if (column.kind === 'numeric') return 'numeric'
  return dateFormatOf(column, undefined, context) === null ? 'text' : 'date'
}

/** Pattern of a column of dates: the one asked for, else the column's own, else the schema's; null if there is none. */
export function dateFormatOf(
  column: TextColumn,
  asked: string | undefined,
  context: QualityContext,
): DateFormat | null {
  const stated = context.schema?.find((entry) => entry.name === column.name)
  const format = asked ?? column.dateFormat ?? stated?.dateFormat
  return format !== undefined && isDateFormat(format) ? format : null
}

/** Tests every level of a text column once and hands the verdicts to all rows; missing rows never fail. */
export function failingLevels(column: TextColumn, isFailing: (level: string) => boolean): (row: number) => boolean {
  const fails = Uint8Array.from(column.levels, (level) => (isFailing(level) ? 1 : 0))
  return (row) => column.codes[row]! >= 0 && fails[column.codes[row]!] === 1
}

/** Number of missing values. */
export function countMissing(column: Column): number {
  let nMissing = 0
  if (column.kind === 'numeric') for (const value of column.values) nMissing += Number.isNaN(value) ? 1 : 0
  else for (const code of column.codes) nMissing += code < 0 ? 1 : 0
  return nMissing
}

/** Whether a cell is missing. */
export function isMissingAt(column: Column, row: number): boolean {
  return column.kind === 'numeric' ? Number.isNaN(column.values[row]) : column.codes[row]! < 0
}
