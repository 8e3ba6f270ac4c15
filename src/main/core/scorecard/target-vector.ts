import { compareText } from '../binning/text-prebins.ts'
import { type Column, cellAt, columnLength } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'

const MAX_LISTED = 10

/** Mark of a row whose outcome is not known. */
export const UNKNOWN_OUTCOME = 2

/**
 * Turns the target column into labels: 1 where it holds the event value, 0 elsewhere.
 *
 * @param column - target column without missing values, shape (nRows,)
 * @param eventValue - the value that means the event; read as a number if the column is numeric
 * @returns 0 or 1 per row, both present, shape (nRows,)
 * @throws StatisticError `invalidInput` if a row is missing (its number, from 1, is named), the event value does not occur (up to
 *   10 values that do are listed), or a numeric column gets an event value that is not a number
 * @throws StatisticError `undefined` if every row is an event
 */
export function targetVector(column: Column, eventValue: string): Uint8Array {
  const labels = labelRows(column, eventValue)
  const missing = labels.indexOf(UNKNOWN_OUTCOME)
  if (missing >= 0) throw missingOutcome(column.name, missing)
  requireClasses(column, eventValue, labels)
  return labels
}

/**
 * Labels of a target column that may have missing values: rows whose outcome is not known.
 *
 * @param column - target column, shape (nRows,)
 * @param eventValue - the value that means the event; read as a number if the column is numeric
 * @returns 1 event, 0 non-event, 2 not known, shape (nRows,); 0 and 1 both present
 * @throws StatisticError `invalidInput` if the event value does not occur or is not a number for a numeric column
 * @throws StatisticError `undefined` if every known row is an event
 */
export function knownOutcomes(column: Column, eventValue: string): Uint8Array {
  const labels = labelRows(column, eventValue)
  requireClasses(column, eventValue, labels)
  return labels
}

/** The error of a row without outcome. @param row - counted from 0 */
export function missingOutcome(name: string, row: number): StatisticError {
  return new StatisticError(
    'invalidInput',
    `target "${name}" needs a value in every row, got a missing one in row ${row + 1}`,
  )
}

function labelRows(column: Column, eventValue: string): Uint8Array {
  const nRows = columnLength(column)
  if (nRows === 0) throw new StatisticError('undefined', `target "${column.name}" needs rows, got none`)
  const event = column.kind === 'numeric' ? parseEventValue(column.name, eventValue) : eventValue
  const labels = new Uint8Array(nRows)
  for (let row = 0; row < nRows; row++) {
    const value = cellAt(column, row)
    if (value === null) labels[row] = UNKNOWN_OUTCOME
    else if (value === event) labels[row] = 1
  }
  return labels
}

function requireClasses(column: Column, eventValue: string, labels: Uint8Array): void {
  let nEvents = 0
  let nKnown = 0
  for (const label of labels) {
    if (label === UNKNOWN_OUTCOME) continue
    nKnown++
    nEvents += label
  }
  if (nEvents === 0) {
    throw new StatisticError(
      'invalidInput',
      `target "${column.name}" needs an event value that occurs, got "${eventValue}"; it holds ${listValues(column)}`,
    )
  }
  if (nEvents === nKnown) {
    throw new StatisticError(
      'undefined',
      `target "${column.name}" needs events and non-events, got the event value "${eventValue}" in all ${nKnown} rows`,
    )
  }
}

/** Number of distinct values that are not missing. @param column - any column */
export function countDistinct(column: Column): number {
  return distinctValues(column).length
}

function parseEventValue(name: string, eventValue: string): number {
  const value = eventValue.trim() === '' ? Number.NaN : Number(eventValue.trim().replace('\u2212', '-'))
  if (Number.isNaN(value)) {
    throw new StatisticError(
      'invalidInput',
      `target "${name}" is numeric and needs a number as event value, got "${eventValue}"`,
    )
  }
  return value
}

function listValues(column: Column): string {
  const values = distinctValues(column)
  if (values.length === 0) return 'no value'
  const shown = values.slice(0, MAX_LISTED).join(', ')
  return values.length > MAX_LISTED ? `${values.length} values, among them ${shown}` : shown
}

function distinctValues(column: Column): (string | number)[] {
  if (column.kind === 'numeric') return [...new Set(column.values.filter((value) => !Number.isNaN(value)).sort())]
  const codes = new Set(column.codes)
  return column.levels.filter((_, code) => codes.has(code)).sort(compareText)
}
