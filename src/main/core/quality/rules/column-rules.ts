import { cellAt, type Frame } from '../../frame/frame.ts'
import { printNumber } from '../../frame/parse-number.ts'
import { canonicalEventValue } from '../../scorecard/canonical-event-value.ts'
import { StatisticError } from '../../statistic-error.ts'
import { countDistinctValues } from '../find-duplicate-rows.ts'
import { pearsonCorrelation } from '../pearson-correlation.ts'
import { printCoefficientAgainst, printCount, printShareAgainst, printShareLimit } from '../print-against.ts'
import type { RuleOutcome } from '../quality-report.ts'
import type {
  ConstantRule,
  CorrelationRule,
  HighCardinalityRule,
  ImbalanceRule,
  MissingShareRule,
} from '../quality-rule.ts'
import { countMissing, isMissingAt, missingColumns, type RuleInput } from '../rule-frame.ts'
import { assessed, collectFailingRows, notAssessed } from '../rule-outcome.ts'

/** Holds the share of missing values against its limit. */
export function judgeMissingShare(rule: MissingShareRule, { frame }: RuleInput): RuleOutcome {
  const expected = `column "${rule.column}" is missing in at most ${printShareLimit(rule.maximum)} of rows`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  if (frame.nRows === 0) return notAssessed(expected, 'the dataset has no rows')
  const rows = collectFailingRows(frame.nRows, (row) => isMissingAt(column, row))
  const share = rows.nFailing / frame.nRows
  return assessed({
    isMet: share <= rule.maximum,
    observed: share,
    expected,
    message: `Column "${rule.column}" is missing in ${rows.nFailing} of ${printCount(frame.nRows, 'row')} (${printShareAgainst(share, rule.maximum)}); the limit is ${printShareLimit(rule.maximum)}.`,
    rows: share <= rule.maximum ? { nFailing: 0, failingRows: [] } : rows,
  })
}

/** Holds the number of distinct values against its limits. */
export function judgeHighCardinality(rule: HighCardinalityRule, { frame }: RuleInput): RuleOutcome {
  const { maximumDistinct, maximumShare } = rule
  const limits = [
    ...(maximumDistinct === undefined ? [] : [`at most ${printCount(maximumDistinct, 'distinct value')}`]),
    ...(maximumShare === undefined ? [] : [`distinct values at most ${printShareLimit(maximumShare)} of all`]),
  ]
  const expected = `column "${rule.column}" has ${limits.join(' and ')}`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  const nKnown = frame.nRows - countMissing(column)
  if (nKnown === 0) return notAssessed(expected, `every value of column "${rule.column}" is missing`)
  const nDistinct = countDistinctValues(column)
  const share = nDistinct / nKnown
  const isMet = nDistinct <= (maximumDistinct ?? nDistinct) && share <= (maximumShare ?? share)
  const shareText = maximumShare === undefined ? '' : ` (${printShareAgainst(share, maximumShare)})`
  return assessed({
    isMet,
    observed: nDistinct,
    expected,
    message: `Column "${rule.column}" has ${printCount(nDistinct, 'distinct value')} among ${nKnown}${shareText}${isMet ? '' : ', beyond the limit'}.`,
  })
}

/** Demands that a column takes two values. */
export function judgeConstant(rule: ConstantRule, { frame }: RuleInput): RuleOutcome {
  const expected = `column "${rule.column}" has at least 2 distinct values`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  const nDistinct = countDistinctValues(column)
  return assessed({
    isMet: nDistinct >= 2,
    observed: nDistinct,
    expected,
    message: `Column "${rule.column}" has ${printCount(nDistinct, 'distinct value')}${nDistinct >= 2 ? '' : ' and tells no rows apart'}.`,
  })
}

