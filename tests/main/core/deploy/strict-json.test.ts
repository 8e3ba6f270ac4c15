import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseStrictJson } from '../../../../src/main/core/deploy/strict-json.ts'

test('reads what JSON.stringify writes, with and without blanks', () => {
  const names = fc.string().filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name))
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(names, tie('any'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).any
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 2, '\t'), (one, indent) => {
      const text = JSON.stringify(one, null, indent)
      expect(parseStrictJson(text)).toEqual(JSON.parse(text))
    }),
    { numRuns: 500 },
  )
})

describe('parseStrictJson', () => {
  it('reads NaN where it is let in, and a longer text', () => {
    expect(parseStrictJson('[1, NaN ,2]', { allowsNaN: true })).toEqual([1, Number.NaN, 2])
    expect(() => parseStrictJson('[NaN]')).toThrow(/needs a value, got "N"/)
    expect(() => parseStrictJson('[Nan]', { allowsNaN: true })).toThrow(/needs a value/)
    expect(() => parseStrictJson('[1,2]', { characters: 4 })).toThrow('JSON needs at most 4 characters, got 5')
  })

  it('reads escapes, numbers and literals', () => {
    expect(parseStrictJson(' {"a\\u00e9\\n\\/":[-0.5e+2,0,true,false,null,"\\ud83d\\ude00"]} ')).toEqual({
      'aé\n/': [-50, 0, true, false, null, '😀'],
    })
  })

  it.each([
    ['', /needs a value, got the end of the text at line 1, column 1/],
    ['{"a":1', /"," or "}" after a value, got the end of the text at line 1, column 7/],
    ['{"a":\n  1 2}', /"," or "}" after a value, got "2" at line 2, column 5/],
    ['{"a":1,}', /needs a name in quotes, got "}" at line 1, column 8/],
    ['{"a" 1}', /":" after a name, got "1"/],
    ['[1 2]', /"," or "]" after a value, got "2"/],
    ['[1,]', /needs a value, got "]"/],
    ['{"a":1,"a":2}', /distinct names, got "a" twice, got "\\"" at line 1, column 8/],
    ['{"__proto__":1}', /no part of every object, got "__proto__"/],
    ['{"\\u005f_proto__":1}', /no part of every object/],
    ['{"constructor":1}', /no part of every object/],
    ['"a', /a quote that is never closed.*column 1$/],
    ['"a\u0001"', /control character inside quotes/],
    ['"\\x"', /escape that JSON does not know/],
    ['"\\u12g4"', /escape that JSON does not know/],
    ['"\\ud800"', /half a surrogate pair/],
    ['01', /end after its value, got "1"/],
    ['1.', /end after its value, got "."/],
    ['-', /needs a value/],
    ['NaN', /needs a value, got "N"/],
    ['nul', /needs a value/],
    ['1e999', /within the range of doubles/],
    ['1 1', /end after its value/],
    ['\ufeff1', /needs a value/],
    ['['.repeat(100_000), /at most 64 deep/],
    ['{"a":'.repeat(100), /at most 64 deep/],
    [' '.repeat(17 * 2 ** 20), /at most 16777216 characters, got 17825792/],
  ])('refuses %#', (text, message) => {
    expect(() => parseStrictJson(text)).toThrow(message)
  })
})
