import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf'
import { describe, expect, it } from 'vitest'
import { chiSquaredSurvival } from '../../../../src/main/core/stats/chi-squared-survival.ts'
import { python, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('chiSquaredSurvival', () => {
  it('agrees with SciPy to twelve digits, far tails included', () => {
    for (const { x, df, survival } of python.chiSquared) {
      expect(relativeError(chiSquaredSurvival(x, df), survival), `x ${x}, df ${df}`).toBeLessThan(1e-12)
    }
  })

  it('is one minus the distribution function of another implementation', () => {
    for (const df of [1, 2, 5, 8, 31]) {
      expect(chiSquaredSurvival(df + 1.5, df)).toBeCloseTo(1 - chisquareCdf(df + 1.5, df), 13)
    }
  })

  it('is 1 at 0', () => {
    expect(chiSquaredSurvival(0, 1)).toBe(1)
    expect(chiSquaredSurvival(0, 4)).toBe(1)
  })

  it('refuses negative statistics and fractional degrees of freedom', () => {
    expect(thrownKind(() => chiSquaredSurvival(-1, 1))).toBe('invalidInput')
    expect(thrownKind(() => chiSquaredSurvival(Number.NaN, 1))).toBe('invalidInput')
    expect(thrownKind(() => chiSquaredSurvival(1, 0))).toBe('invalidInput')
    expect(thrownKind(() => chiSquaredSurvival(1, 1.5))).toBe('invalidInput')
  })
})
