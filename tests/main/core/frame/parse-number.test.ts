import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumber, printNumber, scanNumber } from '../../../../src/main/core/frame/parse-number.ts'

function shapeOf(text: string, mark: '.' | ',' = '.') {
  return parseNumber(text, mark).shape
}

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['42', 42],
    ['-17', -17],
    ['0.5', 0.5],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E-05', 0.00001],
    ['1.5e+2', 150],
    ['  7\t', 7],
    ['93.994', 93.994],
    ['0.1', 0.1],
    ['9007199254740992', 9007199254740992],
    ['0.30000000000000004', 0.30000000000000004],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['5e-324', Number.MIN_VALUE],
    ['1000000000000000000000', 1e21],
    ['1.500000000000000000000', 1.5],
    ['-0', -0],
  ])('reads %j as the number %d', (text, value) => {
    expect(parseNumber(text)).toEqual({ shape: 'number', value })
  })

  it.each([
    '',
    ' ',
    '-',
    '.',
    '-.',
    'e5',
    '1e',
    '1e+',
    '1.2.3',
    '1,5',
    '+5',
    '0x10',
    '1_000',
    'NaN',
    'Infinity',
    '12a',
    '1 2',
    '--1',
    '１',
    '5%',
    '1\n',
  ])('takes %j for no number', (text) => {
    expect(parseNumber(text)).toEqual({ shape: 'other', value: Number.NaN })
  })

  it.each(['007', '00', '00.5', '-01', '06001423700'])('sees the leading zeros of %j', (text) => {
    expect(parseNumber(text)).toEqual({ shape: 'leadingZeros', value: Number(text) })
  })

  it.each(['12345678901234567890', '9007199254740993', '90071992547409921', '0.123456789012345678'])(
    'sees that a double cannot keep the digits of %j',
    (text) => {
      expect(parseNumber(text)).toEqual({ shape: 'tooManyDigits', value: Number(text) })
    },
  )

  it.each(['1e309', '-1e400', '1e-400', '1e999999999999'])('sees that %j is out of range', (text) => {
    expect(parseNumber(text)).toEqual({ shape: 'outOfRange', value: Number.NaN })
  })

  it('reads a decimal comma only where it is asked for', () => {
    expect(parseNumber('0,435', ',')).toEqual({ shape: 'number', value: 0.435 })
    expect(parseNumber('-1,5e3', ',')).toEqual({ shape: 'number', value: -1500 })
    expect(shapeOf('0,435')).toBe('other')
    expect(shapeOf('0.435', ',')).toBe('other')
  })

  it('reads back every double that was printed', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom('.' as const, ',' as const),
        (value, mark) => {
          expect(parseNumber(printNumber(value, mark), mark)).toEqual({ shape: 'number', value })
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('agrees with the engine on every text of its grammar', () => {
    const digits = fc.stringMatching(/^[0-9]{1,20}$/)
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: -330, max: 330 }), (whole, fraction, exponent) => {
        const text = `${whole}.${fraction}e${exponent}`
        const { shape, value } = parseNumber(text)
        if (shape !== 'outOfRange') expect(value).toBe(Number(text))
        else expect([0, Number.POSITIVE_INFINITY]).toContain(Number(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('looks at nothing beyond the cell it is given', () => {
    const bytes = new TextEncoder().encode('12,34e5')
    const into = { shape: 'other' as const, value: 0 }
    scanNumber(bytes, 3, 5, '.', into)
    expect(into).toEqual({ shape: 'number', value: 34 })
    scanNumber(bytes, 0, 2, ',', into)
    expect(into).toEqual({ shape: 'number', value: 12 })
    scanNumber(bytes, 3, 6, '.', into)
    expect(into.shape).toBe('other')
  })
})
