import { describe, expect, it } from 'vitest'
import { brierScore } from '../../../../src/main/core/stats/brier-score.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('brierScore', () => {
  it('is a mean over rows', () => {
    expect(brierScore([1, 0, 0, 1], [0.5, 0.5, 0, 1])).toBe(0.125)
  })

  it('is π(1 − π) when the event rate is predicted for all', () => {
    expect(brierScore([1, 0, 0, 0], [0.25, 0.25, 0.25, 0.25])).toBe(0.25 * 0.75)
  })

  it('agrees with scikit-learn', () => {
    expect(brierScore(python.seeded.yTrue, python.seeded.yProb)).toBeCloseTo(python.seeded.brierScore, 14)
  })

  it('is undefined without rows and refuses what is no probability', () => {
    expect(thrownKind(() => brierScore([], []))).toBe('undefined')
    expect(thrownKind(() => brierScore([1], [1.1]))).toBe('invalidInput')
    expect(thrownKind(() => brierScore([1], [0.1, 0.2]))).toBe('invalidInput')
    expect(thrownKind(() => brierScore([3], [0.1]))).toBe('invalidInput')
  })
})
