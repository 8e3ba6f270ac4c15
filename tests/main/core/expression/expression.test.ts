import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpression } from '../../../../src/main/core/expression/check-expression.ts'
import { compareTexts } from '../../../../src/main/core/expression/compare-values.ts'
import { compileExpression } from '../../../../src/main/core/expression/compile-expression.ts'
import { columnsOf, type Expression, type ExpressionType } from '../../../../src/main/core/expression/expression.ts'
import { ExpressionError } from '../../../../src/main/core/expression/expression-error.ts'
import { EXPRESSION_FUNCTIONS } from '../../../../src/main/core/expression/functions.ts'
import { nearestNames } from '../../../../src/main/core/expression/nearest-names.ts'
import { parseExpression } from '../../../../src/main/core/expression/parse-expression.ts'
import { printExpression } from '../../../../src/main/core/expression/print-expression.ts'
import { cellAt, createFrame, takeRows } from '../../../../src/main/core/frame/frame.ts'
import { anyExpression } from './any-expression.ts'

const TYPES: ReadonlyMap<string, ExpressionType> = new Map([
  ['a', 'number'],
  ['b', 'number'],
  ['m', 'number'],
  ['t', 'text'],
  ['u', 'text'],
  ['d', 'date'],
  ['e', 'date'],
  ['__proto__', 'number'],
])
const ROW: Readonly<Record<string, number | string | null>> = {
  a: 3,
  b: -2.5,
  m: null,
  t: 'Ábc😀',
  u: null,
  d: '2021-03-31',
  e: '2000-02-29',
  ['__proto__']: 7,
}

function resultOf(text: string): unknown {
  return compileExpression(parseExpression(text), TYPES).evaluateRow((name) =>
    Object.hasOwn(ROW, name) ? ROW[name]! : null,
  )
}

