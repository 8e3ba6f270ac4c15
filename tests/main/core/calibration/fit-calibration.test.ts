import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCalibration } from '../../../../src/main/core/calibration/apply-calibration.ts'
import { type CalibrationParams, fitCalibration } from '../../../../src/main/core/calibration/fit-calibration.ts'
import type { Calibration } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { scoredSamples } from '../stats/scored-samples.ts'
import { thrownKind } from '../stats/thrown-kind.ts'
import { golden } from './golden-calibration.ts'

const { eta, yTrue, weights, grid } = golden
const METHODS = ['platt', 'isotonic', 'beta', 'shift'] as const

function calibrate<M extends Calibration['method']>(method: M, params: Partial<CalibrationParams> = {}) {
  return fitCalibration({ method, yTrue, eta, ...params }) as Extract<Calibration, { method: M }>
}

const logit = (p: number) => Math.log(p / (1 - p))

describe('Platt calibration', () => {
  it.each([
    ['without weights', golden.platt.plain, {}],
    ['with weights', golden.platt.weighted, { weights }],
  ])('equals scikit-learn %s', (_, expected, params) => {
    const platt = calibrate('platt', params)
    expect(Math.abs(platt.slope - expected.slope)).toBeLessThan(1e-6)
    expect(Math.abs(platt.intercept - expected.intercept)).toBeLessThan(1e-6)
    grid.forEach((x, i) => {
      expect(Math.abs(applyCalibration(platt, x) - expected.public[i]!)).toBeLessThan(1e-6)
    })
  })

  it('differs from maximum likelihood by the smoothed targets alone, and less with every copy of the sample', () => {
    const { slope } = golden.maximumLikelihood
    const copies = (n: number) => Array.from({ length: n }, () => eta).flat()
    const labels = (n: number) => Array.from({ length: n }, () => yTrue).flat()
    const distance = (n: number) => slope - calibrate('platt', { eta: copies(n), yTrue: labels(n) }).slope
    expect(distance(1)).toBeGreaterThan(0.005)
    expect(distance(10)).toBeLessThan(distance(1) / 8)
    expect(distance(10)).toBeGreaterThan(0)
  })

  it('solves the score equations of the smoothed targets', () => {
    const { slope, intercept } = calibrate('platt')
    const n1 = yTrue.reduce((sum, y) => sum + y, 0)
    const n0 = yTrue.length - n1
    let [byOne, byEta] = [0, 0]
    eta.forEach((x, i) => {
      const residual =
        (yTrue[i] === 1 ? (n1 + 1) / (n1 + 2) : 1 / (n0 + 2)) - 1 / (1 + Math.exp(-intercept - slope * x))
      byOne += residual
      byEta += residual * x
    })
    expect(byOne).toBeCloseTo(0, 7)
    expect(byEta).toBeCloseTo(0, 7)
  })

  it('has a finite solution where the classes are separated: two of each, by hand', () => {
    // Targets 3/4 and 1/4 at η = 1 and −1: slope ln 3, intercept 0.
    const platt = calibrate('platt', { yTrue: [0, 0, 1, 1], eta: [-1, -1, 1, 1] })
    expect(platt.slope).toBeCloseTo(Math.log(3), 9)
    expect(platt.intercept).toBeCloseTo(0, 7)
  })

  it('refuses to turn the ranking round', () => {
    const compute = () => calibrate('platt', { eta: eta.map((x) => -x) })
    expect(compute).toThrow('it would turn the ranking round')
    expect(thrownKind(compute)).toBe('undefined')
  })
})

