import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attributePoints,
  pointsOfProbability,
  probabilityOfPoints,
  scalingConstants,
} from '../../../../src/main/core/scorecard/scaling.ts'
import type { Scaling } from '../../../../src/main/core/scorecard/scorecard-model.ts'

const SCALING: Scaling = { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'integer' }
const EXACT: Scaling = { ...SCALING, rounding: 'none' }

describe('scaling', () => {
  it('gives factor and offset of 600 points at 19:1 with 50 points to double the odds', () => {
    expect(scalingConstants(SCALING).factor).toBe(72.13475204444818)
    expect(scalingConstants(SCALING).offset).toBeCloseTo(387.6036243278207, 12)
  })

  it('puts the target odds at the target points and doubles them as asked', () => {
    const constants = scalingConstants(SCALING)
    expect(probabilityOfPoints(600, constants)).toBeCloseTo(1 / 20, 14)
    expect(probabilityOfPoints(650, constants)).toBeCloseTo(1 / 39, 14)
    expect(probabilityOfPoints(550, constants)).toBeCloseTo(1 / 10.5, 14)
  })

  it('spreads intercept and offset over the characteristics: the parts add up to the log odds', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(number, fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 10 }), (intercept, parts) => {
        const points = parts.reduce(
          (sum, [woe, beta]) => sum + attributePoints(woe, beta, intercept, parts.length, EXACT),
          0,
        )
        const logOdds = parts.reduce((sum, [woe, beta]) => sum + woe * beta, intercept)
        expect(probabilityOfPoints(points, scalingConstants(EXACT))).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 9)
      }),
    )
  })

  it('gives exact points, whatever the rounding of the scorecard', () => {
    // factor 1, offset 0
    const unit: Scaling = { targetPoints: 0, targetOdds: 1, pointsToDoubleOdds: Math.LN2, rounding: 'integer' }
    expect([2.5, -2.5, 2.4].map((woe) => attributePoints(woe, -1, 0, 1, unit))).toEqual([2.5, -2.5, 2.4])
  })

  it('goes from points to PD and back, with and without a calibration', () => {
    const constants = scalingConstants(SCALING)
    const models = [
      constants,
      { ...constants, calibration: { method: 'platt', intercept: -0.5, slope: 0.8 } as const },
      { ...constants, calibration: { method: 'beta', a: 0.9, b: 1.2, c: 0.1 } as const },
    ]
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.double({ min: 1e-4, max: 0.9999, noNaN: true }), (model, pd) => {
        expect(probabilityOfPoints(pointsOfProbability(pd, model), model)).toBeCloseTo(pd, 9)
      }),
    )
    expect(probabilityOfPoints(600, models[1]!)).toBeCloseTo(1 / (1 + Math.exp(0.5 + 0.8 * Math.log(19))), 14)
  })

  it('answers a PD that no score reaches with an end of the scale', () => {
    const knots = [
      { probability: 0.1, calibrated: 0.2 },
      { probability: 0.5, calibrated: 0.4 },
    ]
    const model = { factor: 1, offset: 0, calibration: { method: 'isotonic', knots } as const }
    expect(pointsOfProbability(0.5, model)).toBe(-100)
    expect(pointsOfProbability(0.1, model)).toBe(100)
    expect(pointsOfProbability(0.3, model)).toBeCloseTo(Math.log(0.7 / 0.3), 8)
  })

  it('never overflows', () => {
    const constants = scalingConstants(SCALING)
    expect(probabilityOfPoints(-1e9, constants)).toBe(1)
    expect(probabilityOfPoints(1e9, constants)).toBe(0)
  })

  it('refuses odds and doubling points that are not positive, and infinite targets', () => {
    expect(() => scalingConstants({ ...SCALING, targetOdds: 0 })).toThrow('got 600, 0 and 50')
    expect(() => scalingConstants({ ...SCALING, pointsToDoubleOdds: -5 })).toThrow('got 600, 19 and -5')
    expect(() => scalingConstants({ ...SCALING, targetPoints: Infinity })).toThrow('got Infinity, 19 and 50')
  })
})
