import { describe, expect, it } from 'vitest'
import { calibrationCurve } from '../../../../src/main/core/stats/calibration-curve.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { wilsonInterval } from '../../../../src/main/core/stats/wilson-interval.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('calibrationCurve', () => {
  it('has the bands of pandas.qcut on tied data', () => {
    const { yTrue, yProb, hosmerLemeshow } = python.seeded
    const curve = calibrationCurve(tallyScores(yTrue, yProb))
    expect(curve.map(({ count }) => count)).toEqual(hosmerLemeshow.counts)
    expect(curve.map(({ events }) => events)).toEqual(hosmerLemeshow.events)
    for (const [b, bin] of curve.entries()) {
      expect(bin.meanPredicted).toBeCloseTo(hosmerLemeshow.meanPredicted[b]!, 13)
      expect(bin.observed).toBe(bin.events / bin.count)
      expect(bin).toMatchObject(wilsonInterval(bin.events, bin.count))
    }
  })

  it('is empty without rows', () => {
    expect(calibrationCurve(tallyScores([], []))).toEqual([])
  })

  it('refuses what is no probability, zero bands and a level of 1', () => {
    const tally = tallyScores([0, 1], [0.2, 0.5])
    expect(thrownKind(() => calibrationCurve(tallyScores([0], [2])))).toBe('invalidInput')
    expect(thrownKind(() => calibrationCurve(tally, { nBands: 0 }))).toBe('invalidInput')
    expect(thrownKind(() => calibrationCurve(tally, { level: 1 }))).toBe('invalidInput')
  })
})
