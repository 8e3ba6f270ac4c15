import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCalibration } from '../../../../src/main/core/calibration/apply-calibration.ts'
import type { Calibration } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { golden } from './golden-calibration.ts'

const KNOTS: Calibration = {
  method: 'isotonic',
  knots: [
    { probability: 0.1, calibrated: 0.05 },
    { probability: 0.3, calibrated: 0.25 },
    { probability: 0.5, calibrated: 0.25 },
    { probability: 0.8, calibrated: 1 },
  ],
}
const logit = (p: number) => Math.log(p / (1 - p))

const calibrations: fc.Arbitrary<Calibration> = fc.oneof(
  fc.record({
    method: fc.constant('platt' as const),
    intercept: fc.double({ min: -20, max: 20, noNaN: true }),
    slope: fc.double({ min: 0, max: 20, noNaN: true }),
  }),
  fc.record({ method: fc.constant('shift' as const), intercept: fc.double({ min: -20, max: 20, noNaN: true }) }),
  fc.record({
    method: fc.constant('beta' as const),
    a: fc.double({ min: 0, max: 20, noNaN: true }),
    b: fc.double({ min: 0, max: 20, noNaN: true }),
    c: fc.double({ min: -20, max: 20, noNaN: true }),
  }),
  fc
    .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((pairs) => {
      const probabilities = [...new Set(pairs.map(([p]) => p + 0))].sort((a, b) => a - b)
      const calibrated = pairs.map(([, q]) => q).sort((a, b) => a - b)
      return {
        method: 'isotonic' as const,
        knots: probabilities.map((probability, i) => ({ probability, calibrated: calibrated[i]! })),
      }
    }),
)

describe('applyCalibration', () => {
  it.each<[string, Calibration, number, number]>([
    ['platt: σ(2 · ½ ln 3)', { method: 'platt', intercept: 0, slope: 2 }, Math.log(3) / 2, 0.75],
    ['platt with intercept', { method: 'platt', intercept: Math.log(9), slope: 1 }, 0, 0.9],
    ['shift: odds times 4', { method: 'shift', intercept: Math.log(4) }, logit(0.2), 0.5],
    ['beta that changes nothing', { method: 'beta', a: 1, b: 1, c: 0 }, logit(0.37), 0.37],
    ['beta: ln p alone, σ(2 ln ½)', { method: 'beta', a: 2, b: 0, c: 0 }, 0, 0.2],
    ['beta: −ln(1 − p) alone, σ(2 ln 2)', { method: 'beta', a: 0, b: 2, c: 0 }, 0, 0.8],
    ['isotonic between knots', KNOTS, logit(0.2), 0.15],
    ['isotonic on a flat stretch', KNOTS, logit(0.4), 0.25],
    ['isotonic on a steep stretch', KNOTS, logit(0.65), 0.625],
    ['isotonic below the first knot', KNOTS, logit(0.05), 0.05],
    ['isotonic above the last knot', KNOTS, logit(0.95), 1],
    ['isotonic with one knot', { method: 'isotonic', knots: [{ probability: 0.5, calibrated: 0.3 }] }, 2, 0.3],
  ])('%s', (_, calibration, eta, expected) => {
    expect(applyCalibration(calibration, eta)).toBeCloseTo(expected, 14)
  })

  it('gives exactly the value of a knot at its p', () => {
    const half: Calibration = {
      method: 'isotonic',
      knots: [
        { probability: 0, calibrated: 0.1 },
        { probability: 0.5, calibrated: 1 / 3 },
        { probability: 1, calibrated: 0.9 },
      ],
    }
    expect(applyCalibration(half, 0)).toBe(1 / 3)
    expect(applyCalibration(half, Number.NEGATIVE_INFINITY)).toBe(0.1)
    expect(applyCalibration(half, 800)).toBe(0.9)
  })

  it('keeps small PDs exact where p is far below the smallest distance from 1', () => {
    // σ(2 · ln p) with p = e^−60: e^−120.
    const squared = applyCalibration({ method: 'beta', a: 2, b: 0, c: 0 }, -60)
    expect(squared / Math.exp(-120)).toBeCloseTo(1, 13)
    // σ(−ln(1 − p)) grows from ½ by a quarter of p.
    expect(applyCalibration({ method: 'beta', a: 0, b: 1, c: 0 }, -60)).toBe(0.5)
  })

  it('interpolates as scikit-learn does', () => {
    const { x, y, grid } = golden.isotonic.plain
    const knots = x.map((probability, i) => ({ probability, calibrated: y[i]! }))
    golden.grid.forEach((eta, i) => {
      expect(applyCalibration({ method: 'isotonic', knots }, eta)).toBeCloseTo(grid[i]!, 12)
    })
  })

  it('stays in [0, 1] and never falls, at any log odds', () => {
    const etas = fc.oneof(
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.constantFrom(Number.NEGATIVE_INFINITY, -1.7e308, -745, -37, -0, 0, 37, 745, 1.7e308, Number.POSITIVE_INFINITY),
    )
    fc.assert(
      fc.property(calibrations, etas, etas, (calibration, one, two) => {
        const [low, high] = [Math.min(one, two), Math.max(one, two)]
        const [a, b] = [applyCalibration(calibration, low), applyCalibration(calibration, high)]
        expect(a).toBeGreaterThanOrEqual(0)
        expect(b).toBeLessThanOrEqual(1)
        // A sum of two large terms may fall by a rounding.
        expect(b - a).toBeGreaterThanOrEqual(-1e-12)
      }),
      { numRuns: 1000 },
    )
  })

  it('stays in [0, 1] with knots that are no probabilities', () => {
    const knots = [
      { probability: 0.2, calibrated: -3 },
      { probability: 0.7, calibrated: 4 },
    ]
    for (const eta of [-5, 0, 0.3, 5]) {
      const p = applyCalibration({ method: 'isotonic', knots }, eta)
      expect(p >= 0 && p <= 1).toBe(true)
    }
  })

  it('hands NaN on', () => {
    expect(applyCalibration(KNOTS, Number.NaN)).toBeNaN()
    expect(applyCalibration({ method: 'platt', intercept: 0, slope: 1 }, Number.NaN)).toBeNaN()
  })
})