function errorOf(run: () => unknown): ExpressionError {
  try {
    run()
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('values worked by hand', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['-2 ^ 2', -4],
    ['2 ^ 3 ^ 2', 512],
    ['2 ^ -1', 0.5],
    ['(1 + 2) * 3', 9],
    ['1 / 0', null],
    ['0 / 0', null],
    ['1e308 * 10', null],
    ['m ^ 0', null],
    ['pow(m, 0)', null],
    ['(-8) ^ 0.5', null],
    ['text(0 * -1)', '0'],
    ['a = 3 and b < 0', true],
    ['a == 3 && !(b > 0)', true],
    ['a <> 3 || a != 3', false],
    ['m = m', null],
    ['m = 1 or true', true],
    ['true or m = 1', true],
    ['m = 1 and false', false],
    ['m = 1 and true', null],
    ['not (m = 1)', null],
    ['a between 1 and 3', true],
    ['a between m and 2', false],
    ['a between 1 and m', null],
    ['a not between 4 and 5', true],
    ['a in (1, 3)', true],
    ['a not in (1, 3)', false],
    ['a in (1, missing)', null],
    ['a in (m, 3)', true],
    ['m in (1)', null],
    ["t in ('x', 'Ábc😀')", true],
    ['true in (false, a = 3)', true],
    ['m is missing', true],
    ['isMissing(a)', false],
    ['u is not missing', false],
    ["if(a > 2, 'x', 'y')", 'x'],
    ['if(m > 2, 1, 2)', null],
    ['if(a < 2, 1, missing)', null],
    ["switch(a, 1, 'one', 3, 'three', 'other')", 'three'],
    ["switch(t, 'x', 1, 0)", 0],
    ['switch(m, 1, 1, 0)', null],
    ['coalesce(m, b, a)', -2.5],
    ["coalesce(u, 'none')", 'none'],
    ['min(a, b)', -2.5],
    ['max(a, m)', null],
    ['min(d, e)', '2000-02-29'],
    ["max('a', 'b')", 'b'],
    ["min('b', 'a')", 'a'],
    ['sum(a, b, 1)', 1.5],
    ['mean(a, 1)', 2],
    ['abs(b) + sign(b)', 1.5],
    ['log(exp(2))', 2],
    ['log(0)', null],
    ['log10(1000)', 3],
    ['log1p(-1)', null],
    ['exp(1000)', null],
    ['sqrt(9)', 3],
    ['sqrt(-1)', null],
    ['round(b)', -3],
    ['round(2.345, 2)', 2.35],
    ['round(1250, -2)', 1300],
    ['round(1e300)', 1e300],
    ['floor(b)', -3],
    ['ceil(b)', -2],
    ['clip(a, 0, 2)', 2],
    ['bin(a, 1, 3, 5)', '[3, 5)'],
    ['bin(b, -2.5, 0)', '[-2.5, 0)'],
    ['bin(-3, -2.5)', '(-∞, -2.5)'],
    ['bin(9, 1)', '[1, ∞)'],
    ['lower(t)', 'ábc😀'],
    ['upper(t)', 'ÁBC😀'],
    ["trim('  x ')", 'x'],
    ['length(t)', 4],
    ["concat(t, '-', text(a))", 'Ábc😀-3'],
    ['concat(t, u)', null],
    ["contains(t, 'bc')", true],
    ["startsWith(t, 'bc')", false],
    ["endsWith(t, '😀')", true],
    ['substring(t, 2, 2)', 'bc'],
    ['substring(t, 4)', '😀'],
    ['substring(t, 0, 2)', 'Á'],
    ["replace('a.a', '.', '-')", 'a-a'],
    ["replace('a', '', 'x')", 'a'],
    ["matches(t, '^Á..\\S$')", true],
    ["number('1e3')", 1000],
    ["number('007')", 7],
    ["number('1,5')", null],
    ["number('12345678901234567890')", null],
    ['text(a > 1)', 'true'],
    ['text(0.1)', '0.1'],
    ["date('2021-02-30')", null],
    ["date('31.01.2021', 'DD.MM.YYYY')", '2021-01-31'],
    ["date('2021-01-31 12:00', 'YYYY-MM-DD HH:mm')", '2021-01-31T12:00:00'],
    ['year(d) * 100 + month(d) + day(d) / 100', 202103.31],
    ['quarter(d)', 1],
    ['weekday(d)', 3],
    ["daysBetween(date('2021-01-01'), d)", 89],
    ["monthsBetween(date('2021-01-31'), d)", 2],
    ['yearsBetween(e, d)', 21],
    ['addDays(d, 1.9)', '2021-04-01'],
    ['addMonths(d, -1)', '2021-02-28'],
    ['addMonths(d, 1e9)', null],
    ["dateText(d, 'MM/YYYY')", '03/2021'],
    ["d >= date('2021-01-01')", true],
    ["'it''s' = \"it's\"", true],
    ['[__proto__] + 1', 8],
    ['AbS(b)', 2.5],
  ])('%s is %s', (text, value) => expect(resultOf(text)).toBe(value))

  it('keeps texts short: what would explode is missing', () => {
    let text = "'abcdefgh'"
    for (let i = 0; i < 20; i++) text = `replace(${text}, 'a', 'aaaa')`
    expect(resultOf(text)).toBeNull()
  })
})

