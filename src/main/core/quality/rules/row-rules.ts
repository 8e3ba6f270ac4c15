import type { DateFormat } from '../../calendar/date-format.ts'
import { compileExpression } from '../../expression/compile-expression.ts'
import type { ColumnTypes } from '../../expression/expression.ts'
import { parseExpression } from '../../expression/parse-expression.ts'
import type { Column } from '../../frame/frame.ts'
import { StatisticError } from '../../statistic-error.ts'
import { findDuplicateRows } from '../find-duplicate-rows.ts'
import { printCount } from '../print-against.ts'
import type { RuleOutcome } from '../quality-report.ts'
import type { DuplicateRowsRule, ExpressionRule, UniqueRule } from '../quality-rule.ts'
import { dateFormatOf, isMissingAt, missingColumns, type RuleInput, typeOf } from '../rule-frame.ts'
import { assessed, collectFailingRows, firstRow, notAssessed } from '../rule-outcome.ts'

/** Holds the number of rows that repeat an earlier one against its limit. */
export function judgeDuplicateRows(rule: DuplicateRowsRule, { frame }: RuleInput): RuleOutcome {
  const names = rule.columns ?? [...frame.columns.keys()]
  const over = rule.columns === undefined ? 'all columns' : names.map((name) => `"${name}"`).join(', ')
  const expected = `at most ${printCount(rule.maximum, 'row')} repeating an earlier one in ${over}`
  const absent = missingColumns(frame, names)
  if (absent !== null) return notAssessed(expected, absent)
  const { isDuplicate, nDuplicates } = findDuplicateRows(names.map((name) => frame.columns.get(name)!))
  const isMet = nDuplicates <= rule.maximum
  const rows = collectFailingRows(isMet ? 0 : frame.nRows, (row) => isDuplicate[row] === 1)
  return assessed({
    isMet,
    observed: nDuplicates,
    expected,
    message: `${printCount(nDuplicates, 'row')} of ${frame.nRows} ${nDuplicates === 1 ? 'repeats' : 'repeat'} an earlier one in ${over}${firstRow(rows)}.`,
    rows,
  })
}

/** Demands that columns together are a key. */
export function judgeUnique(rule: UniqueRule, { frame }: RuleInput): RuleOutcome {
  const key = rule.columns.map((name) => `"${name}"`).join(', ')
  const expected = `no row repeats ${key}${rule.allowMissing === true ? '' : ', and none is missing'}`
  const absent = missingColumns(frame, rule.columns)
  if (absent !== null) return notAssessed(expected, absent)
  const columns = rule.columns.map((name) => frame.columns.get(name)!)
  const { isDuplicate } = findDuplicateRows(columns)
  const isIncomplete = (row: number): boolean => columns.some((column: Column) => isMissingAt(column, row))
  const incomplete = collectFailingRows(frame.nRows, isIncomplete).nFailing
  const repeated = collectFailingRows(frame.nRows, (row) => isDuplicate[row] === 1 && !isIncomplete(row)).nFailing
  const rows = collectFailingRows(frame.nRows, (row) =>
    isIncomplete(row) ? rule.allowMissing !== true : isDuplicate[row] === 1,
  )
  const gaps = incomplete === 0 ? '' : `; ${printCount(incomplete, 'row')} with a missing part`
  return assessed({
    isMet: rows.nFailing === 0,
    observed: rows.nFailing,
    expected,
    message: `${printCount(repeated, 'row')} of ${frame.nRows} ${repeated === 1 ? 'repeats' : 'repeat'} ${key}${gaps}${firstRow(rows)}.`,
    rows,
  })
}

/** Demands that an expression is true for every row; where it is missing it is neither met nor broken, and counted. */
export function judgeExpression(rule: ExpressionRule, input: RuleInput): RuleOutcome {
  const { frame, context } = input
  const expected = `${rule.expression} is true for every row`
  const types: ColumnTypes = new Map(
    [...frame.columns.values()].map((column) => {
      const type = typeOf(column, context)
      return [column.name, type === 'numeric' ? 'number' : type]
    }),
  )
  let values: Column
  try {
    const compiled = compileExpression(parseExpression(rule.expression), types, dateFormatsOf(input))
    if (compiled.type !== 'boolean')
      return notAssessed(expected, `the expression gives a ${compiled.type}, not true or false`)
    values = compiled.evaluateFrame(frame, 'rule')
  } catch (error) {
    if (error instanceof StatisticError) return notAssessed(expected, error.message)
    throw error
  }
  if (values.kind !== 'numeric') return notAssessed(expected, 'the expression gives texts, not true or false')
  const truth = values.values
  const nMissing = collectFailingRows(frame.nRows, (row) => Number.isNaN(truth[row])).nFailing
  if (frame.nRows > 0 && nMissing === frame.nRows)
    return notAssessed(expected, 'the expression is missing in every row')
  const rows = collectFailingRows(frame.nRows, (row) => truth[row] === 0)
  const gaps = nMissing === 0 ? '' : `; it is missing in ${printCount(nMissing, 'row')}, which are not judged`
  return assessed({
    isMet: rows.nFailing === 0,
    observed: rows.nFailing,
    expected,
    message:
      rows.nFailing === 0
        ? `The rule is true in ${printCount(frame.nRows - nMissing, 'row')}${gaps}.`
        : `The rule is broken in ${printCount(rows.nFailing, 'row')} of ${frame.nRows}${firstRow(rows)}${gaps}.`,
    rows,
  })
}

function dateFormatsOf({ frame, context }: RuleInput): ReadonlyMap<string, DateFormat> {
  const formats = new Map<string, DateFormat>()
  for (const column of frame.columns.values()) {
    const format = column.kind === 'text' ? dateFormatOf(column, undefined, context) : null
    if (format !== null) formats.set(column.name, format)
  }
  return formats
}
