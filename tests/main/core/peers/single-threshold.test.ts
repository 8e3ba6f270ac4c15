import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doubleBelowSingle, doubleUpToSingle, nextDouble } from '../../../../src/main/core/peers/single-threshold.ts'

const MAX = (2 - 2 ** -23) * 2 ** 127
const SINGLES = [0, -0, 1, -1, 2 ** -149, -(2 ** -149), 2 ** -126, 1.5, 16_777_216, MAX, -MAX, Math.fround(0.1), 36]
const single = fc.oneof(fc.constantFrom(...SINGLES), fc.float({ noNaN: true, noDefaultInfinity: true }))

function around(border: number): number[] {
  const below = nextDouble(border, -1)
  const above = nextDouble(border, 1)
  return [below, border, above, nextDouble(below, -1), nextDouble(above, 1)]
}

describe('thresholds of 32-bit numbers as doubles', () => {
  it('lie in the middle between neighbours, the middle going to the even one', () => {
    expect(doubleBelowSingle(1)).toBe(nextDouble(1 - 2 ** -25, -1))
    expect(doubleUpToSingle(1)).toBe(1 + 2 ** -24)
    expect(doubleBelowSingle(0)).toBe(nextDouble(-(2 ** -150), -1))
    expect(doubleUpToSingle(0)).toBe(2 ** -150)
    expect(doubleBelowSingle(Number.POSITIVE_INFINITY)).toBe(nextDouble(2 ** 128 - 2 ** 103, -1))
    expect(doubleBelowSingle(-MAX)).toBe(-(2 ** 128 - 2 ** 103))
  })

  it('decide as rounding to 32 bits does, for doubles next to the border and anywhere', () => {
    fc.assert(
      fc.property(single, fc.double({ noNaN: true }), (threshold, anywhere) => {
        const below = doubleBelowSingle(threshold)
        const upTo = doubleUpToSingle(threshold)
        for (const value of [...around(below), ...around(upTo), threshold, anywhere]) {
          expect([value, value <= below]).toEqual([value, Math.fround(value) < threshold])
          expect([value, value <= upTo]).toEqual([value, Math.fround(value) <= threshold])
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('nextDouble', () => {
  it('is the neighbour', () => {
    expect([nextDouble(0, 1), nextDouble(0, -1), nextDouble(1, 1), nextDouble(-1, 1)]).toEqual([
      Number.MIN_VALUE,
      -Number.MIN_VALUE,
      1 + Number.EPSILON,
      -1 + Number.EPSILON / 2,
    ])
  })
})
