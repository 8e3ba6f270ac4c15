import { describe, expect, it } from 'vitest'
import { rocCurve } from '../../../../src/main/core/stats/roc-curve.ts'
import { reverseTally, tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { germanColumn, germanOutcomes } from './german-credit.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

const amounts = tallyScores(germanOutcomes(), germanColumn('credit_amount').map(Number))

describe('rocCurve', () => {
  it('has one point per distinct score, from the riskiest', () => {
    expect(rocCurve(tallyScores([1, 0, 1, 0], [4, 3, 3, 1]))).toEqual([
      { falsePositiveRate: 0, truePositiveRate: 0 },
      { falsePositiveRate: 0, truePositiveRate: 0.5 },
      { falsePositiveRate: 0.5, truePositiveRate: 1 },
      { falsePositiveRate: 1, truePositiveRate: 1 },
    ])
  })

  it('agrees with scikit-learn point by point', () => {
    const { yTrue, points, rocFpr, rocTpr } = python.seeded
    const curve = rocCurve(reverseTally(tallyScores(yTrue, points)))
    expect(curve.map((point) => point.falsePositiveRate)).toEqual(rocFpr)
    expect(curve.map((point) => point.truePositiveRate)).toEqual(rocTpr)
  })

  it('thins to the limit with exact points and both ends', () => {
    const full = rocCurve(amounts, 10_000)
    const thin = rocCurve(amounts)
    expect(full.length).toBeGreaterThan(900)
    expect(thin.length).toBeLessThanOrEqual(201)
    const known = new Set(full.map((point) => JSON.stringify(point)))
    expect(thin.every((point) => known.has(JSON.stringify(point)))).toBe(true)
    expect(thin[0]).toEqual({ falsePositiveRate: 0, truePositiveRate: 0 })
    expect(thin.at(-1)).toEqual({ falsePositiveRate: 1, truePositiveRate: 1 })
  })

  it('does not move the convex hull', () => {
    const full = rocCurve(amounts, 10_000)
    const thin = rocCurve(amounts)
    const highest = (curve: typeof full, slope: number) =>
      Math.max(...curve.map((point) => point.truePositiveRate - slope * point.falsePositiveRate))
    for (const slope of [0.1, 0.3, 0.5, 0.7, 1, 1.3, 2, 4, 10]) {
      expect(highest(thin, slope)).toBe(highest(full, slope))
    }
  })

  it('is undefined with one class', () => {
    expect(thrownKind(() => rocCurve(tallyScores([1, 1], [1, 2])))).toBe('undefined')
  })
})
