import { describe, expect, it } from 'vitest'
import { resampledMeanInterval } from '../../../../src/main/core/stats/resampled-mean-interval.ts'

describe('corrected resampled t interval', () => {
  it('is the value worked by hand', () => {
    // Mean 0.75, s² = 0.0025/… of 0.70, 0.72, 0.75, 0.78, 0.80: s² = 0.0017; t(0.975; 4) = 2.7764451052; 1/5 + 0.2/0.8 = 0.45.
    const { lower, upper } = resampledMeanInterval([0.7, 0.72, 0.75, 0.78, 0.8], 0.2)
    const half = 2.7764451051977934 * Math.sqrt(0.45 * 0.0017)
    expect(lower).toBeCloseTo(0.75 - half, 10)
    expect(upper).toBeCloseTo(0.75 + half, 10)
  })

  it('is wider than the plain t interval and closes on equal values', () => {
    const plainHalf = 2.7764451051977934 * Math.sqrt(0.0017 / 5)
    const { lower, upper } = resampledMeanInterval([0.7, 0.72, 0.75, 0.78, 0.8], 0.2)
    expect((upper - lower) / 2).toBeGreaterThan(plainHalf)
    expect(resampledMeanInterval([0.7, 0.7, 0.7], 0.5)).toEqual({
      lower: expect.closeTo(0.7, 12),
      upper: expect.closeTo(0.7, 12),
    })
  })

  it('needs two values, and shares and levels inside 0 to 1', () => {
    expect(() => resampledMeanInterval([0.7], 0.2)).toThrow(/two/)
    expect(() => resampledMeanInterval([0.7, 0.8], 1)).toThrow(/test share in \(0, 1\), got 1/)
    expect(() => resampledMeanInterval([0.7, 0.8], 0.5, 0)).toThrow(/level in \(0, 1\), got 0/)
  })
})
