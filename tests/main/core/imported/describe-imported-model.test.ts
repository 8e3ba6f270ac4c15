import { describe, expect, it } from 'vitest'
import type { BinnedVariable } from '../../../../src/main/core/binning/binned-variable.ts'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { describeImportedModel } from '../../../../src/main/core/imported/describe-imported-model.ts'
import type { ScorecardModel } from '../../../../src/main/core/scorecard/scorecard-model.ts'

const EMPTY = { count: 0, share: 0, events: 0, nonEvents: 0, eventRate: null, woe: 0, informationValue: 0 }
const VARIABLE: BinnedVariable = {
  kind: 'binnedVariable',
  name: 'age',
  type: 'numeric',
  trend: 'none',
  splits: [30],
  bins: [
    { definition: { kind: 'interval', lower: null, upper: 30 }, label: 'young', ...EMPTY, isAdjusted: true },
    { definition: { kind: 'interval', lower: 30, upper: null }, label: 'older', ...EMPTY, isAdjusted: true },
    { definition: { kind: 'missing' }, label: 'not said', ...EMPTY, isAdjusted: true },
  ],
  informationValue: 0,
  gini: 0,
  ksStatistic: 0,
  cramersV: null,
  isMonotone: true,
  zeroCellRule: '',
}
const MODEL: ScorecardModel = {
  kind: 'scorecardModel',
  formatVersion: 1,
  target: { column: 'bad', eventValue: '1' },
  factor: 20,
  offset: 0,
  scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' },
  variables: [VARIABLE],
  characteristics: [
    {
      name: 'age',
      description: null,
      coefficient: -1,
      attributes: [
        { bin: 0, label: 'young', points: -20 },
        { bin: 1, label: 'older', points: 20 },
        { bin: 2, label: 'not said', points: 0 },
      ],
      meanPoints: 3,
      maximumPoints: 20,
      minimumPoints: -20,
    },
  ],
  intercept: -0.5,
  developmentEventRate: 0,
}
/** Young: 2 events of 3 rows; older: 1 of 4; not said: 0 of 1. */
const AGES = [20, 25, 29.99, 30, 40, 50, 60, Number.NaN]
const LABELS = Uint8Array.of(1, 1, 0, 1, 0, 0, 0, 0)
const FRAME = createFrame([{ kind: 'numeric', name: 'age', values: Float64Array.from(AGES) }])
const sigma = (eta: number) => 1 / (1 + Math.exp(-eta))

describe('a description of an imported model', () => {
  const { model, fit } = describeImportedModel(MODEL, FRAME, LABELS, false)

  it('counts the rows of every bin and keeps labels and points', () => {
    const [variable] = fit.characteristicReport
    expect(variable?.bins.map(({ label, count, events, eventRate }) => [label, count, events, eventRate])).toEqual([
      ['young', 3, 2, 2 / 3],
      ['older', 4, 1, 1 / 4],
      ['not said', 1, 0, 0],
    ])
    expect(variable?.bins[0]?.woe).toBeCloseTo(Math.log(1 / 5 / (2 / 3)), 12)
    expect(model.variables).toEqual(fit.characteristicReport)
    expect(model.characteristics).toEqual(MODEL.characteristics)
    expect(model.developmentEventRate).toBe(3 / 8)
  })

  it('measures the points as they stand', () => {
    // Every pair of an event and a non-event.
    const pairs = { right: 0, tied: 0 }
    const points = AGES.map((age) => (Number.isNaN(age) ? 0 : age < 30 ? -20 : 20))
    for (const i of [0, 1, 3])
      for (const j of [2, 4, 5, 6, 7]) {
        if (points[i]! < points[j]!) pairs.right++
        else if (points[i] === points[j]) pairs.tied++
      }
    expect(fit.developmentAuc.value).toBeCloseTo((pairs.right + pairs.tied / 2) / 15, 12)
    const expected = [sigma(1), sigma(1), 1 - sigma(1), sigma(-1)].reduce((sum, p) => sum + Math.log(p), 0)
    expect(fit.logLikelihood).toBeCloseTo(expected + 3 * Math.log(1 - sigma(-1)) + Math.log(0.5), 12)
    expect(fit.logLikelihoodNull).toBeCloseTo(3 * Math.log(3 / 8) + 5 * Math.log(5 / 8), 12)
    expect(fit.aic).toBeCloseTo(4 - 2 * fit.logLikelihood, 12)
    expect(fit.bic).toBeCloseTo(2 * Math.log(8) - 2 * fit.logLikelihood, 12)
  })

  it('estimates nothing and says so', () => {
    expect(fit).toMatchObject({ nDevelopment: 8, nEventsDevelopment: 3, nHoldout: 0, nIterations: 0, holdoutAuc: null })
    expect(fit.coefficients).toMatchObject([
      { name: '(Intercept)', estimate: -0.5, standardError: null, pValue: null },
      { name: 'age', estimate: -1, likelihoodRatioP: null },
    ])
    expect(fit.likelihoodRatio).toMatchObject({ pValue: null, reason: expect.stringContaining('not fitted') })
    expect(fit.warnings).toHaveLength(1)
  })

  it('leaves a model alone that knows its own counts, and an event rate that is known', () => {
    expect(describeImportedModel(MODEL, FRAME, LABELS, true).model).toBe(MODEL)
    const known = { ...MODEL, developmentEventRate: 0.1 }
    expect(describeImportedModel(known, FRAME, LABELS, false).model.developmentEventRate).toBe(0.1)
  })

  it('holds certain PDs away from 0 and 1, and says so', () => {
    const knots = [
      { probability: 0.3, calibrated: 0 },
      { probability: 0.6, calibrated: 1 },
    ]
    const certain = describeImportedModel(
      { ...MODEL, calibration: { method: 'isotonic', knots } },
      FRAME,
      LABELS,
      true,
    ).fit
    expect(Number.isFinite(certain.logLikelihood)).toBe(true)
    expect(certain.warnings).toHaveLength(2)
  })

  it('refuses rows without outcome, samples without events, and columns that are not there', () => {
    const refuse = (frame: typeof FRAME, labels: Uint8Array) => () => describeImportedModel(MODEL, frame, labels, false)
    expect(refuse(FRAME, LABELS.slice(1))).toThrow(/one outcome per row, got 7 for 8 rows/)
    expect(refuse(FRAME, new Uint8Array(8))).toThrow(/events/)
    expect(refuse(createFrame([{ kind: 'numeric', name: 'x', values: new Float64Array(8) }]), LABELS)).toThrow(/"age"/)
  })
})
