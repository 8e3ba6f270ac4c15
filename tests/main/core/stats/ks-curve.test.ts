import { describe, expect, it } from 'vitest'
import { ksCurve } from '../../../../src/main/core/stats/ks-curve.ts'
import { ksStatistic } from '../../../../src/main/core/stats/ks-statistic.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { germanColumn, germanOutcomes } from './german-credit.ts'
import { thrownKind } from './thrown-kind.ts'

describe('ksCurve', () => {
  it('gives the shares at or below each score', () => {
    expect(ksCurve(tallyScores([1, 0, 0], [400, 400, 500]))).toEqual([
      { points: 400, eventShare: 1, nonEventShare: 0.5 },
      { points: 500, eventShare: 1, nonEventShare: 1 },
    ])
  })

  it('keeps ends and KS point when thinned', () => {
    const tally = tallyScores(germanOutcomes(), germanColumn('credit_amount').map(Number))
    const curve = ksCurve(tally)
    const { statistic, score } = ksStatistic(tally)
    expect(curve.length).toBeLessThanOrEqual(201)
    const peak = curve.find((point) => point.points === score)!
    expect(Math.abs(peak.eventShare - peak.nonEventShare)).toBeCloseTo(statistic, 14)
    expect(curve[0]!.points).toBe(tally.values[0])
    expect(curve.at(-1)).toMatchObject({ eventShare: 1, nonEventShare: 1 })
  })

  it('is undefined with one class', () => {
    expect(thrownKind(() => ksCurve(tallyScores([1], [1])))).toBe('undefined')
  })
})
