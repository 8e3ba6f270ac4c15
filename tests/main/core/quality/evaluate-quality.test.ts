import { describe, expect, it } from 'vitest'
import { type Column, createFrame } from '../../../../src/main/core/frame/frame.ts'
import { evaluateQuality } from '../../../../src/main/core/quality/evaluate-quality.ts'
import { type QualityContext, referenceKey } from '../../../../src/main/core/quality/quality-report.ts'
import type { QualityRule, RuleDemand } from '../../../../src/main/core/quality/quality-rule.ts'
import { numeric, text } from '../leakage/leakage-data.ts'

const M = Number.NaN
const dates = {
  ...text('opened', ['2020-01-31', '2021-06-30', '2021-02-30', null]),
  dateFormat: 'YYYY-MM-DD',
} as Column
const frame = createFrame([
  text('id', ['a', 'b', 'b', null]),
  numeric('income', [10, 20, 20, M]),
  numeric('debt', [1, 2, 2, 5]),
  numeric('flag', [1, 1, 1, 1]),
  text('region', ['north', 'south', 'south', 'west']),
  dates,
])
const context: QualityContext = {
  references: new Map([
    [referenceKey('regions', 'name'), new Set(['north', 'south'])],
    [referenceKey('codes', 'code'), new Set(['1', '2.0', 'x'])],
  ]),
}

function judge(demand: RuleDemand) {
  const rule = { id: 'r', severity: 'error', ...demand } as QualityRule
  return evaluateQuality(frame, [rule], context).results[0]!
}

