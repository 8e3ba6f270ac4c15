import { describe, expect, it } from 'vitest'
import { logLikelihoodOf, nullMargin } from '../../../../src/main/core/gbdt/fit-gbdt-likelihood.ts'

const yTrue = Uint8Array.of(1, 0, 0, 1, 0)
const weights = Float64Array.of(1, 2, 3, 1, 1)
const plain = { yTrue, weights: null, offset: null }

describe('the likelihood of a fit', () => {
  it('is the sum of log probabilities, by weight and with the offset', () => {
    const p = 0.25
    expect(logLikelihoodOf(plain, () => Math.log(p / (1 - p)))).toBeCloseTo(2 * Math.log(p) + 3 * Math.log(1 - p), 12)
    const offset = new Float64Array(5).fill(Math.log(p / (1 - p)))
    expect(logLikelihoodOf({ yTrue, weights, offset }, () => 0)).toBeCloseTo(2 * Math.log(p) + 6 * Math.log(1 - p), 12)
  })

  it('is largest, among equal margins, at the null margin', () => {
    expect(nullMargin(plain)).toBeCloseTo(Math.log(2 / 3), 15)
    expect(nullMargin({ yTrue, weights, offset: null })).toBeCloseTo(Math.log(2 / 6), 15)
    expect(nullMargin({ yTrue, weights, offset: new Float64Array(5).fill(2) })).toBeCloseTo(Math.log(2 / 6) - 2, 12)
    for (const offset of [Float64Array.of(1, -1, 0.5, 3, -2), Float64Array.of(30, -30, 0, 20, 5)]) {
      const sample = { yTrue, weights, offset }
      const best = nullMargin(sample)
      const top = logLikelihoodOf(sample, () => best)
      for (const step of [-1e-3, 1e-3]) expect(logLikelihoodOf(sample, () => best + step)).toBeLessThan(top)
    }
  })
})
