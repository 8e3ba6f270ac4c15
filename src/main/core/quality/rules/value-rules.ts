import { parseDate } from '../../calendar/parse-date.ts'
import { printDate } from '../../calendar/print-date.ts'
import { compilePattern } from '../../expression/compile-pattern.ts'
import type { Column, TextColumn } from '../../frame/frame.ts'
import { parseNumber, printNumber } from '../../frame/parse-number.ts'
import { StatisticError } from '../../statistic-error.ts'
import { printCount } from '../print-against.ts'
import { type QualityContext, type RuleOutcome, referenceKey } from '../quality-report.ts'
import type { AllowedValuesRule, DateRangeRule, PatternRule, RangeRule, ReferenceRule } from '../quality-rule.ts'
import { dateFormatOf, failingLevels, isMissingAt, missingColumns, type RuleInput } from '../rule-frame.ts'
import { assessed, collectFailingRows, firstRow, notAssessed } from '../rule-outcome.ts'

/** Holds the numbers of a column against limits; infinite numbers count, missing ones do not. */
export function judgeRange(rule: RangeRule, { frame }: RuleInput): RuleOutcome {
  const expected = `column "${rule.column}" ${rangeText(rule)}`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  if (column.kind !== 'numeric') return notAssessed(expected, `column "${rule.column}" holds texts, not numbers`)
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  const rows = collectFailingRows(frame.nRows, (row) => {
    const value = column.values[row]!
    if (Number.isNaN(value)) return false
    if (value < least) least = value
    if (value > most) most = value
    return isBeyond(rule, value)
  })
  if (least > most) return notAssessed(expected, `every value of column "${rule.column}" is missing`)
  const observed = least === most ? printNumber(least) : `${printNumber(least)} to ${printNumber(most)}`
  return assessed({
    isMet: rows.nFailing === 0,
    observed,
    expected,
    message:
      rows.nFailing === 0
        ? `Column "${rule.column}" runs from ${printNumber(least)} to ${printNumber(most)}, within the limits.`
        : `Column "${rule.column}" has ${printCount(rows.nFailing, 'value')} beyond its limits${firstRow(rows)}; it runs from ${printNumber(least)} to ${printNumber(most)}.`,
    rows,
  })
}

/** Holds the values of a column against a list. */
export function judgeAllowedValues(rule: AllowedValuesRule, { frame }: RuleInput): RuleOutcome {
  const missingAllowed = rule.allowMissing ?? true
  const expected = `column "${rule.column}" holds one of ${printCount(rule.values.length, 'listed value')}${missingAllowed ? '' : ' and is never missing'}`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  const texts = new Set(rule.values.map((value) => (typeof value === 'number' ? printNumber(value) : value)))
  const numbers = new Set(rule.values.map(readNumber))
  if (column.kind === 'numeric' && numbers.has(Number.NaN)) {
    return notAssessed(expected, `column "${rule.column}" is numeric, but a listed value is not a number`)
  }
  return judgeMembership(column, expected, 'outside the list', missingAllowed, (value) =>
    typeof value === 'number' ? numbers.has(value) : texts.has(value),
  )
}

/** Holds the texts of a column against a regular expression, by a matcher of linear time. */
export function judgePattern(rule: PatternRule, { frame }: RuleInput): RuleOutcome {
  const expected = `column "${rule.column}" matches ${rule.pattern}`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  if (column.kind !== 'text') return notAssessed(expected, `column "${rule.column}" holds numbers, not texts`)
  let isFound: (text: string) => boolean
  try {
    isFound = compilePattern(rule.pattern, 0)
  } catch (error) {
    if (error instanceof StatisticError) return notAssessed(expected, error.message)
    throw error
  }
  return judgeTexts(column, expected, `that do not match ${rule.pattern}`, (level) => !isFound(level))
}

/** Holds the dates of a column against limits; a text that is no date fails. */
export function judgeDateRange(rule: DateRangeRule, { frame, context }: RuleInput): RuleOutcome {
  const low = rule.minimum === null ? [] : [`from ${rule.minimum}`]
  const high = rule.maximum === null ? [] : [`to ${rule.maximum}`]
  const expected = `column "${rule.column}" holds dates ${[...low, ...high].join(' ')}`.trimEnd()
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  if (column.kind !== 'text') return notAssessed(expected, `column "${rule.column}" holds numbers, not dates`)
  const format = dateFormatOf(column, rule.format, context)
  if (format === null) return notAssessed(expected, `column "${rule.column}" has no known date pattern`)
  const minimum = rule.minimum === null ? Number.NEGATIVE_INFINITY : parseDate(rule.minimum, 'YYYY-MM-DD')!
  // A limit is a day, and the whole day belongs to it.
  const maximum = rule.maximum === null ? Number.POSITIVE_INFINITY : parseDate(rule.maximum, 'YYYY-MM-DD')! + 1
  const days = column.levels.map((level) => parseDate(level, format) ?? Number.NaN)
  const outcome = judgeTexts(column, expected, 'outside the dates allowed or not a date', (_, code) => {
    return !(days[code]! >= minimum && days[code]! < maximum)
  })
  return { ...outcome, observed: dateSpan(column, days) ?? 'no date' }
}

