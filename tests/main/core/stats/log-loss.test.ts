import { describe, expect, it } from 'vitest'
import { logLoss } from '../../../../src/main/core/stats/log-loss.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('logLoss', () => {
  it('is ln 2 for a coin toss and 0 for certain and right predictions', () => {
    expect(logLoss([1, 0], [0.5, 0.5])).toBeCloseTo(Math.LN2, 15)
    expect(logLoss([1, 0], [1, 0])).toBe(0)
  })

  it('agrees with scikit-learn', () => {
    expect(logLoss(python.seeded.yTrue, python.seeded.yProb)).toBeCloseTo(python.seeded.logLoss, 14)
  })

  it('is undefined, not clipped, when the impossible happened', () => {
    expect(thrownKind(() => logLoss([1, 0], [0, 0.5]))).toBe('undefined')
    expect(thrownKind(() => logLoss([0, 0], [1, 0.5]))).toBe('undefined')
  })

  it('is undefined without rows and refuses what is no probability', () => {
    expect(thrownKind(() => logLoss([], []))).toBe('undefined')
    expect(thrownKind(() => logLoss([1], [-0.1]))).toBe('invalidInput')
    expect(thrownKind(() => logLoss([1], [0.1, 0.2]))).toBe('invalidInput')
  })
})
