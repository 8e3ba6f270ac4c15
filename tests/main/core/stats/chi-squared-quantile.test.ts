import { describe, expect, it } from 'vitest'
import { chiSquaredQuantile } from '../../../../src/main/core/stats/chi-squared-quantile.ts'
import { chiSquaredSurvival } from '../../../../src/main/core/stats/chi-squared-survival.ts'
import { python, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('chiSquaredQuantile', () => {
  it('agrees with SciPy', () => {
    for (const { p, df, x } of python.chiSquaredQuantile) {
      expect(relativeError(chiSquaredQuantile(p, df), x), `p ${p}, df ${df}`).toBeLessThan(1e-11)
    }
  })

  it('inverts the upper tail', () => {
    expect(chiSquaredSurvival(chiSquaredQuantile(0.95, 9), 9)).toBeCloseTo(0.05, 14)
  })

  it('refuses a probability of 1', () => {
    expect(thrownKind(() => chiSquaredQuantile(1, 3))).toBe('invalidInput')
    expect(thrownKind(() => chiSquaredQuantile(0.5, 0))).toBe('invalidInput')
  })
})
