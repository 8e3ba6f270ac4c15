import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logistic } from '../../../../src/main/core/learn/logistic-function.ts'
import {
  fitLogisticRegression,
  type LogisticRegressionModel,
} from '../../../../src/main/core/learn/logistic-regression.ts'
import { type GoldenFit, type GoldenLogistic, rawDesign, readGolden, woeDesign, yTrue } from './golden-designs.ts'

const python = readGolden<GoldenLogistic>('logistic-german.json')
const r =
  readGolden<
    Record<
      'raw' | 'woe' | 'weighted',
      Pick<GoldenFit, 'estimates' | 'standardErrors' | 'zValues' | 'logLikelihood' | 'aic'>
    >
  >('logistic-german-r.json')

function close(actual: readonly number[], expected: readonly number[], tolerance = 1e-8): void {
  expect(actual.length).toBe(expected.length)
  actual.forEach(
    (value, i) =>
      void expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected[i]!))),
  )
}

/** Relative closeness, for numbers that may be tiny. */
function closeRelative(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((value, i) => void expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-8))
}

function all(
  model: LogisticRegressionModel,
  key: 'estimate' | 'standardError' | 'zValue' | 'pValue' | 'lower' | 'upper',
): number[] {
  return [model.intercept, ...model.coefficients].map((coefficient) => coefficient[key])
}

/** Rows repeated into a design of one 0/1 column: [x, non-events, events]. */
function table(cells: readonly (readonly [number, number, number])[]) {
  const rows = cells.flatMap(([x, n, e]) => [
    ...new Array<[number, number]>(n).fill([x, 0]),
    ...new Array<[number, number]>(e).fill([x, 1]),
  ])
  return { design: [Float64Array.from(rows, ([x]) => x)], yTrue: Uint8Array.from(rows, ([, y]) => y) }
}

