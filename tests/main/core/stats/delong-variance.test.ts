import { describe, expect, it } from 'vitest'
import { delongVariance } from '../../../../src/main/core/stats/delong-variance.ts'
import { reverseTally, tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { germanColumn, germanOutcomes } from './german-credit.ts'
import { proc, python, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('delongVariance', () => {
  it('is worked by hand: V10 = (1, 1/2), V01 = (1/2, 1)', () => {
    // events 1 and 3, non-events 0 and 2: AUC 3/4, S10 = S01 = 1/8, variance 1/8
    expect(delongVariance(tallyScores([1, 1, 0, 0], [1, 3, 0, 2]))).toBe(0.125)
  })

  it('is 0.00266868245717244 for s100b of aSAH and agrees with pROC on every marker', () => {
    const { yTrue, intervals } = proc.aSAH
    expect(relativeError(delongVariance(tallyScores(yTrue, proc.aSAH.s100b)), 0.00266868245717244)).toBeLessThan(1e-13)
    for (const marker of ['s100b', 'ndka', 'wfns'] as const) {
      const variance = delongVariance(tallyScores(yTrue, proc.aSAH[marker]))
      expect(relativeError(variance, intervals[marker].variance)).toBeLessThan(1e-12)
    }
  })

  it('agrees with the mid-rank form on tied data', () => {
    const { yTrue, points, delongVariance: expected } = python.seeded
    expect(relativeError(delongVariance(reverseTally(tallyScores(yTrue, points))), expected)).toBeLessThan(1e-12)
    for (const column of ['month', 'credit_amount', 'age']) {
      const variance = delongVariance(tallyScores(germanOutcomes(), germanColumn(column).map(Number)))
      expect(relativeError(variance, python.german[column]!.delongVariance)).toBeLessThan(1e-12)
    }
  })

  it('is 0 for perfect ranking', () => {
    expect(delongVariance(tallyScores([0, 0, 1, 1], [1, 2, 3, 4]))).toBe(0)
  })

  it('is undefined with fewer than two events or non-events', () => {
    expect(thrownKind(() => delongVariance(tallyScores([1, 0, 0], [1, 2, 3])))).toBe('undefined')
    expect(thrownKind(() => delongVariance(tallyScores([1, 1, 0], [1, 2, 3])))).toBe('undefined')
  })
})
