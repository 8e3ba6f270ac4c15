import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeChunk, encodeChunk } from '../../../src/main/store/column-chunk.ts'

const roundTrip = (values: Float64Array) => {
  const { encoding, data, nRows } = encodeChunk({ type: 'numeric', values })
  return decodeChunk(encoding, data, nRows)
}

describe('encodeChunk', () => {
  it.each([
    [[1, Number.NaN, -127, 127], 'n8'],
    [[-128], 'n16'],
    [[128], 'n16'],
    [[-32_768], 'n32'],
    [[32_768, Number.NaN], 'n32'],
    [[-2_147_483_647, 2_147_483_647], 'n32'],
    [[-2_147_483_648], 'f64'],
    [[2_147_483_648], 'f64'],
    [[0.5], 'f64'],
    [[-0], 'f64'],
    [[Number.NaN], 'n8'],
    [[], 'n8'],
  ])('keeps %j as %s, exactly', (values, encoding) => {
    const numbers = Float64Array.from(values)
    expect(encodeChunk({ type: 'numeric', values: numbers }).encoding).toBe(encoding)
    expect(roundTrip(numbers)).toEqual(numbers)
  })

  it('gives every number back, the sign of zero too', () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.integer({ min: -130, max: 130 }),
      fc.constantFrom(-0, 0, Number.NaN),
    )
    fc.assert(
      fc.property(fc.array(number), (values) => {
        const numbers = Float64Array.from(values)
        const back = roundTrip(numbers)
        expect(back).toBeInstanceOf(Float64Array)
        expect([...back].every((value, i) => Object.is(value, numbers[i]))).toBe(true)
      }),
    )
  })

  it('refuses bytes that are not the rows of their encoding', () => {
    for (const encoding of ['f64', 'n32', 'n16', 'i32', 'i16', 'x', '__proto__'])
      expect(() => decodeChunk(encoding, new Uint8Array(3), 2)).toThrow('3 bytes for 2 rows')
  })
})