describe('logistic regression', () => {
  it.each(['raw', 'woe', 'weighted'] as const)('equals statsmodels and R glm on German Credit: %s', (name) => {
    const design = name === 'woe' ? woeDesign : rawDesign
    const weights = name === 'weighted' ? { weights: Float64Array.from(yTrue, (_, i) => 1 + (i % 3)) } : {}
    const model = fitLogisticRegression({ design, yTrue, ...weights })
    const golden = python[name]
    expect(model.converged).toBe(true)
    closeRelative(all(model, 'estimate'), golden.estimates)
    closeRelative(all(model, 'standardError'), golden.standardErrors)
    closeRelative(all(model, 'pValue'), golden.pValues)
    close(all(model, 'zValue'), golden.zValues)
    close(all(model, 'lower'), golden.lower)
    close(all(model, 'upper'), golden.upper)
    close(
      [model.logLikelihood, model.logLikelihoodNull, model.aic, model.bic],
      [golden.logLikelihood, golden.logLikelihoodNull, golden.aic, golden.bic],
      1e-12,
    )
    closeRelative(all(model, 'estimate'), r[name].estimates)
    closeRelative(all(model, 'standardError'), r[name].standardErrors)
    close([model.logLikelihood, model.aic], [r[name].logLikelihood, r[name].aic], 1e-12)
  })

  it('equals scikit-learn with a ridge penalty, intercept not penalised', () => {
    const powers = [10, 10000, 100, 10, 1, 1, 1, 1, 1]
    const design = rawDesign.map((column, j) => column.map((value) => value / powers[j]!))
    const model = fitLogisticRegression({ design, yTrue, l2: python.ridge.l2 })
    close(all(model, 'estimate'), [python.ridge.intercept, ...python.ridge.coefficients])
    expect(model.l2).toBe(5)
  })

  it('gives the log odds of a 2 × 2 table, worked by hand', () => {
    const model = fitLogisticRegression({
      ...table([
        [0, 30, 10],
        [1, 15, 45],
      ]),
      names: ['x'],
    })
    expect(model.intercept.estimate).toBeCloseTo(Math.log(10 / 30), 10)
    expect(model.coefficients[0]).toMatchObject({ name: 'x' })
    expect(model.coefficients[0]!.estimate).toBeCloseTo(Math.log((45 / 15) * (30 / 10)), 10)
    expect(model.coefficients[0]!.standardError).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10 + 1 / 15 + 1 / 45), 9)
    const logLikelihood = 10 * Math.log(0.25) + 30 * Math.log(0.75) + 45 * Math.log(0.75) + 15 * Math.log(0.25)
    expect(model.logLikelihood).toBeCloseTo(logLikelihood, 10)
    expect(model.likelihoodRatio.statistic).toBeCloseTo(
      2 * (logLikelihood - 55 * Math.log(0.55) - 45 * Math.log(0.45)),
      9,
    )
    expect(model.bic).toBeCloseTo(-2 * logLikelihood + 2 * Math.log(100), 9)
  })

  it('fits the intercept alone', () => {
    const model = fitLogisticRegression({ design: [], yTrue: Uint8Array.of(1, 0, 0, 0) })
    expect(model.intercept.estimate).toBeCloseTo(Math.log(1 / 3), 12)
    expect(model).toMatchObject({
      coefficients: [],
      likelihoodRatio: { statistic: 0, degreesOfFreedom: 0, pValue: null },
    })
  })

  it('makes residuals orthogonal to every column, and follows units and shifts', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1 })),
      {
        minLength: 30,
        maxLength: 60,
      },
    )
    fc.assert(
      fc.property(rows, (list) => {
        // Every point appears as event and as non-event: no separation.
        const both = [
          ...list,
          ...list.map(([a, b, y]) => [a, b, 1 - y] as const),
          [0, 0, 1] as const,
          [1, 3, 0] as const,
          [-1, 1, 0] as const,
        ]
        const a = Float64Array.from(both, ([x]) => x)
        const b = Float64Array.from(both, ([, x]) => x)
        const y = Uint8Array.from(both, ([, , label]) => label)
        let model: LogisticRegressionModel
        try {
          model = fitLogisticRegression({ design: [a, b], yTrue: y })
        } catch (error) {
          expect(String(error)).toMatch(/columns that vary|combination of others/)
          return
        }
        const [alpha, ba, bb] = all(model, 'estimate') as [number, number, number]
        const residual = Float64Array.from(y, (label, i) => label - logistic(alpha + ba * a[i]! + bb * b[i]!))
        expect(residual.reduce((sum, e) => sum + e, 0)).toBeCloseTo(0, 8)
        expect(residual.reduce((sum, e, i) => sum + e * a[i]!, 0)).toBeCloseTo(0, 8)
        expect(residual.reduce((sum, e, i) => sum + e * b[i]!, 0)).toBeCloseTo(0, 8)
        const moved = fitLogisticRegression({ design: [a.map((x) => 1000 * x + 5e4), b], yTrue: y })
        expect(moved.coefficients[0]!.estimate * 1000).toBeCloseTo(ba, 7)
        expect(moved.logLikelihood).toBeCloseTo(model.logLikelihood, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('says which column separates the classes, completely or in part', () => {
    const noise = Float64Array.from({ length: 60 }, (_, i) => (i * 37) % 11)
    const y = Uint8Array.from({ length: 60 }, (_, i) => (i < 25 ? 1 : 0))
    const perfect = Float64Array.from(y, (label) => label * 3)
    expect(() => fitLogisticRegression({ design: [noise, perfect], yTrue: y, names: ['noise', 'leak'] })).toThrow(
      /no finite solution.*"leak".*known only after the outcome/s,
    )
    // Only events where x = 1, both classes where x = 0.
    expect(() =>
      fitLogisticRegression({
        ...table([
          [0, 40, 10],
          [1, 0, 5],
        ]),
        names: ['part'],
      }),
    ).toThrow(/no finite solution.*"part"/)
    // A ridge penalty makes the solution finite again.
    const model = fitLogisticRegression({
      ...table([
        [0, 40, 10],
        [1, 0, 5],
      ]),
      l2: 0.1,
    })
    expect(model.converged).toBe(true)
    expect(model.coefficients[0]!.estimate).toBeGreaterThan(1)
  })

  it('does not mistake strong effects for separation', () => {
    const model = fitLogisticRegression(
      table([
        [0, 100_000, 1],
        [1, 1, 100_000],
      ]),
    )
    expect(model.coefficients[0]!.estimate).toBeCloseTo(2 * Math.log(100_000), 6)
  })

  it('says which column is constant or a combination of others', () => {
    const a = Float64Array.from({ length: 20 }, (_, i) => i % 7)
    const b = Float64Array.from({ length: 20 }, (_, i) => (i * i) % 5)
    const y = Uint8Array.from({ length: 20 }, (_, i) => (i % 3 === 0 ? 1 : 0))
    const sum = a.map((value, i) => 2 * value - b[i]! + 4)
    expect(() => fitLogisticRegression({ design: [a, b, sum], yTrue: y, names: ['a', 'b', 'c'] })).toThrow(
      'got "c" as a combination of others',
    )
    expect(() => fitLogisticRegression({ design: [a, b.fill(0.1)], yTrue: y, names: ['a', 'b'] })).toThrow(
      'needs columns that vary, got a constant in "b"',
    )
  })

  it('refuses one class and input that is not sound', () => {
    const x = [Float64Array.of(1, 2, 3)]
    const y = Uint8Array.of(0, 1, 0)
    expect(() => fitLogisticRegression({ design: x, yTrue: Uint8Array.of(1, 1, 1) })).toThrow(
      'needs events and non-events, got 3 events in 3 rows',
    )
    expect(() => fitLogisticRegression({ design: x, yTrue: Uint8Array.of(1, 2, 0) })).toThrow(
      'needs labels 0 or 1, got 2 in row 2',
    )
    expect(() => fitLogisticRegression({ design: [Float64Array.of(1, 2)], yTrue: y })).toThrow(
      'needs columns of 3 rows, got 2 in "x1"',
    )
    expect(() => fitLogisticRegression({ design: [Float64Array.of(1, Number.NaN, 2)], yTrue: y })).toThrow(
      'needs finite values',
    )
    expect(() => fitLogisticRegression({ design: x, yTrue: y, l2: -1 })).toThrow('needs a penalty l2 ≥ 0, got -1')
    expect(() => fitLogisticRegression({ design: x, yTrue: y, names: [] })).toThrow('got 0 names for 1 columns')
    expect(() => fitLogisticRegression({ design: x, yTrue: y, weights: Float64Array.of(1, 1) })).toThrow(
      'needs one weight per row, got 2 for 3 rows',
    )
    expect(() => fitLogisticRegression({ design: x, yTrue: y, weights: Float64Array.of(1, 0, 1) })).toThrow(
      'needs weights above 0, got 0 in row 2',
    )
  })
})
