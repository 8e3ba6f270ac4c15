import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ksStatistic } from '../../../../src/main/core/stats/ks-statistic.ts'
import { reverseTally, tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { germanColumn, germanOutcomes } from './german-credit.ts'
import { python } from './golden-values.ts'
import { scoredSamples } from './scored-samples.ts'
import { thrownKind } from './thrown-kind.ts'

describe('ksStatistic', () => {
  it('is the largest distance, at the lowest score that reaches it', () => {
    // cumulative shares at 1, 2, 3, 4: events 1/2 1/2 1 1, non-events 0 1/2 1/2 1
    expect(ksStatistic(tallyScores([1, 0, 1, 0], [1, 2, 3, 4]))).toEqual({ statistic: 0.5, score: 1 })
    expect(ksStatistic(tallyScores([1, 1, 0, 0, 0], [1, 2, 2, 3, 4]))).toEqual({ statistic: 2 / 3, score: 2 })
  })

  it('is 0 for equal scores and 1 without overlap', () => {
    expect(ksStatistic(tallyScores([1, 0], [5, 5]))).toEqual({ statistic: 0, score: 5 })
    expect(ksStatistic(tallyScores([1, 0], [5, 6]))).toEqual({ statistic: 1, score: 5 })
  })

  it('is 0.08364544 for the Home Credit income types as listed, 0.10544552 ordered by event rate', () => {
    const tallyOf = (order: number[]) => ({
      values: Float64Array.of(1, 2, 3, 4),
      nonEvents: Uint32Array.from(order, (i) => [52380, 66257, 143550, 20499][i]!),
      events: Uint32Array.from(order, (i) => [2982, 5360, 15224, 1259][i]!),
      nNonEvents: 282686,
      nEvents: 24825,
      nRows: 307511,
    })
    expect(ksStatistic(tallyOf([0, 1, 2, 3])).statistic).toBeCloseTo(0.08364544, 8)
    expect(ksStatistic(tallyOf([0, 3, 1, 2])).statistic).toBeCloseTo(0.10544552, 8)
  })

  it('agrees with SciPy', () => {
    const { yTrue, points, ksStatistic: expected } = python.seeded
    expect(ksStatistic(tallyScores(yTrue, points)).statistic).toBeCloseTo(expected, 14)
    for (const column of ['month', 'credit_amount', 'age']) {
      const tally = tallyScores(germanOutcomes(), germanColumn(column).map(Number))
      expect(ksStatistic(tally).statistic).toBeCloseTo(python.german[column]!.ksStatistic, 14)
    }
  })

  it('does not depend on the direction of the score', () => {
    fc.assert(
      fc.property(scoredSamples(), ({ yTrue, yScore }) => {
        const tally = tallyScores(yTrue, yScore)
        expect(ksStatistic(reverseTally(tally)).statistic).toBe(ksStatistic(tally).statistic)
      }),
    )
  })

  it('is undefined with one class', () => {
    expect(thrownKind(() => ksStatistic(tallyScores([0, 0], [1, 2])))).toBe('undefined')
  })
})
