import { describe, expect, it } from 'vitest'
import { tallyMoments, tallyQuantiles, tallySum } from '../../../../src/main/core/frame/tally-statistics.ts'
import { tallyValues } from '../../../../src/main/core/frame/value-tally.ts'

const tallyOf = (...values: number[]) => tallyValues(Float64Array.from(values))

describe('tallySum', () => {
  it('loses nothing to size or to repetition', () => {
    expect(tallySum(tallyOf(1e16, 1, -1e16))).toBe(1)
    expect(tallySum(tallyOf(...Array.from({ length: 10 }, () => 0.1)))).toBe(1)
    expect(tallySum(tallyOf(...Array.from({ length: 3 }, () => 0.1), -0.2))).toBeCloseTo(0.1, 16)
    expect(tallySum(tallyOf(1e300, 1e300, -1e300))).toBe(1e300)
    expect(tallySum(tallyOf())).toBe(0)
    expect(tallySum(tallyOf(1.7e308, 1.6e308))).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('tallyMoments', () => {
  it('gives what a hand computes', () => {
    // 1, 2, 4: deviations −4/3, −1/3, 5/3; m₂ = 14/9, m₃ = 20/27; G₁ = √6 · m₃ / m₂^1.5
    const moments = tallyMoments(tallyOf(1, 2, 4))
    expect(moments.mean).toBeCloseTo(7 / 3, 15)
    expect(moments.standardDeviation).toBeCloseTo(Math.sqrt(7 / 3), 15)
    expect(moments.skewness).toBeCloseTo((Math.sqrt(6) * (20 / 27)) / (14 / 9) ** 1.5, 14)
    expect(moments.kurtosis).toBeNull()
    // 1, 2, 3, 4: m₂ = 5/4, m₄ = 41/16; G₂ = 3/2 · (5 · 41/25 − 9)
    expect(tallyMoments(tallyOf(1, 2, 3, 4)).kurtosis).toBeCloseTo(1.5 * (5 * (41 / 25) - 9), 14)
    expect(tallyMoments(tallyOf(1, 2, 3, 4)).skewness).toBeCloseTo(0, 14)
  })

  it('is null where it does not exist', () => {
    expect(tallyMoments(tallyOf())).toEqual({ mean: null, standardDeviation: null, skewness: null, kurtosis: null })
    expect(tallyMoments(tallyOf(3))).toMatchObject({ mean: 3, standardDeviation: null })
    expect(tallyMoments(tallyOf(0.1, 0.1, 0.1, 0.1))).toEqual({
      mean: 0.1,
      standardDeviation: 0,
      skewness: null,
      kurtosis: null,
    })
    expect(tallyMoments(tallyOf(1, 2))).toMatchObject({ skewness: null, kurtosis: null })
    expect(tallyMoments(tallyOf(1.7e308, 1.6e308)).mean).toBeNull()
  })

  it('does not depend on the unit', () => {
    const values = [1, 2, 4, 9, 16, 17]
    const { skewness, kurtosis } = tallyMoments(tallyOf(...values))
    for (const unit of [1e-200, 1e150]) {
      const scaled = tallyMoments(tallyOf(...values.map((value) => value * unit)))
      expect(scaled.skewness).toBeCloseTo(skewness!, 12)
      expect(scaled.kurtosis).toBeCloseTo(kurtosis!, 12)
    }
  })
})

describe('tallyQuantiles', () => {
  it('interpolates between order statistics, through ties', () => {
    expect(tallyQuantiles(tallyOf(1, 1, 1, 5), [0, 0.5, 2 / 3, 0.75, 1])).toEqual([1, 1, 1, 2, 5])
    expect(tallyQuantiles(tallyOf(-1.7e308, 1.7e308), [0.5])).toEqual([null])
  })
})
