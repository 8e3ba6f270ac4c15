import { describe, expect, it } from 'vitest'
import { leastChiSquared, ratesChiSquared } from '../../../../src/main/core/binning/rates-chi-squared.ts'
import { chiSquaredSurvival } from '../../../../src/main/core/stats/chi-squared-survival.ts'

describe('chi-squared statistic of two event rates', () => {
  it('is the square of the pooled z statistic, by hand', () => {
    // 10 of 100 against 20 of 100: z = 0.1 / √(0.15 · 0.85 · 2 / 100) = 1.980295, z² = 3.921569.
    expect(ratesChiSquared(10, 90, 20, 80)).toBeCloseTo(200 / 51, 12)
    expect(ratesChiSquared(20, 80, 10, 90)).toBe(ratesChiSquared(10, 90, 20, 80))
  })

  it('is 0 where rates agree, also at 0 and 1', () => {
    expect(ratesChiSquared(1, 9, 10, 90)).toBe(0)
    expect(ratesChiSquared(0, 5, 0, 7)).toBe(0)
    expect(ratesChiSquared(5, 0, 7, 0)).toBe(0)
    expect(ratesChiSquared(0, 0, 7, 1)).toBe(0)
  })

  it('finds the least statistic of a p-value', () => {
    expect(leastChiSquared(0.05)).toBeCloseTo(3.841458820694124, 12)
    expect(leastChiSquared(1)).toBe(0)
    for (const p of [0.9, 0.3, 1e-6, 1e-200]) {
      const least = leastChiSquared(p)
      expect(chiSquaredSurvival(least, 1)).toBeLessThanOrEqual(p)
      expect(chiSquaredSurvival(least * (1 - 1e-9), 1)).toBeGreaterThan(p)
    }
  })

  it('refuses what is no p-value', () => {
    for (const p of [0, -1, 1.1, Number.NaN]) expect(() => leastChiSquared(p)).toThrow(`at most 1, got ${p}`)
  })
})
