import { describe, expect, it } from 'vitest'
import { brierLosses } from '../../../../src/main/core/stats/brier-score.ts'
import { meanInterval } from '../../../../src/main/core/stats/mean-interval.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('meanInterval', () => {
  it('is the Brier score ± 1.96 standard errors', () => {
    const { yTrue, yProb, brierScore, brierSe } = python.seeded
    const { lower, upper } = meanInterval(brierLosses(yTrue, yProb))
    expect(lower).toBeCloseTo(brierScore - 1.959963984540054 * brierSe, 13)
    expect(upper).toBeCloseTo(brierScore + 1.959963984540054 * brierSe, 13)
  })

  it('has no width when all values are equal', () => {
    expect(meanInterval([2, 2, 2])).toEqual({ lower: 2, upper: 2 })
  })

  it('is undefined for one value and refuses a level of 0', () => {
    expect(thrownKind(() => meanInterval([1]))).toBe('undefined')
    expect(thrownKind(() => meanInterval([1, 2], 0))).toBe('invalidInput')
  })
})
