import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumber, printNumber, scanNumber, thousandsBytes } from '../../../../src/main/core/frame/parse-number.ts'

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

  it.each([
    ['1,234', '.', ',', 1234],
    ['1,234.50', '.', ',', 1234.5],
    ['-12,345,678.9', '.', ',', -12345678.9],
    ['1.234,50', ',', '.', 1234.5],
    ['1 234,5', ',', ' ', 1234.5],
    [' 1 234 ', '.', ' ', 1234],
    ["1'234", '.', "'", 1234],
    ['1\u00a0234,5', ',', '\u00a0', 1234.5],
    ['1\u202f234\u202f567', ',', '\u202f', 1234567],
    ['1234.5', '.', ',', 1234.5],
    ['0.435', '.', ',', 0.435],
    ['1e3', '.', ',', 1000],
    ['123,456,789,012,345', '.', ',', 123456789012345],
  ] as const)('reads %j with the marks %j and %j as %d', (text, decimal, thousands, value) => {
    expect(parseNumber(text, decimal, thousands)).toEqual({ shape: 'number', value })
  })

  it.each([
    ['0,435', ','],
    ['01,234', ','],
    ['-0,435', ','],
    ['1,23', ','],
    ['1,2345', ','],
    ['1234,567', ','],
    ['1,234,56', ','],
    [',234', ','],
    ['1,,234', ','],
    ['1,234e5', ','],
    ['1,234.5e5', ','],
    ['1,234.567,890', ','],
    ["1,234'567", ','],
    ['1,234,', ','],
    ['+1,234', ','],
    ['1  234', ' '],
    ['1 234 ,5', ' '],
    ['1\u00a0234', '\u202f'],
    ['1\u00a0234', ' '],
    ['1,234', null],
    [`1${',000'.repeat(30)}`, ','],
  ])('takes %j with the thousands mark %j for no number', (text, thousands) => {
    expect(parseNumber(text, '.', thousands).shape).toBe('other')
  })

  it('reads grouped numbers as the numbers without their marks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 14), max: 10 ** 14 }),
        fc.stringMatching(/^[0-9]{0,4}$/),
        fc.constantFrom('.', ' ', "'", '\u00a0', '\u202f'),
        (whole, fraction, mark) => {
          const plain = fraction === '' ? String(whole) : `${whole},${fraction}`
          const grouped = plain.replace(/^(-?\d+)/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, mark))
          expect(parseNumber(grouped, ',', mark)).toEqual(parseNumber(plain, ','))
        },
      ),
    )
  })

  it('knows the bytes of the marks it understands', () => {
    expect(thousandsBytes(null)).toBeNull()
    expect(thousandsBytes('x')).toBeNull()
    for (const mark of ['.', ',', ' ', "'", '\u00a0', '\u202f']) {
      expect(thousandsBytes(mark)).toEqual(Uint8Array.from(Buffer.from(mark)))
    }
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
