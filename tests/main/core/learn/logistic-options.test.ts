import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logistic } from '../../../../src/main/core/learn/logistic-function.ts'
import {
  fitLogisticRegression,
  type LogisticRegressionModel,
  type LogisticRegressionParams,
} from '../../../../src/main/core/learn/logistic-regression.ts'
import { type GoldenFit, rawDesign, readGolden, yTrue } from './golden-designs.ts'

type Option = 'offset' | 'weights' | 'both'
const python = readGolden<
  Record<
    Option,
    Pick<GoldenFit, 'estimates' | 'standardErrors' | 'logLikelihood' | 'logLikelihoodNull' | 'aic' | 'bic'>
  > & { elasticNet: { l2: number; l1: number; intercept: number; coefficients: number[] }[] }
>('logistic-options.json')
const r = readGolden<{ regressions: Record<Option, Pick<GoldenFit, 'estimates' | 'standardErrors'>> }>(
  'selection-german.json',
)
const offset = Float64Array.from(yTrue, (_, i) => ((i % 7) - 3) / 5)
const weights = Float64Array.from(yTrue, (_, i) => 0.5 + (i % 5) / 4)
const scaled = rawDesign.map((column, j) => column.map((value) => value / ([10, 10000, 100, 10][j] ?? 1)))

function all(model: LogisticRegressionModel, key: 'estimate' | 'standardError' | 'pValue'): number[] {
  return [model.intercept, ...model.coefficients].map((coefficient) => coefficient[key])
}

function closeRelative(actual: readonly number[], expected: readonly number[], tolerance = 1e-8): void {
  expect(actual.length).toBe(expected.length)
  actual.forEach((value, i) => void expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(tolerance))
}

/** Small designs with both classes; weights whole numbers. */
const samples = fc
  .array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 3 })), {
    minLength: 12,
    maxLength: 40,
  })
  .map((rows) => ({
    // Every combination of signs occurs in both classes, so nothing separates.
    a: [...rows.map(([a]) => a), -5, -5, 5, 5, -5, -5, 5, 5],
    b: [...rows.map(([, b]) => b), -5, 5, -5, 5, -5, 5, -5, 5],
    w: [...rows.map(([, , w]) => w), 1, 2, 1, 3, 2, 1, 1, 1],
    y: [...rows.map(([a, b, w]) => ((a * a + 3 * b + w + 20) % 3 === 0 ? 1 : 0)), 1, 1, 1, 1, 0, 0, 0, 0],
  }))

