import { describe, expect, it } from 'vitest'
import { calibrationIntercept } from '../../../../src/main/core/stats/calibration-intercept.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

const { yTrue, yProb, calibration } = python.seeded

describe('calibrationIntercept', () => {
  it('agrees with statsmodels', () => {
    const { intercept, standardError } = calibrationIntercept(tallyScores(yTrue, yProb))
    expect(intercept).toBeCloseTo(calibration.interceptSlopeOne, 11)
    expect(standardError).toBeCloseTo(calibration.interceptSlopeOneStandardError, 10)
  })

  it('is a closed form for equal predictions: logit of the rate minus logit of the PD', () => {
    const { intercept, standardError } = calibrationIntercept(tallyScores([1, 0, 0, 0], [0.5, 0.5, 0.5, 0.5]))
    expect(intercept).toBeCloseTo(Math.log(1 / 3), 13)
    expect(standardError).toBeCloseTo(1 / Math.sqrt(4 * 0.25 * 0.75), 12)
  })

  it('shifts by the shift of the log-odds', () => {
    const shifted = yProb.map((p) => 1 / (1 + (Math.exp(2) * (1 - p)) / p))
    expect(calibrationIntercept(tallyScores(yTrue, shifted)).intercept).toBeCloseTo(
      calibration.interceptSlopeOne + 2,
      10,
    )
  })

  it('exists for separated classes and for predictions far off', () => {
    expect(calibrationIntercept(tallyScores([0, 1], [0.2, 0.8])).intercept).toBeCloseTo(0, 12)
    expect(calibrationIntercept(tallyScores([0, 1], [1e-12, 1e-10])).intercept).toBeGreaterThan(20)
  })

  it('is undefined with one class and for predictions of 0', () => {
    expect(thrownKind(() => calibrationIntercept(tallyScores([0, 0], [0.2, 0.8])))).toBe('undefined')
    expect(thrownKind(() => calibrationIntercept(tallyScores([0, 1], [0, 0.8])))).toBe('undefined')
  })

  it('refuses what is no probability', () => {
    expect(thrownKind(() => calibrationIntercept(tallyScores([0, 1], [0.5, 2])))).toBe('invalidInput')
  })
})