describe('evaluateQuality', () => {
  it.each<[string, RuleDemand, number | string, readonly number[]]>([
    ['schema', { kind: 'schema', present: ['id', 'income'], absent: ['ssn'] }, '6 columns', []],
    ['type', { kind: 'type', column: 'region', type: 'text' }, 'text', []],
    ['range', { kind: 'range', column: 'income', minimum: 10, maximum: 20 }, '10 to 20', []],
    ['allowed values', { kind: 'allowedValues', column: 'id', values: ['a', 'b'] }, 0, []],
    ['allowed numbers', { kind: 'allowedValues', column: 'debt', values: ['1.0', 2, '5'] }, 0, []],
    ['pattern', { kind: 'pattern', column: 'region', pattern: '^(north|south|west)$' }, 0, []],
    ['missing share at its limit', { kind: 'missingShare', column: 'income', maximum: 0.25 }, 0.25, []],
    ['duplicates', { kind: 'duplicateRows', columns: ['debt'], maximum: 1 }, 1, []],
    ['distinct values', { kind: 'highCardinality', column: 'income', maximumDistinct: 2 }, 2, []],
    ['variation', { kind: 'constant', column: 'income' }, 2, []],
    ['imbalance', { kind: 'imbalance', column: 'id', eventValue: 'b', minimum: 0.5 }, 2 / 3, []],
    ['row count', { kind: 'rowCount', minimum: 4, maximum: 4 }, 4, []],
    ['correlation', { kind: 'correlation', columns: ['income', 'debt'], maximum: 1 }, 1, []],
    ['expression', { kind: 'expression', expression: 'debt < income' }, 0, []],
  ])('passes %s', (_, demand, observed, rows) => {
    expect(judge(demand)).toMatchObject({ verdict: 'pass', observed, failingRows: rows, reason: null })
  })

  it.each<[string, RuleDemand, number | string, number | null, readonly number[]]>([
    [
      'schema',
      { kind: 'schema', present: ['age'], absent: ['id'] },
      'lacks "age"; has "id", which must not be there',
      null,
      [],
    ],
    ['type', { kind: 'type', column: 'income', type: 'text' }, 'numeric', null, []],
    ['dates', { kind: 'type', column: 'opened', type: 'date' }, '1 value not YYYY-MM-DD', 1, [2]],
    ['range', { kind: 'range', column: 'income', minimum: 11, maximum: null }, '10 to 20', 1, [0]],
    [
      'open range',
      { kind: 'range', column: 'income', minimum: null, maximum: 20, isMaximumExcluded: true },
      '10 to 20',
      2,
      [1, 2],
    ],
    [
      'open start',
      { kind: 'range', column: 'debt', minimum: 1, maximum: null, isMinimumExcluded: true },
      '1 to 5',
      1,
      [0],
    ],
    ['values', { kind: 'allowedValues', column: 'id', values: ['a'], allowMissing: false }, 3, 3, [1, 2, 3]],
    ['numbers', { kind: 'allowedValues', column: 'income', values: [10] }, 2, 2, [1, 2]],
    ['pattern', { kind: 'pattern', column: 'id', pattern: '^a$' }, 2, 2, [1, 2]],
    ['missing share', { kind: 'missingShare', column: 'income', maximum: 0.2 }, 0.25, 1, [3]],
    ['duplicates', { kind: 'duplicateRows', columns: ['id', 'income', 'debt', 'region'], maximum: 0 }, 1, 1, [2]],
    ['key', { kind: 'unique', columns: ['id'] }, 2, 2, [2, 3]],
    ['key with gaps', { kind: 'unique', columns: ['id'], allowMissing: true }, 1, 1, [2]],
    ['distinct', { kind: 'highCardinality', column: 'region', maximumShare: 0.5 }, 3, null, []],
    ['constant', { kind: 'constant', column: 'flag' }, 1, null, []],
    ['imbalance', { kind: 'imbalance', column: 'debt', eventValue: '5.0', minimum: 0.3 }, 0.25, null, []],
    ['row count', { kind: 'rowCount', minimum: 5, maximum: null }, 4, null, []],
    ['any pair', { kind: 'correlation', maximum: 0.9 }, 1, null, []],
    ['reference', { kind: 'reference', column: 'region', dataset: 'regions', referenceColumn: 'name' }, 1, 1, [3]],
    ['codes', { kind: 'reference', column: 'debt', dataset: 'codes', referenceColumn: 'code' }, 1, 1, [3]],
    ['expression', { kind: 'expression', expression: 'income > 10' }, 1, 1, [0]],
    [
      'date range',
      { kind: 'dateRange', column: 'opened', minimum: '2020-01-31', maximum: '2021-06-29' },
      '2020-01-31 to 2021-06-30',
      2,
      [1, 2],
    ],
  ])('fails %s', (_, demand, observed, nFailing, failingRows) => {
    expect(judge(demand)).toMatchObject({ verdict: 'fail', observed, nFailing, failingRows, reason: null })
  })

  it.each<[RuleDemand, string]>([
    [{ kind: 'range', column: 'age', minimum: 0, maximum: null }, 'the dataset has no column "age"'],
    [{ kind: 'range', column: 'id', minimum: 0, maximum: null }, 'column "id" holds texts, not numbers'],
    [{ kind: 'pattern', column: 'debt', pattern: 'a' }, 'column "debt" holds numbers, not texts'],
    [{ kind: 'allowedValues', column: 'debt', values: ['one'] }, 'a listed value is not a number'],
    [{ kind: 'dateRange', column: 'region', minimum: '2020-01-01', maximum: null }, 'has no known date pattern'],
    [{ kind: 'correlation', columns: ['flag', 'debt'], maximum: 0.9 }, 'does not exist'],
    [{ kind: 'correlation', columns: ['id', 'debt'], maximum: 0.9 }, 'column "id" holds texts'],
    [{ kind: 'reference', column: 'id', dataset: 'x', referenceColumn: 'y' }, 'are not at hand'],
    [{ kind: 'expression', expression: 'age > 1' }, 'age'],
    [{ kind: 'expression', expression: 'income + 1' }, 'gives a number, not true or false'],
    [{ kind: 'expression', expression: 'missing > income' }, 'missing in every row'],
    [{ kind: 'unique', columns: ['id', 'no'] }, 'the dataset has no column "no"'],
  ])('does not assess %j', (demand, reason) => {
    const result = judge(demand)
    expect(result).toMatchObject({ verdict: 'notAssessed', observed: null, nFailing: null })
    expect(result.reason).toContain(reason)
  })

  it('counts rows where an expression is missing apart', () => {
    expect(judge({ kind: 'expression', expression: 'income >= 10' }).message).toBe(
      'The rule is true in 3 rows; it is missing in 1 row, which are not judged.',
    )
  })

  it('reads dates in expressions', () => {
    expect(judge({ kind: 'expression', expression: 'year(opened) >= 2021' })).toMatchObject({
      nFailing: 1,
      failingRows: [0],
    })
  })

  it('holds the whole last day of a date range', () => {
    const demand: RuleDemand = { kind: 'dateRange', column: 'opened', minimum: null, maximum: '2021-06-30' }
    expect(judge(demand)).toMatchObject({ nFailing: 1, failingRows: [2] })
  })

  it('lists the first hundred failing rows', () => {
    const long = createFrame([numeric('x', Array(250).fill(-1))])
    const rule: QualityRule = { id: 'r', severity: 'error', kind: 'range', column: 'x', minimum: 0, maximum: null }
    const result = evaluateQuality(long, [rule]).results[0]!
    expect(result.nFailing).toBe(250)
    expect(result.failingRows).toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect(result.message).toContain('250 values beyond its limits, the first in row 1')
  })

  it('never rounds across a limit', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => (i < 20_001 ? M : 1))
    const rule: QualityRule = { id: 'r', severity: 'error', kind: 'missingShare', column: 'x', maximum: 0.2 }
    const { message } = evaluateQuality(createFrame([numeric('x', values)]), [rule]).results[0]!
    expect(message).toBe('Column "x" is missing in 20001 of 100000 rows (20.001%); the limit is 20%.')
  })

  it('sums up by severity', () => {
    const rules = (severity: 'error' | 'warning' | 'information', column: string): QualityRule[] => [
      { id: 'a', severity, kind: 'constant', column },
    ]
    const verdict = (severity: 'error' | 'warning' | 'information', column: string) =>
      evaluateQuality(frame, rules(severity, column)).verdict
    expect(verdict('error', 'flag')).toBe('fail')
    expect(verdict('error', 'age')).toBe('notAssessed')
    expect(verdict('warning', 'flag')).toBe('warn')
    expect(verdict('warning', 'age')).toBe('warn')
    expect(verdict('information', 'flag')).toBe('pass')
    expect(evaluateQuality(frame, rules('warning', 'flag')).totals.warning).toEqual({
      pass: 0,
      fail: 1,
      notAssessed: 0,
    })
    expect(evaluateQuality(frame, []).verdict).toBe('pass')
  })

  it('refuses rules that do not hold together', () => {
    const rule: QualityRule = { id: 'a', severity: 'error', kind: 'missingShare', column: 'x', maximum: 2 }
    expect(() => evaluateQuality(frame, [rule, rule])).toThrow('rule "a" needs a limit in [0, 1], got 2 (and 2 more)')
  })
})