describe('isotonic calibration', () => {
  it.each([
    ['without weights', golden.isotonic.plain, {}],
    ['with weights', golden.isotonic.weighted, { weights }],
  ])('has the thresholds of scikit-learn %s', (_, expected, params) => {
    const { knots } = calibrate('isotonic', params)
    expect(knots).toHaveLength(expected.x.length)
    knots.forEach(({ probability, calibrated }, i) => {
      expect(Math.abs(probability - expected.x[i]!)).toBeLessThan(1e-12)
      expect(Math.abs(calibrated - expected.y[i]!)).toBeLessThan(1e-12)
    })
    grid.forEach((x, i) => {
      expect(Math.abs(applyCalibration({ method: 'isotonic', knots }, x) - expected.grid[i]!)).toBeLessThan(1e-12)
    })
  })

  it('pools a violation and averages ties: by hand', () => {
    // p: 0.2 → ½ (tie of two), 0.4 → 0, 0.6 → 1, 0.8 → 1. The first two pool to 1/3; ends of the stretches stay.
    const { knots } = calibrate('isotonic', { yTrue: [0, 1, 0, 1, 1], eta: [0.2, 0.2, 0.4, 0.6, 0.8].map(logit) })
    expect(knots.map(({ calibrated }) => calibrated)).toEqual([1 / 3, 1 / 3, 1, 1])
    knots.forEach(({ probability }, i) => {
      expect(probability).toBeCloseTo([0.2, 0.4, 0.6, 0.8][i]!, 14)
    })
  })

  it('drops the inner points of a stretch only', () => {
    const { knots } = calibrate('isotonic', {
      yTrue: [0, 0, 0, 1, 0, 1, 1],
      eta: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map(logit),
    })
    expect(knots.map(({ calibrated }) => calibrated)).toEqual([0, 0, 0.5, 0.5, 1, 1])
  })

  it('is nearest in squares among maps that do not fall, and keeps the mean', () => {
    fc.assert(
      fc.property(scoredSamples(2), ({ yTrue: labels, yScore }) => {
        let isotonic: Calibration
        try {
          isotonic = calibrate('isotonic', { yTrue: labels, eta: yScore })
        } catch {
          return
        }
        const after = yScore.map((x) => applyCalibration(isotonic, x))
        const rate = labels.reduce((sum, y) => sum + y, 0) / labels.length
        expect(after.reduce((sum, p) => sum + p, 0) / after.length).toBeCloseTo(rate, 10)
        const loss = (p: (i: number) => number) => labels.reduce((sum, y, i) => sum + (y - p(i)) ** 2, 0)
        expect(loss((i) => after[i]!)).toBeLessThanOrEqual(loss(() => rate) + 1e-9)
        expect(loss((i) => after[i]!)).toBeLessThanOrEqual(loss((i) => 1 / (1 + Math.exp(-yScore[i]!))) + 1e-9)
      }),
    )
  })

  it('refuses a score that does not rank at all, and more knots than can be stored', () => {
    expect(() => calibrate('isotonic', { yTrue: [1, 1, 0, 0], eta: [1, 2, 3, 4] })).toThrow(
      'got one level for all scores',
    )
    const n = 10_001
    const labels = Array.from({ length: 2 * n }, (_, i) => (i < n ? 1 : 0))
    const scores = labels.map((_, i) => -3 + (6 * (i % n)) / n)
    const rising = labels.map((y, i) => (y === 1 ? 1 + (i % n) : 2 * n - (i % n)))
    const compute = () => calibrate('isotonic', { yTrue: labels, eta: scores, weights: rising })
    expect(compute).toThrow('10000 knots at most, got 10001')
    expect(thrownKind(compute)).toBe('undefined')
  })
})

describe('beta calibration', () => {
  it.each([
    ['both coefficients free', { yTrue, eta }, golden.beta.plain],
    ['with weights', { yTrue, eta, weights }, golden.beta.weighted],
    ['no ln p', golden.betaWithoutA, golden.betaWithoutA.fit],
    ['no −ln(1 − p)', golden.betaWithoutB, golden.betaWithoutB.fit],
  ])('equals the regression of statsmodels under the rule of the authors: %s', (_, params, expected) => {
    const beta = calibrate('beta', {
      yTrue: params.yTrue,
      eta: params.eta,
      weights: 'weights' in params ? params.weights : null,
    })
    expect(beta.a).toBeCloseTo(expected.a, 7)
    expect(beta.b).toBeCloseTo(expected.b, 7)
    expect(beta.c).toBeCloseTo(expected.c, 7)
  })

  it('refuses what it cannot fit', () => {
    expect(() => calibrate('beta', { eta: eta.map((x) => -x) })).toThrow('it would turn the ranking round')
    const two = () => calibrate('beta', { yTrue: [0, 1, 0, 1], eta: [1, 1, 2, 2] })
    expect(two).toThrow('needs three different scores at least, got 2')
    expect(thrownKind(two)).toBe('undefined')
    expect(thrownKind(() => calibrate('beta', { yTrue: [0, 0, 1, 1], eta: [1, 2, 3, 4] }))).toBe('undefined')
  })
})