/** Holds the share of events among the known targets against its limit. */
export function judgeImbalance(rule: ImbalanceRule, { frame }: RuleInput): RuleOutcome {
  const expected = `at least ${printShareLimit(rule.minimum)} of "${rule.column}" are events`
  const column = frame.columns.get(rule.column)
  if (column === undefined) return notAssessed(expected, missingColumns(frame, [rule.column])!)
  const event = canonicalEventValue(column.kind, rule.eventValue)
  const eventCell = column.kind === 'numeric' ? Number(event.trim() === '' ? Number.NaN : event) : event
  let nKnown = 0
  let nEvents = 0
  for (let row = 0; row < frame.nRows; row++) {
    const value = cellAt(column, row)
    if (value === null) continue
    nKnown++
    if (value === eventCell) nEvents++
  }
  if (nKnown === 0) return notAssessed(expected, `every value of column "${rule.column}" is missing`)
  const share = nEvents / nKnown
  return assessed({
    isMet: share >= rule.minimum,
    observed: share,
    expected,
    message: `${nEvents} of ${printCount(nKnown, 'known target')} are events (${printShareAgainst(share, rule.minimum)}); the limit is ${printShareLimit(rule.minimum)}.`,
  })
}

/** Holds the correlation of two numeric columns, or the strongest of all pairs, against its limit. */
export function judgeCorrelation(rule: CorrelationRule, { frame }: RuleInput): RuleOutcome {
  const between =
    rule.columns === undefined ? 'any two numeric columns' : `"${rule.columns[0]}" and "${rule.columns[1]}"`
  const expected = `|correlation| of ${between} at most ${printNumber(rule.maximum)}`
  const absent = missingColumns(frame, rule.columns ?? [])
  if (absent !== null) return notAssessed(expected, absent)
  const text = (rule.columns ?? []).find((name) => frame.columns.get(name)!.kind === 'text')
  if (text !== undefined) return notAssessed(expected, `column "${text}" holds texts, not numbers`)
  const pairs = correlatedPairs(frame, rule.columns)
  const strongest = pairs[0]
  if (strongest === undefined) return notAssessed(expected, `the correlation of ${between} does not exist`)
  const nBeyond = pairs.filter((pair) => Math.abs(pair.r) > rule.maximum).length
  const isMet = nBeyond === 0
  const printed = printCoefficientAgainst(Math.abs(strongest.r), rule.maximum)
  const listed = `"${strongest.a}" and "${strongest.b}" have |correlation| ${printed}`
  const count =
    rule.columns !== undefined || isMet ? '' : `; ${printCount(nBeyond, 'pair')} of ${pairs.length} beyond it`
  return assessed({
    isMet,
    observed: Math.abs(strongest.r),
    expected,
    message: `${rule.columns === undefined ? 'The strongest pair, ' : ''}${listed}; the limit is ${printNumber(rule.maximum)}${count}.`,
  })
}

/** Correlation of one pair of numeric columns. */
export interface CorrelatedPair {
  readonly a: string
  readonly b: string
  readonly r: number
}

/**
 * Correlations of numeric columns, the strongest first (ties in column order); pairs without a correlation are left out.
 *
 * @param frame - columns; texts are passed over
 * @param only - the one pair asked for; all pairs when left out
 */
export function correlatedPairs(frame: Frame, only?: readonly string[] | undefined): CorrelatedPair[] {
  const numeric = [...frame.columns.values()].filter(
    (column) => column.kind === 'numeric' && (only === undefined || only.includes(column.name)),
  )
  const pairs: CorrelatedPair[] = []
  for (let i = 0; i < numeric.length; i++) {
    for (let j = i + 1; j < numeric.length; j++) {
      const a = numeric[i]!
      const b = numeric[j]!
      if (a.kind !== 'numeric' || b.kind !== 'numeric') continue
      const r = correlationOrNull(a.values, b.values)
      if (r !== null) pairs.push({ a: a.name, b: b.name, r })
    }
  }
  return pairs.sort((a, b) => Math.abs(b.r) - Math.abs(a.r))
}

function correlationOrNull(x: Float64Array, y: Float64Array): number | null {
  try {
    return pearsonCorrelation(x, y)
  } catch (error) {
    if (error instanceof StatisticError && error.kind === 'undefined') return null
    throw error
  }
}