describe('parsing', () => {
  it.each([
    ['1 +', 3],
    ['(1', 2],
    ['1 2', 2],
    ['a < b < c', 6],
    ["'abc", 0],
    ['[abc', 0],
    ['a]', 1],
    ['007', 0],
    ['1e', 0],
    ['1e999', 0],
    ['12345678901234567890', 0],
    ['1x', 0],
    ['1.2.3', 0],
    ['a § b', 2],
    ['a not b', 6],
    ['a is b', 5],
    ['a in b', 5],
    ['a between 1 or 2', 12],
    ['and', 0],
    ['nosuch(1)', 0],
    ['', 0],
  ])('refuses %j at %i', (text, position) => expect(errorOf(() => parseExpression(text)).position).toBe(position))

  it('gives hints', () => {
    expect(errorOf(() => parseExpression('loan amount + 1')).hint).toContain('[loan amount]')
    expect(errorOf(() => parseExpression('logg(1)')).hint).toBe('Did you mean log?')
    expect(errorOf(() => parseExpression('missing and and')).hint).toBe('A column of that name is written [and]')
  })

  it('limits length and nesting instead of exhausting the stack', () => {
    expect(() => parseExpression('1'.padEnd(10_001))).toThrow('at most 10000')
    for (const open of ['(', '-', 'not ', 'abs(', '2^', 'a in (']) {
      expect(() => parseExpression(open.repeat(1500))).toThrow('nesting')
    }
    expect(() => parseExpression(`a${'+a'.repeat(100)}`)).toThrow('nesting')
    expect(parseExpression(`a${' or a'.repeat(999)}`).kind).toBe('logic')
  })

  it('finds the columns', () => {
    expect(columnsOf(parseExpression('if([x y] > a, [b]]c], a) in (constructor, 1)'))).toEqual([
      'x y',
      'a',
      'b]c',
      'constructor',
    ])
  })
})

describe('checking', () => {
  const check = (text: string): ExpressionType => checkExpression(parseExpression(text), TYPES)

  it.each([
    ['aa + 1', 0],
    ['a + t', 4],
    ['not a', 4],
    ['a and true', 0],
    ["a = 'x'", 4],
    ['true < false', 0],
    ['d - e', 0],
    ["d > '2021-01-01'", 4],
    ["a in (1, 'x')", 9],
    ['a between 1 and t', 16],
    ["if(true, 1, 'x')", 12],
    ['abs(1, 2)', 0],
    ['sum()', 0],
    ['switch(a, 1, 2)', 0],
    ["switch(a, 'x', 2, 3)", 10],
    ['bin(a, b)', 7],
    ['bin(a, 2, 2)', 10],
    ['round(a, 1.5)', 9],
    ['round(a, b)', 9],
    ['matches(t, u)', 11],
    ["matches(t, '(')", 11],
    ["date(t, 'YY')", 8],
    ['text(t)', 5],
    ['date(a)', 5],
    ['min(true, false)', 4],
    ['missing', 0],
    ['coalesce(missing)', 0],
  ])('refuses %j at %i', (text, position) => expect(errorOf(() => check(text)).position).toBe(position))

  it('proposes names and conversions', () => {
    expect(errorOf(() => checkExpression(parseExpression('incme'), new Map([['income', 'number']]))).hint).toBe(
      'Did you mean [income]?',
    )
    expect(errorOf(() => check("d > '2021-01-01'")).hint).toContain('date(')
    expect(nearestNames('zzz', ['income'])).toEqual([])
  })

  it('checks expressions that did not come from the parser', () => {
    const call: Expression = { kind: 'call', name: 'nosuch', arguments: [], at: 0 }
    expect(() => checkExpression(call, TYPES)).toThrow('known function')
    let deep: Expression = { kind: 'number', value: 1, at: 0 }
    for (let i = 0; i < 200; i++) deep = { kind: 'negate', of: deep, at: 0 }
    expect(() => checkExpression(deep, TYPES)).toThrow('nesting')
  })
})

