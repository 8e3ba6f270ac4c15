import { describe, expect, it } from 'vitest'
import { readingOf, valueText, visibleText } from '../../../../../src/renderer/pages/datasets/import/cell-reading.ts'

describe('readingOf', () => {
  it.each([
    ['0,435', 0.435, false, 'rewritten'],
    ['1.234,56', 1234.56, false, 'rewritten'],
    ['3a', null, true, 'unfit'],
    ['007', '007', false, 'same'],
    ['1e5', 100000, false, 'rewritten'],
    ['2021-02-30', '2021-02-30', false, 'same'],
    ['TRUE', 'TRUE', false, 'same'],
    ['NaN', null, false, 'missing'],
    ['-', '-', false, 'same'],
    [' 12 ', 12, false, 'rewritten'],
    ['12', 12, false, 'same'],
  ] as const)('%j read as %j is %s, %s', (raw, parsed, hasIssue, reading) => {
    expect(readingOf(raw, parsed, hasIssue)).toBe(reading)
  })
})

describe('visibleText', () => {
  it('shows blanks at the ends, breaks and unusual blanks, and names what is empty', () => {
    expect(visibleText(' 12 ')).toBe('·12·')
    expect(visibleText('a b')).toBe('a b')
    expect(visibleText('a\tb\r\nc')).toBe('a→b⏎c')
    expect(visibleText('1\u00a0234')).toBe('1°234')
    expect(visibleText('a\u202eb')).toBe('a¤b')
    expect(visibleText('')).toBe('(empty)')
    expect(visibleText(null)).toBe('(no cell)')
  })
})

describe('valueText', () => {
  it('tells a missing value from every text and number', () => {
    expect([null, 0, '', ' x'].map((value) => valueText(value))).toEqual(['◇', '0', '(empty)', '·x'])
  })
})
