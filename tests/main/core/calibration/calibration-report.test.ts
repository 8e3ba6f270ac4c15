import { describe, expect, it } from 'vitest'
import { applyCalibration } from '../../../../src/main/core/calibration/apply-calibration.ts'
import { calibrationReport } from '../../../../src/main/core/calibration/calibration-report.ts'
import { fitCalibration } from '../../../../src/main/core/calibration/fit-calibration.ts'
import { logistic } from '../../../../src/main/core/learn/logistic-function.ts'
import type { Calibration } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { brierScore } from '../../../../src/main/core/stats/brier-score.ts'
import { calibrationReportSchema } from '../../../../src/shared/contract/strategy.ts'
import { thrownKind } from '../stats/thrown-kind.ts'
import { golden } from './golden-calibration.ts'

const yTrue = Uint8Array.from(golden.yTrue)
const eta = Float64Array.from(golden.eta)
const holdout = { label: 'holdout', yTrue, eta, before: eta.map(logistic) }
const empty = { label: 'empty', yTrue: new Uint8Array(0), eta: new Float64Array(0), before: new Float64Array(0) }

function reportOf(method: Calibration['method'], centralTendency: number | null = null) {
  const calibration = fitCalibration({ method, yTrue, eta, centralTendency })
  return calibrationReport({ calibration, samples: [holdout, { ...holdout, label: 'development' }], centralTendency })
}

describe('calibrationReport', () => {
  it.each(['platt', 'isotonic', 'beta', 'shift'] as const)('has the shape of the contract: %s', (method) => {
    const report = reportOf(method)
    expect(calibrationReportSchema.parse(report)).toEqual(report)
    expect(report).toMatchObject({ fittedOn: 'holdout', nRows: 500, nEvents: golden.yTrue.reduce((a, b) => a + b) })
    expect(report.samples.map(({ label }) => label)).toEqual(['holdout', 'development'])
    expect(report.statement).toContain('judge it by development.')
  })

  it('sends nobody to the rows the model was fitted to', () => {
    const calibration: Calibration = { method: 'shift', intercept: 0 }
    const own = { ...holdout, label: 'the development sample', isDevelopment: true }
    const statementOf = (...others: (typeof holdout)[]) =>
      calibrationReport({ calibration, samples: [holdout, ...others] }).statement
    expect(statementOf(own)).toContain(
      'judge it on rows that neither it nor the model was fitted to. The model itself was fitted to the development sample: there its slope is near 1 before any calibration.',
    )
    expect(statementOf(own, { ...holdout, label: 'others' })).toMatch(
      /judge it by others\. The model itself was fitted to the development sample/,
    )
    expect(statementOf(empty)).toMatch(/judge it on rows that neither it nor the model was fitted to\.$/)
  })

  it('measures before and after with the figures of the validation report', () => {
    const report = reportOf('platt')
    const [first] = report.samples
    const after = eta.map((x) => applyCalibration(report.calibration, x))
    expect(first!.before.brierScore.value).toBe(brierScore(yTrue, holdout.before))
    expect(first!.after.brierScore.value).toBe(brierScore(yTrue, after))
    // The sample was made with slope 0.7; after Platt it is 1 but for the smoothed targets.
    expect(first!.before.calibrationSlope.value).toBeCloseTo(golden.maximumLikelihood.slope, 8)
    expect(first!.after.calibrationSlope.value).toBeCloseTo(1, 1)
    expect(first!.before.curve.length).toBeGreaterThan(3)
  })

  it('brings the level of a shift to the rate asked', () => {
    expect(reportOf('shift').samples[0]!.after.calibrationInTheLarge.value).toBeCloseTo(0, 12)
    const report = reportOf('shift', 0.02)
    expect(report.samples[0]!.after.meanPredicted).toBeCloseTo(0.02, 12)
    expect(report.statement).toContain('central tendency of 2.00%')
  })

  it('says where an isotonic PD reaches 0 or 1, and gives the reason instead of a slope', () => {
    const report = reportOf('isotonic')
    expect(report.statement).toMatch(/reaches exactly 0/)
    expect(report.samples[0]!.after.calibrationSlope).toMatchObject({ value: null })
    expect(report.samples[0]!.after.calibrationSlope.reason).toMatch(/inside \(0, 1\)/)
    const inside = calibrationReport({
      calibration: { method: 'isotonic', knots: [{ probability: 0.5, calibrated: 0.3 }] },
      samples: [holdout],
    })
    expect(inside.statement).not.toContain('reaches exactly')
    expect(inside.statement).toContain('judge it on rows that neither it nor the model was fitted to')
  })

  it('says which term of a beta calibration is left out', () => {
    const statementOf = (a: number, b: number) =>
      calibrationReport({ calibration: { method: 'beta', a, b, c: 0 }, samples: [holdout] }).statement
    expect(statementOf(0, 1)).toContain('The term ln p is left out')
    expect(statementOf(1, 0)).toContain('The term −ln(1 − p) is left out')
    expect(statementOf(1, 1)).not.toContain('left out')
  })

  it('names the calibration it replaces, and leaves samples without rows out', () => {
    const calibration: Calibration = { method: 'shift', intercept: 0 }
    const report = calibrationReport({ calibration, samples: [holdout, empty], replaces: 'platt' })
    expect(report.statement).toContain('takes the place of the platt calibration')
    expect(report.samples).toHaveLength(1)
    expect(report.samples[0]!.after.brierScore).toEqual(report.samples[0]!.before.brierScore)
  })

  it('needs a sample, with rows, outcomes and log odds', () => {
    const calibration: Calibration = { method: 'shift', intercept: 0 }
    expect(thrownKind(() => calibrationReport({ calibration, samples: [] }))).toBe('invalidInput')
    expect(thrownKind(() => calibrationReport({ calibration, samples: [empty] }))).toBe('undefined')
    const short = { ...holdout, eta: eta.slice(1) }
    expect(thrownKind(() => calibrationReport({ calibration, samples: [short] }))).toBe('invalidInput')
    const wrong = { ...holdout, yTrue: yTrue.map(() => 2) }
    expect(thrownKind(() => calibrationReport({ calibration, samples: [wrong] }))).toBe('invalidInput')
    const infinite = { ...holdout, eta: eta.map(() => Number.POSITIVE_INFINITY) }
    expect(thrownKind(() => calibrationReport({ calibration, samples: [infinite] }))).toBe('invalidInput')
  })
})