describe('logistic regression with weights and offset', () => {
  it.each(['offset', 'weights', 'both'] as const)('equals statsmodels and R glm on German Credit: %s', (name) => {
    const model = fitLogisticRegression({
      design: rawDesign,
      yTrue,
      offset: name === 'weights' ? null : offset,
      weights: name === 'offset' ? null : weights,
    })
    closeRelative(all(model, 'estimate'), python[name].estimates)
    closeRelative(all(model, 'standardError'), python[name].standardErrors)
    closeRelative(all(model, 'estimate'), r.regressions[name].estimates)
    closeRelative(all(model, 'standardError'), r.regressions[name].standardErrors)
    closeRelative(
      [model.logLikelihood, model.logLikelihoodNull, model.aic, model.bic],
      [python[name].logLikelihood, python[name].logLikelihoodNull, python[name].aic, python[name].bic],
      1e-12,
    )
  })

  it('moves the intercept alone when the offset is constant', () => {
    const plain = fitLogisticRegression({ design: rawDesign, yTrue })
    const moved = fitLogisticRegression({ design: rawDesign, yTrue, offset: new Float64Array(yTrue.length).fill(0.7) })
    expect(moved.intercept.estimate).toBeCloseTo(plain.intercept.estimate - 0.7, 10)
    closeRelative(
      moved.coefficients.map(({ estimate }) => estimate),
      plain.coefficients.map(({ estimate }) => estimate),
    )
    expect(moved.logLikelihoodNull).toBeCloseTo(plain.logLikelihoodNull, 9)
  })

  it('takes a row of weight k for k rows, in everything, with every penalty', () => {
    fc.assert(
      fc.property(
        samples,
        fc.constantFrom<Pick<LogisticRegressionParams, 'l1' | 'l2'>>({}, { l2: 2 }, { l1: 1.5 }, { l1: 1, l2: 1 }),
        ({ a, b, w, y }, penalties) => {
          const of = (indices: number[]) => ({
            design: [Float64Array.from(indices, (i) => a[i]!), Float64Array.from(indices, (i) => b[i]!)],
            yTrue: Uint8Array.from(indices, (i) => y[i]!),
            offset: Float64Array.from(indices, (i) => (i % 3) / 4),
            ...penalties,
          })
          const rows = y.map((_, i) => i)
          const weighted = fitLogisticRegression({ ...of(rows), weights: Float64Array.from(w) })
          const repeated = fitLogisticRegression(of(rows.flatMap((i) => new Array<number>(w[i]!).fill(i))))
          for (const key of ['logLikelihood', 'logLikelihoodNull', 'aic', 'bic'] as const)
            expect(weighted[key]).toBeCloseTo(repeated[key], 8)
          for (const key of ['estimate', 'standardError', 'pValue'] as const)
            all(weighted, key).forEach((value, j) => {
              const other = all(repeated, key)[j]!
              if (Number.isNaN(value)) expect(other).toBeNaN()
              else expect(value).toBeCloseTo(other, 8)
            })
          expect(weighted.likelihoodRatio.pValue ?? -1).toBeCloseTo(repeated.likelihoodRatio.pValue ?? -1, 8)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('still sees separation, complete and partial', () => {
    const y = Uint8Array.from({ length: 60 }, (_, i) => (i < 25 ? 1 : 0))
    const noise = Float64Array.from(y, (_, i) => (i * 37) % 11)
    // x = 1 occurs with events alone, x = 0 with both.
    const partial = Float64Array.from(y, (_, i) => (i < 9 ? 1 : 0))
    const options = {
      weights: Float64Array.from(y, (_, i) => 0.25 + (i % 4)),
      offset: Float64Array.from(y, (_, i) => (i % 5) - 2),
    }
    for (const column of [partial, Float64Array.from(y, (label) => label * 3)]) {
      for (const given of [options, { weights: options.weights }, { offset: options.offset }])
        expect(() =>
          fitLogisticRegression({ design: [noise, column], yTrue: y, names: ['noise', 'leak'], ...given }),
        ).toThrow(/no finite solution.*"leak"/)
      expect(fitLogisticRegression({ design: [noise, column], yTrue: y, l2: 0.5, ...options }).converged).toBe(true)
      expect(fitLogisticRegression({ design: [noise, column], yTrue: y, l1: 0.5, ...options }).converged).toBe(true)
    }
    const sum = noise.map((value, i) => 2 * value + partial[i]!)
    expect(() =>
      fitLogisticRegression({ design: [noise, partial, sum], yTrue: y, names: ['a', 'b', 'c'], ...options }),
    ).toThrow('got "c" as a combination of others')
  })

  it('does not take large offsets for separation', () => {
    const far = Float64Array.from(yTrue, (_, i) => ((i % 9) - 4) * 20)
    const model = fitLogisticRegression({ design: [rawDesign[0]!], yTrue, offset: far })
    expect(model.converged).toBe(true)
    const { intercept, coefficients } = model
    const slope = yTrue.reduce(
      (sum, y, i) => sum + y - logistic(far[i]! + intercept.estimate + coefficients[0]!.estimate * rawDesign[0]![i]!),
      0,
    )
    expect(slope).toBeCloseTo(0, 6)
  })

  it('refuses offsets and penalties that are not sound', () => {
    const design = [Float64Array.of(1, 2, 3)]
    const y = Uint8Array.of(0, 1, 0)
    expect(() => fitLogisticRegression({ design, yTrue: y, offset: Float64Array.of(1) })).toThrow(
      'needs one offset per row, got 1 for 3 rows',
    )
    expect(() => fitLogisticRegression({ design, yTrue: y, offset: Float64Array.of(0, Number.NaN, 0) })).toThrow(
      'needs finite offsets, got NaN in row 2',
    )
    expect(() => fitLogisticRegression({ design, yTrue: y, l1: -2 })).toThrow('needs a penalty l1 ≥ 0, got -2')
  })
})

describe('elastic net', () => {
  it.each(python.elasticNet.map((golden, i) => ({ ...golden, i })))(
    'equals scikit-learn: l2 $l2, l1 $l1',
    ({ l2, l1, intercept, coefficients, i }) => {
      const model = fitLogisticRegression({ design: scaled, yTrue, l2, l1, ...(i === 3 ? { weights } : {}) })
      expect(model.converged).toBe(true)
      ;[intercept, ...coefficients].forEach((expected, j) => {
        expect(Math.abs(all(model, 'estimate')[j]! - expected)).toBeLessThan(1e-6)
        if (expected === 0) expect(all(model, 'estimate')[j]).toBe(0)
      })
      expect(coefficients).toContain(0)
    },
  )

  it('has no standard errors, and counts the coefficients that are not 0', () => {
    const model = fitLogisticRegression({ design: scaled, yTrue, l1: 8 })
    const nonZero = model.coefficients.filter(({ estimate }) => estimate !== 0).length
    expect(nonZero).toBeLessThan(scaled.length)
    for (const key of ['standardError', 'zValue', 'pValue', 'lower', 'upper'] as const)
      for (const coefficient of [model.intercept, ...model.coefficients]) expect(coefficient[key]).toBeNaN()
    expect(model.likelihoodRatio).toMatchObject({ degreesOfFreedom: nonZero, pValue: null })
    expect(model.aic).toBeCloseTo(-2 * model.logLikelihood + 2 * (nonZero + 1), 10)
    expect(model.bic).toBeCloseTo(-2 * model.logLikelihood + Math.log(1000) * (nonZero + 1), 10)
    expect(model.l1).toBe(8)
  })

  it('meets the conditions of Karush, Kuhn and Tucker', () => {
    fc.assert(
      fc.property(
        samples,
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        ({ a, b, w, y }, l1, l2) => {
          const model = fitLogisticRegression({
            design: [Float64Array.from(a), Float64Array.from(b)],
            yTrue: Uint8Array.from(y),
            weights: Float64Array.from(w),
            l1,
            l2,
          })
          const [alpha, ...beta] = all(model, 'estimate') as [number, number, number]
          const residual = y.map((label, i) => w[i]! * (label - logistic(alpha + beta[0]! * a[i]! + beta[1]! * b[i]!)))
          const slopeOf = (x: number[]) => residual.reduce((sum, e, i) => sum + e * x[i]!, 0)
          expect(slopeOf(a.map(() => 1))).toBeCloseTo(0, 6)
          ;[a, b].forEach((x, j) => {
            const slope = slopeOf(x) - l2 * beta[j]!
            if (beta[j] === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(l1 + 1e-6)
            else expect(slope).toBeCloseTo(Math.sign(beta[j]!) * l1, 5)
          })
        },
      ),
      { numRuns: 80 },
    )
  })

  it('goes over into maximum likelihood as the penalty vanishes, and into the intercept alone as it grows', () => {
    const free = fitLogisticRegression({ design: scaled, yTrue })
    const barely = fitLogisticRegression({ design: scaled, yTrue, l1: 1e-9 })
    closeRelative(all(barely, 'estimate'), all(free, 'estimate'), 1e-6)
    const bound = fitLogisticRegression({ design: scaled, yTrue, l1: 1e6 })
    expect(bound.coefficients.every(({ estimate }) => estimate === 0)).toBe(true)
    expect(bound.intercept.estimate).toBeCloseTo(Math.log(300 / 700), 10)
    expect(bound.likelihoodRatio.degreesOfFreedom).toBe(0)
  })
})
