import { describe, expect, it } from 'vitest'
import { calibrationCurve } from '../../../../src/main/core/stats/calibration-curve.ts'
import { expectedCalibrationError } from '../../../../src/main/core/stats/expected-calibration-error.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('expectedCalibrationError', () => {
  it('weighs the distances by rows: 3/4 · 0.1 + 1/4 · 0.3', () => {
    const bin = { events: 0, lower: 0, upper: 1 }
    const curve = [
      { ...bin, count: 3, meanPredicted: 0.1, observed: 0.2 },
      { ...bin, count: 1, meanPredicted: 0.5, observed: 0.2 },
    ]
    expect(expectedCalibrationError(curve)).toBeCloseTo(0.15, 14)
  })

  it('agrees with the same bands in pandas', () => {
    const { yTrue, yProb, hosmerLemeshow } = python.seeded
    const curve = calibrationCurve(tallyScores(yTrue, yProb))
    expect(expectedCalibrationError(curve)).toBeCloseTo(hosmerLemeshow.expectedCalibrationError, 13)
  })

  it('is undefined without rows', () => {
    expect(thrownKind(() => expectedCalibrationError([]))).toBe('undefined')
  })
})
