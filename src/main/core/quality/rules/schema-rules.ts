import type { DateFormat } from '../../calendar/date-format.ts'
import { parseDate } from '../../calendar/parse-date.ts'
import type { TextColumn } from '../../frame/frame.ts'
import { printNumber } from '../../frame/parse-number.ts'
import { printCount } from '../print-against.ts'
import type { RuleOutcome } from '../quality-report.ts'
import type { RowCountRule, SchemaRule, TypeRule } from '../quality-rule.ts'
import { dateFormatOf, failingLevels, missingColumns, type RuleInput, typeOf } from '../rule-frame.ts'
import { assessed, collectFailingRows, firstRow, notAssessed } from '../rule-outcome.ts'

/** Holds the names of the columns against a schema rule. */
export function judgeSchema(rule: SchemaRule, { frame }: RuleInput): RuleOutcome {
  const absent = rule.absent ?? []
  const lacking = rule.present.filter((name) => !frame.columns.has(name))
  const known = new Set([...rule.present, ...absent])
  const forbidden = absent.filter((name) => frame.columns.has(name))
  const extra = rule.isClosed === true ? [...frame.columns.keys()].filter((name) => !known.has(name)) : []
  const faults = [
    ...(lacking.length > 0 ? [`lacks ${quoteAll(lacking)}`] : []),
    ...(forbidden.length > 0 ? [`has ${quoteAll(forbidden)}, which must not be there`] : []),
    ...(extra.length > 0 ? [`has ${quoteAll(extra)}, which the rule does not name`] : []),
  ]
  const demands = [
    ...(rule.present.length > 0 ? [`columns ${quoteAll(rule.present)}`] : []),
    ...(absent.length > 0 ? [`no column ${quoteAll(absent)}`] : []),
    ...(rule.isClosed === true ? ['no other column'] : []),
  ]
  return assessed({
    isMet: faults.length === 0,
    observed: faults.length === 0 ? printCount(frame.columns.size, 'column') : faults.join('; '),
    expected: demands.join('; '),
    message:
      faults.length === 0
        ? `The dataset has the columns it needs (${printCount(frame.columns.size, 'column')}).`
        : `The dataset ${faults.join('; ')}.`,
  })
}

/** Holds the type of a column against a type rule. */
export function judgeType(rule: TypeRule, { frame, context }: RuleInput): RuleOutcome {
  const expected = `column "${rule.column}" is ${rule.type}${rule.format === undefined ? '' : ` (${rule.format})`}`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  const observed = typeOf(column, context)
  if (rule.type === 'date' && column.kind === 'text') {
    const format = dateFormatOf(column, rule.format, context)
    if (format !== null) return judgeDates(rule, column, format)
  }
  const isMet = observed === rule.type
  return assessed({
    isMet,
    observed,
    expected,
    message: `Column "${rule.column}" is ${observed}${isMet ? '' : `, not ${rule.type}`}.`,
  })
}

/** Holds the number of rows against its limits. */
export function judgeRowCount(rule: RowCountRule, { frame }: RuleInput): RuleOutcome {
  const isBelow = rule.minimum !== null && frame.nRows < rule.minimum
  const isAbove = rule.maximum !== null && frame.nRows > rule.maximum
  const low = rule.minimum === null ? [] : [`at least ${printCount(rule.minimum, 'row')}`]
  const high = rule.maximum === null ? [] : [`at most ${printCount(rule.maximum, 'row')}`]
  const comparison = isBelow
    ? `fewer than ${printNumber(rule.minimum!)}`
    : isAbove
      ? `more than ${printNumber(rule.maximum!)}`
      : 'within the limits'
  return assessed({
    isMet: !isBelow && !isAbove,
    observed: frame.nRows,
    expected: [...low, ...high].join(' and ') || 'any number of rows',
    message: `The dataset has ${printCount(frame.nRows, 'row')}, ${comparison}.`,
  })
}

function judgeDates(rule: TypeRule, column: TextColumn, format: DateFormat): RuleOutcome {
  const rows = collectFailingRows(
    column.codes.length,
    failingLevels(column, (level) => parseDate(level, format) === null),
  )
  const isMet = rows.nFailing === 0
  return assessed({
    isMet,
    observed: isMet ? `date (${format})` : `${printCount(rows.nFailing, 'value')} not ${format}`,
    expected: `column "${rule.column}" is date (${format})`,
    message: isMet
      ? `Every value of column "${rule.column}" reads as a date ${format}.`
      : `Column "${rule.column}" has ${printCount(rows.nFailing, 'value')} that do not read as a date ${format}${firstRow(rows)}.`,
    rows,
  })
}

function quoteAll(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => `"${name}"`)
  return names.length > 10 ? `${shown.join(', ')} and ${names.length - 10} more` : shown.join(', ')
}
