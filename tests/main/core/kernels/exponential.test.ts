import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exponential, logOnePlus } from '../../../../src/main/core/kernels/exponential.ts'

const DIGITS = 1200n
const ONE = 1n << DIGITS

/** A number times 2¹²⁰⁰, exactly; it must be at least about 10⁻³⁰⁸. */
function exactly(x: number): bigint {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, x)
  const word = bits.getBigUint64(0)
  const exponent = (word >> 52n) & 2047n
  const fraction = (word & ((1n << 52n) - 1n)) + (exponent === 0n ? 0n : 1n << 52n)
  const shift = DIGITS + (exponent === 0n ? 1n : exponent) - 1075n
  const size = shift >= 0n ? fraction << shift : fraction >> -shift
  return x < 0 ? -size : size
}

/** e^x by halving the argument twelve times and the series, in 1200 binary digits: e^−708 keeps 170 of them. */
function exactExponential(x: number): bigint {
  const r = exactly(x) >> 12n
  let sum = ONE
  let term = ONE
  for (let i = 1n; term !== 0n && i < 400n; i++) {
    term = (term * r) / (ONE * i)
    sum += term
  }
  for (let i = 0; i < 12; i++) sum = (sum * sum) >> DIGITS
  return sum
}

/** ln(1 + e) = 2·Σ s^(2i+1)/(2i+1), s = e/(2 + e). */
function exactLogOnePlus(e: number): bigint {
  const f = exactly(e)
  const s = (f * ONE) / (2n * ONE + f)
  let sum = 0n
  let power = s
  for (let i = 1n; power !== 0n && i < 2000n; i += 2n) {
    sum += power / i
    power = (((power * s) >> DIGITS) * s) >> DIGITS
  }
  return 2n * sum
}

/** Error in units of the last place of the value returned. */
function unitsOff(value: number, exact: bigint): number {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n)
  const unit = exactly(bits.getFloat64(0)) - exactly(value)
  const off = exactly(value) - exact
  return Number(((off < 0n ? -off : off) * 10_000n) / unit) / 10_000
}

describe('exponential', () => {
  it('is right where it is known', () => {
    expect(exponential(0)).toBe(1)
    expect(exponential(-0)).toBe(1)
    expect(exponential(-1)).toBeCloseTo(0.36787944117144233, 16)
    expect(exponential(-708.0000001)).toBe(0)
    expect(exponential(-Infinity)).toBe(0)
    expect(exponential(Number.NaN)).toBe(0)
    expect(exponential(-708) / 3.307553003638408e-308).toBeCloseTo(1, 14)
  })

  it('is off by at most 1.2 units in the last place', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: -2, max: 0, noNaN: true }), fc.double({ min: -700, max: 0, noNaN: true })),
        (x) => {
          expect(unitsOff(exponential(x), exactExponential(x))).toBeLessThan(1.2)
        },
      ),
      { numRuns: 400, seed: 11 },
    )
  })
})

describe('logOnePlus', () => {
  it('is right where it is known, and keeps the digits of small numbers', () => {
    expect(logOnePlus(0)).toBe(0)
    expect(logOnePlus(1)).toBe(Math.LN2)
    expect(logOnePlus(1e-300)).toBe(1e-300)
  })

  it('is off by at most 1.5 units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-200, max: 1, noNaN: true }), (e) => {
        expect(unitsOff(logOnePlus(e), exactLogOnePlus(e))).toBeLessThan(1.5)
      }),
      { numRuns: 300, seed: 12 },
    )
    for (let i = 0; i <= 200; i++) expect(unitsOff(logOnePlus(i / 200), exactLogOnePlus(i / 200))).toBeLessThan(1.5)
  })
})
