import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern } from '../../../../src/main/core/expression/compile-pattern.ts'

describe('compilePattern', () => {
  it.each([
    '',
    'a',
    '^a$',
    'a|bc|',
    '(ab)+c?',
    '[a-c]{2,3}$',
    '[^a-c\\d]x',
    '\\D\\W\\S',
    '^(?:a|b)*c{2}$',
    'a.c',
    '[\\w-]+',
    '[\\D]1',
    'a{0}b',
    'a{2,}',
    '\\.\\t\\n',
    '(a*)*b',
    '(^a|b$)',
    '[\\]^-]',
  ])('finds what the platform finds: %s', (pattern) => {
    const expected = new RegExp(pattern)
    const found = compilePattern(pattern, 0)
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', '1', ' ', '-', ']', '.', '\n'), maxLength: 8 }),
        (text) => {
          expect(found(text)).toBe(expected.test(text))
        },
      ),
    )
  })

  it('reads whole characters', () => {
    expect(compilePattern('^.$', 0)('😀')).toBe(true)
    expect(compilePattern('[😀-😂]', 0)('😁')).toBe(true)
  })

  it.each([
    '(',
    ')',
    '[',
    '[]',
    'a**',
    '*a',
    'a{',
    'a{2,1}',
    'a{1001}',
    '\\',
    '\\1',
    '\\b',
    '\\p',
    '(?=a)',
    '(?<n>a)',
    '[b-a]',
    '[\\d-z]',
    '[[]',
    '^*',
    'a+?',
  ])('refuses %s', (pattern) =>
    expect(() => compilePattern(pattern, 4)).toThrow(expect.objectContaining({ position: 4 })),
  )

  it('is limited in size and never takes long', () => {
    expect(() => compilePattern('(a{1000}){1000}', 0)).toThrow('states')
    expect(() => compilePattern('('.repeat(60), 0)).toThrow('nested')
    expect(compilePattern('((((){1000}){1000}){1000}){1000}', 0)('x')).toBe(true)
    expect(compilePattern('^(a+)+$', 0)(`${'a'.repeat(5000)}b`)).toBe(false)
  })
})
