import { describe, expect, it } from 'vitest'
import { type CaseValue, expectedScores } from '../../../../../src/main/core/deploy/golden-cases.ts'
import { scorecardPmml } from '../../../../../src/main/core/deploy/pmml/scorecard-pmml.ts'
import type { ScorecardModel } from '../../../../../src/main/core/scorecard/scorecard-model.ts'
import { readPmml } from '../../../../../src/main/io/pmml/read-pmml.ts'
import { pmmlEvaluator } from '../../../../helpers/pmml-evaluator.ts'
import { type Derived, HEADER, lineCard } from './cards.ts'

const NUMBERS = [
  null,
  0,
  1,
  -1,
  0.5,
  -0.5,
  2.5,
  -2.5,
  1.005,
  49,
  1e-300,
  -3,
  1e308,
  1.7e308,
  4503599627370497,
  710,
  -1.5,
]
const TEXTS = [null, 'A', 'b', 'Straße', '']

const NUMERIC: readonly string[] = [
  'x + y',
  'x - y',
  'x * y',
  'x / y',
  'x ^ y',
  '-x',
  '1 / (x * y)',
  '(x + y) / 2 - x * 3',
  'x = y',
  'x != 1',
  'x < y',
  'x <= 0.5',
  'x > y',
  'x >= 1',
  "t = 'A'",
  "t != 'b'",
  'not (x > 0)',
  'x > 0 and y > 0',
  'x > 0 or y > 0',
  'x > 0 and y > 0 and t is missing',
  'x in (1, y, -3)',
  "t in ('A', 'b')",
  'x not in (1, 2)',
  'x between -1 and y',
  'x is missing',
  'x is not missing',
  'if(x > 0, y, -1)',
  'if(x > 0, missing, y)',
  'switch(x, 1, 10, y, 20, 30)',
  "switch(t, 'A', 1, 'b', y, 0)",
  'coalesce(x, y, 7)',
  'min(x, y, 3)',
  'max(x, y)',
  'sum(x, y, 1)',
  'mean(x, y)',
  'abs(x)',
  'sign(x)',
  'log(x)',
  'log10(x)',
  'log1p(x)',
  'exp(x)',
  'sqrt(x)',
  'pow(x, 2)',
  'floor(x)',
  'ceil(x)',
  'clip(x, -1, 2)',
  'round(x)',
  'round(x, 2)',
  'round(x, -1)',
  'true',
  'isMissing(x / y)',
]

const TEXTUAL: readonly (readonly [string, readonly string[]])[] = [
  ['lower(t)', ['a', 'b', 'straße']],
  ['upper(t)', ['A', 'B', 'STRASSE']],
  ["concat(t, '-', t)", ['A-A', '-']],
  ['bin(x, 0, 0.5, 10)', ['(-∞, 0)', '[0, 0.5)', '[0.5, 10)', '[10, ∞)']],
  ["if(x > 0, t, 'none')", ['A', 'none', '']],
  ["if(x > 0, missing, 'none')", ['none']],
  ["coalesce(t, 'none')", ['none', 'A']],
]

describe('derived columns mean in PMML what they mean here', () => {
  it.each(NUMERIC)('%s', (expression) => {
    compare(lineCard({ expression }))
  })

  it.each(TEXTUAL)('%s', (expression, levels) => {
    compare(lineCard({ expression, levels }))
  })

  it('of derived columns, and beside a column of the name of a part', () => {
    compare(lineCard({ expression: 'ratio * 2', before: [{ name: 'ratio', expression: 'x / y' }] }))
    compare(lineCard({ expression: '(x + y) * 2', inputs: ['derived#1'] }))
  })
})

const REFUSED: readonly (readonly [Derived, RegExp])[] = [
  [{ expression: 'trim(t)', levels: ['A'] }, /the function trim, which column "derived" needs/],
  [{ expression: 'length(t)' }, /the function length,/],
  [{ expression: "contains(t, 'A')" }, /the function contains,/],
  [{ expression: "matches(t, 'A')" }, /the function matches,/],
  [{ expression: 'substring(t, 1)', levels: ['A'] }, /the function substring,/],
  [{ expression: "replace(t, 'A', 'b')", levels: ['A'] }, /the function replace,/],
  [{ expression: 'number(t)' }, /the function number,/],
  [{ expression: 'text(x)', levels: ['1'] }, /the function text of texts|the function text,/],
  [{ expression: "max(t, 'A')", levels: ['A'] }, /the function max of texts/],
  [{ expression: "t < 'b'" }, /an order of texts/],
  [{ expression: "t between 'a' and 'b'" }, /an order of texts/],
  [{ expression: 'year(d)' }, /dates/],
  [{ expression: 'd is missing' }, /dates/],
  [
    { expression: 'days + 1', before: [{ name: 'days', expression: 'year(d)' }] },
    /column "days" needs.*\(for characteristic "derived"\)/,
  ],
]

describe('refuses what PMML cannot say, naming it', () => {
  it.each(REFUSED)('%o', (derived, message) => {
    expect(() => scorecardPmml(lineCard(derived), HEADER)).toThrow(message)
  })
})

/** The score of these cards is the derived value itself. */
function compare(model: ScorecardModel): void {
  const { text } = scorecardPmml(model, HEADER)
  const evaluator = pmmlEvaluator(text)
  const names = model.preprocessing!.inputs.map(({ name }) => name)
  const cases = casesOf(names)
  const { points } = expectedScores(model, cases)
  cases.forEach(({ values }, i) => {
    const out = evaluator.evaluate(new Map(names.map((name, j) => [name, values[j]!])))
    expect([values, out.get('score')]).toEqual([values, points[i]! + 0])
  })
  const read = readPmml(text).model
  expect(read.preprocessing).toEqual(model.preprocessing)
  expect([...expectedScores(read, cases).points]).toEqual([...points])
}

function casesOf(names: readonly string[]): { values: CaseValue[] }[] {
  let cases: CaseValue[][] = [[]]
  for (const name of names) {
    const pool = name === 't' ? TEXTS : NUMBERS
    cases = cases.flatMap((values) => pool.map((value) => [...values, value]))
  }
  return cases.map((values) => ({ values }))
}