describe('shift', () => {
  it('equals the root found by SciPy', () => {
    expect(calibrate('shift').intercept).toBeCloseTo(golden.shift.toRate, 12)
    expect(calibrate('shift', { centralTendency: 0.02 }).intercept).toBeCloseTo(golden.shift.to2Percent, 12)
    const weighted = calibrate('shift', { centralTendency: 0.6, weights })
    expect(weighted.intercept).toBeCloseTo(golden.shift.to60PercentWeighted, 12)
  })

  it('is the difference of log odds where all scores are equal, with one class even', () => {
    const flat = calibrate('shift', {
      yTrue: [0, 0, 0],
      eta: [logit(0.2), logit(0.2), logit(0.2)],
      centralTendency: 0.5,
    })
    expect(flat.intercept).toBeCloseTo(Math.log(4), 14)
  })

  it('meets any central tendency with any scores', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -300, max: 300, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        (scores, centralTendency) => {
          const shift = calibrate('shift', { yTrue: scores.map(() => 0), eta: scores, centralTendency })
          const mean = scores.reduce((sum, x) => sum + applyCalibration(shift, x), 0) / scores.length
          expect(Math.abs(mean - centralTendency)).toBeLessThan(1e-11)
        },
      ),
    )
  })
})

describe('fitCalibration', () => {
  it('reads whole weights as repeated rows', () => {
    const whole = eta.map((_, i) => 1 + (i % 3))
    const repeat = (values: number[]) => values.flatMap((value, i) => Array<number>(whole[i]!).fill(value))
    for (const method of METHODS) {
      const weighted = calibrate(method, { weights: whole })
      const repeated = calibrate(method, { yTrue: repeat(yTrue), eta: repeat(eta) })
      for (const x of grid) {
        expect(applyCalibration(weighted, x)).toBeCloseTo(applyCalibration(repeated, x), 9)
      }
    }
  })

  it('does not depend on the order of rows', () => {
    const order = eta.map((_, i) => i).reverse()
    for (const method of METHODS) {
      const reversed = calibrate(method, { yTrue: order.map((i) => yTrue[i]!), eta: order.map((i) => eta[i]!) })
      for (const x of grid)
        expect(applyCalibration(reversed, x)).toBeCloseTo(applyCalibration(calibrate(method), x), 12)
    }
  })

  it.each(['platt', 'isotonic', 'beta'] as const)('%s needs both classes and scores that differ', (method) => {
    expect(thrownKind(() => calibrate(method, { yTrue: [1, 1, 1], eta: [1, 2, 3] }))).toBe('undefined')
    const equal = () => calibrate(method, { yTrue: [1, 0, 1], eta: [2, 2, 2] })
    expect(equal).toThrow('got the same for all 3 rows: use a shift')
    expect(thrownKind(equal)).toBe('undefined')
    expect(thrownKind(() => calibrate(method, { centralTendency: 0.1 }))).toBe('invalidInput')
  })

  it('shift to the observed rate needs both classes, and any shift needs rows', () => {
    expect(thrownKind(() => calibrate('shift', { yTrue: [1, 1], eta: [1, 2] }))).toBe('undefined')
    expect(thrownKind(() => calibrate('shift', { yTrue: [], eta: [], centralTendency: 0.1 }))).toBe('undefined')
  })

  it.each<[string, Partial<CalibrationParams>]>([
    ['an outcome of 2', { yTrue: [0, 2], eta: [1, 2] }],
    ['unequal lengths', { yTrue: [0, 1], eta: [1] }],
    ['a log odds that is not finite', { yTrue: [0, 1], eta: [1, Number.POSITIVE_INFINITY] }],
    ['a weight of 0', { yTrue: [0, 1], eta: [1, 2], weights: [1, 0] }],
    ['a weight too few', { yTrue: [0, 1], eta: [1, 2], weights: [1] }],
    ['a central tendency of 1', { centralTendency: 1 }],
    ['a central tendency of 0', { centralTendency: 0 }],
  ])('refuses %s', (_, params) => {
    expect(thrownKind(() => calibrate('shift', params))).toBe('invalidInput')
  })
})