describe('frames and rows', () => {
  const numbers = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: Number.NaN }), {
    minLength: 4,
    maxLength: 4,
  })
  const expressions = anyExpression()

  it('agree, and the canonical text reads back to the same expression', () => {
    fc.assert(
      fc.property(numbers, numbers, expressions, (a, b, built) => {
        const text = printExpression(built)
        const expression = parseExpression(text)
        expect(withoutPositions(expression)).toEqual(withoutPositions(built))
        const frame = createFrame([
          { kind: 'numeric', name: 'a', values: Float64Array.from(a) },
          { kind: 'numeric', name: 'b', values: Float64Array.from(b) },
          { kind: 'text', name: 't', codes: Int32Array.of(0, 1, -1, 0), levels: ['x', 'Yy'] },
          {
            kind: 'text',
            name: 'd',
            codes: Int32Array.of(0, -1, 1, 0),
            levels: ['01/2021', '07/1999'],
            dateFormat: 'MM/YYYY',
          },
        ])
        const compiled = compileExpression(expression, TYPES, new Map([['d', 'MM/YYYY']]))
        const column = compiled.evaluateFrame(frame, 'z')
        for (let row = 0; row < 4; row++) {
          const value = compiled.evaluateRow((name) => cellAt(frame.columns.get(name)!, row))
          expect(typeof value === 'boolean' ? Number(value) : value).toBe(cellAt(column, row))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('carry state over blocks', () => {
    const n = 10_000
    const codes = Int32Array.from({ length: n }, (_, i) => (i % 5) - 1)
    const frame = createFrame([{ kind: 'text', name: 't', codes, levels: ['a', 'B', 'b', 'C'] }])
    const compiled = compileExpression(parseExpression("if(t = 'a', 'first', lower(t))"), TYPES)
    const column = compiled.evaluateFrame(frame, 'z')
    expect([0, 1, 2, 3, 4, 9999].map((row) => cellAt(column, row))).toEqual([null, 'first', 'b', 'b', 'c', 'c'])
    expect(column.kind === 'text' && [...column.levels].sort()).toEqual(['b', 'c', 'first'])
    expect(compileExpression(parseExpression("t = 'C'"), TYPES).filterRows(frame)).toHaveLength(2000)
  })

  it('write dates with a date format, which takeRows keeps', () => {
    const column = {
      kind: 'text',
      name: 'd',
      codes: Int32Array.of(0),
      levels: ['2021-01-01 06:00'],
      dateFormat: 'YYYY-MM-DD HH:mm',
    } as const
    const derived = compileExpression(parseExpression('addDays(d, 1)'), TYPES).evaluateFrame(createFrame([column]), 'z')
    expect(takeRows(derived, [0])).toEqual({
      kind: 'text',
      name: 'z',
      codes: Int32Array.of(0),
      levels: ['2021-01-02T06:00:00'],
      dateFormat: 'YYYY-MM-DDTHH:mm:ss',
    })
  })

  it('refuse columns of another type', () => {
    const frame = createFrame([{ kind: 'text', name: 'a', codes: Int32Array.of(0), levels: ['x'] }])
    const compiled = compileExpression(parseExpression('a + 1'), TYPES)
    expect(() => compiled.evaluateFrame(frame, 'z')).toThrow('needs column "a" as number')
    expect(() => compiled.evaluateFrame(createFrame([]), 'z')).toThrow('got none of that name')
    expect(() => compiled.evaluateRow(() => 'x')).toThrow('needs column "a" as number')
    expect(() => compileExpression(parseExpression('t'), TYPES).evaluateRow(() => 1)).toThrow('as text')
    expect(() => compiled.filterRows(frame)).toThrow('filter needs true or false, got number')
  })
})

describe('order of texts', () => {
  it('is that of code points', () => {
    expect(compareTexts('\uffff', '😀')).toBeLessThan(0)
    expect(compareTexts('a', 'ab')).toBeLessThan(0)
    const bytes = (text: string): Buffer => Buffer.from(text)
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(fc.property(text, text, (a, b) => Math.sign(compareTexts(a, b)) === Buffer.compare(bytes(a), bytes(b))))
  })
})

describe('the manual', () => {
  it('has distinct functions that say what they do', () => {
    expect(new Set(EXPRESSION_FUNCTIONS.map(({ name }) => name.toLowerCase())).size).toBe(EXPRESSION_FUNCTIONS.length)
  })
})

function withoutPositions(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression, (key, value: unknown) => (key === 'at' ? undefined : value)))
}
