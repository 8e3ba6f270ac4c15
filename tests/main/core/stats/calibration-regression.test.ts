import { describe, expect, it } from 'vitest'
import { calibrationRegression } from '../../../../src/main/core/stats/calibration-regression.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('calibrationRegression', () => {
  it('agrees with statsmodels', () => {
    const { yTrue, yProb, calibration } = python.seeded
    const fit = calibrationRegression(tallyScores(yTrue, yProb))
    expect(fit.slope).toBeCloseTo(calibration.slope, 10)
    expect(fit.intercept).toBeCloseTo(calibration.intercept, 10)
    expect(fit.slopeStandardError).toBeCloseTo(calibration.slopeStandardError, 10)
    expect(fit.interceptStandardError).toBeCloseTo(calibration.interceptStandardError, 10)
  })

  it('finds 0 and 1 where the rates are exactly as predicted', () => {
    const tally = tallyScores([1, 0, 1, 0, 0, 0], [0.5, 0.5, 0.25, 0.25, 0.25, 0.25])
    const { slope, intercept } = calibrationRegression(tally)
    expect(slope).toBeCloseTo(1, 12)
    expect(intercept).toBeCloseTo(0, 12)
  })

  it('halves the slope of log-odds that are twice too far from 0', () => {
    const { yTrue, yProb } = python.seeded
    const stretched = yProb.map((p) => 1 / (1 + ((1 - p) / p) ** 2))
    const plain = calibrationRegression(tallyScores(yTrue, yProb))
    expect(calibrationRegression(tallyScores(yTrue, stretched)).slope).toBeCloseTo(plain.slope / 2, 10)
  })

  it('converges from predictions that are wildly too extreme', () => {
    const yTrue = Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 1 : 0))
    const yProb = yTrue.map((_, i) => (i % 3 === 0 ? 1e-12 : 1 - 1e-12))
    const { slope } = calibrationRegression(tallyScores(yTrue, yProb))
    expect(Math.abs(slope)).toBeLessThan(0.01)
  })

  it('halves steps that overshoot: rare events far out solve the score equations', () => {
    const logits = [...Array.from({ length: 1000 }, (_, i) => -1 + i / 500), 8, 9, -0.5, 7.2]
    const yTrue = [...Array<number>(1000).fill(0), 1, 0, 1, 1]
    const { slope, intercept } = calibrationRegression(
      tallyScores(
        yTrue,
        logits.map((x) => 1 / (1 + Math.exp(-x))),
      ),
    )
    const residuals = logits.map((x, i) => yTrue[i]! - 1 / (1 + Math.exp(-(intercept + slope * x))))
    expect(residuals.reduce((sum, r) => sum + r, 0)).toBeCloseTo(0, 9)
    expect(residuals.reduce((sum, r, i) => sum + r * logits[i]!, 0)).toBeCloseTo(0, 9)
  })

  it('names the overlap as the reason when classes only touch', () => {
    const compute = () => calibrationRegression(tallyScores([0, 0, 1, 1], [0.1, 0.2, 0.2, 0.4]))
    expect(compute).toThrow('in which the classes overlap, got events in [0.2, 0.4] and non-events in [0.1, 0.2]')
    const reversed = () => calibrationRegression(tallyScores([1, 1, 0, 0], [0.1, 0.2, 0.2, 0.4]))
    expect(reversed).toThrow('in which the classes overlap')
  })

  it.each([
    ['one class', [1, 1], [0.2, 0.4]],
    ['equal predictions', [1, 0, 1, 0], [0.3, 0.3, 0.3, 0.3]],
    ['separated classes', [0, 0, 1, 1], [0.1, 0.2, 0.3, 0.4]],
    ['classes that only touch', [0, 0, 1, 1], [0.1, 0.2, 0.2, 0.4]],
    ['a prediction of 0', [0, 1, 0], [0, 0.2, 0.4]],
    ['a prediction of 1', [0, 1, 0], [0.1, 0.2, 1]],
  ])('is undefined for %s', (_, yTrue, yProb) => {
    expect(thrownKind(() => calibrationRegression(tallyScores(yTrue, yProb)))).toBe('undefined')
  })

  it('refuses what is no probability', () => {
    expect(thrownKind(() => calibrationRegression(tallyScores([0, 1], [1, 2])))).toBe('invalidInput')
  })
})