/** Holds the values of a column against those of a column of another dataset. */
export function judgeReference(rule: ReferenceRule, { frame, context }: RuleInput): RuleOutcome {
  const expected = `column "${rule.column}" holds values that occur in "${rule.referenceColumn}" of "${rule.dataset}"`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  const known = referenceOf(rule, context)
  if (known === undefined) {
    return notAssessed(expected, `the values of "${rule.referenceColumn}" of "${rule.dataset}" are not at hand`)
  }
  if (column.kind === 'text') {
    return judgeMembership(column, expected, 'unknown there', true, (value) => known.has(String(value)))
  }
  const numbers = new Set([...known].map(readNumber).filter((value) => !Number.isNaN(value)))
  return judgeMembership(column, expected, 'unknown there', true, (value) => numbers.has(Number(value)))
}

function judgeMembership(
  column: Column,
  expected: string,
  what: string,
  missingAllowed: boolean,
  isMember: (value: number | string) => boolean,
): RuleOutcome {
  const isForeign =
    column.kind === 'text'
      ? failingLevels(column, (level) => !isMember(level))
      : (row: number) => !Number.isNaN(column.values[row]) && !isMember(column.values[row]!)
  const nRows = column.kind === 'text' ? column.codes.length : column.values.length
  const rows = collectFailingRows(nRows, (row) => isForeign(row) || (!missingAllowed && isMissingAt(column, row)))
  const fault = `${printCount(rows.nFailing, 'value')} ${what}${missingAllowed ? '' : ' or missing'}`
  return assessed({
    isMet: rows.nFailing === 0,
    observed: rows.nFailing,
    expected,
    message:
      rows.nFailing === 0
        ? `Column "${column.name}" has no value ${what}${missingAllowed ? '' : ' and none missing'}.`
        : `Column "${column.name}" has ${fault}${firstRow(rows)}.`,
    rows,
  })
}

function judgeTexts(
  column: TextColumn,
  expected: string,
  what: string,
  isFailing: (level: string, code: number) => boolean,
): RuleOutcome {
  const fails = Uint8Array.from(column.levels, (level, code) => (isFailing(level, code) ? 1 : 0))
  const rows = collectFailingRows(column.codes.length, (row) => fails[column.codes[row]!] === 1)
  return assessed({
    isMet: rows.nFailing === 0,
    observed: rows.nFailing,
    expected,
    message:
      rows.nFailing === 0
        ? `Column "${column.name}" has no values ${what}.`
        : `Column "${column.name}" has ${printCount(rows.nFailing, 'value')} ${what}${firstRow(rows)}.`,
    rows,
  })
}

function dateSpan(column: TextColumn, days: readonly number[]): string | null {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const code of column.codes) {
    const day = days[code] ?? Number.NaN
    if (day < first) first = day
    if (day > last) last = day
  }
  return first > last ? null : `${printDate(first, 'YYYY-MM-DD')} to ${printDate(last, 'YYYY-MM-DD')}`
}

function referenceOf(rule: ReferenceRule, context: QualityContext): ReadonlySet<string> | undefined {
  return context.references?.get(referenceKey(rule.dataset, rule.referenceColumn))
}

function isBeyond(rule: RangeRule, value: number): boolean {
  const { minimum, maximum } = rule
  if (minimum !== null && (rule.isMinimumExcluded === true ? value <= minimum : value < minimum)) return true
  return maximum !== null && (rule.isMaximumExcluded === true ? value >= maximum : value > maximum)
}

function rangeText(rule: RangeRule): string {
  const low =
    rule.minimum === null ? [] : [`${rule.isMinimumExcluded === true ? '>' : '≥'} ${printNumber(rule.minimum)}`]
  const high =
    rule.maximum === null ? [] : [`${rule.isMaximumExcluded === true ? '<' : '≤'} ${printNumber(rule.maximum)}`]
  return [...low, ...high].join(' and ')
}

function readNumber(value: string | number): number {
  return typeof value === 'number' ? value : parseNumber(value.trim()).value
}
