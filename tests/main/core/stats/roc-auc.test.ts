import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rocAuc } from '../../../../src/main/core/stats/roc-auc.ts'
import { rocCurve } from '../../../../src/main/core/stats/roc-curve.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { germanColumn, germanOutcomes } from './german-credit.ts'
import { proc, python } from './golden-values.ts'
import { scoredSamples } from './scored-samples.ts'
import { thrownKind } from './thrown-kind.ts'

const aucOf = (yTrue: ArrayLike<number>, yScore: ArrayLike<number>) => rocAuc(tallyScores(yTrue, yScore))

describe('rocAuc', () => {
  it('counts ties half: 3 wins and 1 tie of 6 pairs', () => {
    expect(aucOf([1, 1, 0, 0, 0], [3, 2, 2, 1, 4])).toBe(3.5 / 6)
  })

  it('is 1 for perfect ranking and 0.5 for equal scores', () => {
    expect(aucOf([0, 0, 1], [1, 2, 3])).toBe(1)
    expect(aucOf([0, 0, 1], [2, 2, 2])).toBe(0.5)
  })

  it('agrees with scikit-learn and pROC', () => {
    const { yTrue, points, rocAuc: expected } = python.seeded
    expect(
      aucOf(
        yTrue,
        points.map((value) => -value),
      ),
    ).toBeCloseTo(expected, 14)
    expect(aucOf(proc.aSAH.yTrue, proc.aSAH.s100b)).toBeCloseTo(0.7313685637, 10)
    for (const column of ['month', 'credit_amount', 'age']) {
      const scores = germanColumn(column).map(Number)
      expect(aucOf(germanOutcomes(), scores)).toBeCloseTo(python.german[column]!.rocAuc, 14)
    }
  })

  it('turns into 1 − AUC when the score is negated', () => {
    fc.assert(
      fc.property(scoredSamples(), ({ yTrue, yScore }) => {
        expect(
          aucOf(
            yTrue,
            yScore.map((s) => -s),
          ),
        ).toBeCloseTo(1 - aucOf(yTrue, yScore), 12)
      }),
    )
  })

  it('does not change under a strictly rising transform or another order of rows', () => {
    fc.assert(
      fc.property(scoredSamples(), ({ yTrue, yScore }) => {
        const expected = aucOf(yTrue, yScore)
        expect(
          aucOf(
            yTrue,
            yScore.map((s) => Math.exp(s) + s),
          ),
        ).toBe(expected)
        expect(aucOf(yTrue.toReversed(), yScore.toReversed())).toBe(expected)
      }),
    )
  })

  it('equals the area under the curve by trapezoid', () => {
    fc.assert(
      fc.property(scoredSamples(), ({ yTrue, yScore }) => {
        const tally = tallyScores(yTrue, yScore)
        const curve = rocCurve(tally)
        const area = curve.slice(1).reduce((sum, point, i) => {
          const before = curve[i]!
          const width = point.falsePositiveRate - before.falsePositiveRate
          return sum + (width * (point.truePositiveRate + before.truePositiveRate)) / 2
        }, 0)
        expect(area).toBeCloseTo(rocAuc(tally), 12)
      }),
    )
  })

  it('is undefined with one class', () => {
    expect(thrownKind(() => aucOf([1, 1], [1, 2]))).toBe('undefined')
    expect(thrownKind(() => aucOf([0, 0], [1, 2]))).toBe('undefined')
    expect(thrownKind(() => aucOf([], []))).toBe('undefined')
  })
})
