import { describe, expect, it } from 'vitest'
import { explanationReport } from '../../../../src/main/core/explain/explanation-report.ts'
import { cellAt, createFrame, getColumn, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import type { ScorecardParams } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { chiSquaredSurvival } from '../../../../src/main/core/stats/chi-squared-survival.ts'
import { fitReportSchema, scorecardModelSchema } from '../../../../src/shared/contract/model.ts'
import { readGolden } from '../learn/golden-designs.ts'
import { numericColumn, textColumn } from './german-credit-frame.ts'
import { DEFAULTS, frame, split, target } from './german-scorecard.ts'

interface Golden {
  readonly members: Readonly<Record<string, readonly string[]>>
  readonly estimates: readonly number[]
  readonly standardErrors: readonly number[]
  readonly logLikelihood: number
  readonly likelihoodRatioStatistics: { readonly month: number; readonly credit_amount: number }
  readonly points: readonly number[]
  readonly probability: readonly number[]
  readonly rocAuc: { readonly development: number; readonly holdout: number }
}

const golden = readGolden<Golden>('logistic-raw-german.json')
const month = Array.from({ length: 1000 }, (_, i) =>
  i % 9 === 0 ? -999 : i % 11 === 0 ? null : (cellAt(getColumn(frame, 'month'), i) as number),
)
const status = Array.from({ length: 1000 }, (_, i) =>
  i % 13 === 0 ? null : (cellAt(getColumn(frame, 'status'), i) as string),
)
const spoiled = createFrame([
  ...[...frame.columns.values()].filter(({ name }) => name !== 'month' && name !== 'status'),
  numericColumn('month', month),
  textColumn('status', status),
])
const NAMES = ['month', 'status', 'credit_amount', 'purpose', 'housing']
const binning = { ...DEFAULTS.binning, specialCodes: [{ column: 'month', codes: ['-999'] }] }

function fitRaw(changes: Partial<ScorecardParams> = {}, characteristics = NAMES, of = spoiled) {
  const params = { ...DEFAULTS, minInformationValue: 0, binning, ...changes }
  return fitScorecard({ frame: of, target, characteristics, params, split, seed: 1, method: 'logistic' })
}

const { model, fit } = fitRaw()
const of = (name: string) => model.characteristics.find((characteristic) => characteristic.name === name)!

describe('a logistic regression on columns as they stand', () => {
  it('has the shapes of the contract, and points that are not rounded', () => {
    expect(scorecardModelSchema.parse(model)).toEqual(model)
    expect(fitReportSchema.parse(fit)).toEqual(fit)
    expect(model.scaling.rounding).toBe('none')
    expect(fit.rounding).toBeNull()
  })

  it('has the coefficients and errors that statsmodels fits', () => {
    expect(fit.coefficients.slice(1).map(({ name }) => name.split(':')[0])).toEqual(
      NAMES.flatMap((name) => golden.members[name]!.map(() => name)),
    )
    fit.coefficients.forEach(({ estimate, standardError }, j) => {
      expect(Math.abs(estimate - golden.estimates[j]!)).toBeLessThan(1e-8)
      expect(Math.abs(standardError! - golden.standardErrors[j]!)).toBeLessThan(1e-8)
    })
    expect(fit.logLikelihood).toBeCloseTo(golden.logLikelihood, 8)
    for (const name of ['month', 'credit_amount'] as const) {
      const p = fit.coefficients.find((coefficient) => coefficient.name === name)!.likelihoodRatioP!
      expect(p / chiSquaredSurvival(golden.likelihoodRatioStatistics[name], 1)).toBeCloseTo(1, 6)
    }
  })

  it('scores all 1,000 rows as Python does', () => {
    const { points, probability } = compileScorecard(model).scoreFrame(spoiled)
    points.forEach((value, i) => void expect(value).toBeCloseTo(golden.points[i]!, 7))
    probability.forEach((value, i) => void expect(value).toBeCloseTo(golden.probability[i]!, 10))
    expect(fit.developmentAuc.value).toBeCloseTo(golden.rocAuc.development, 12)
    expect(fit.holdoutAuc!.value).toBeCloseTo(golden.rocAuc.holdout, 12)
  })

  it('puts one straight line on all intervals, and values beyond the range at its ends', () => {
    const { attributes, range, coefficient } = of('credit_amount')
    const values = [...split.development].map((row) => cellAt(getColumn(frame, 'credit_amount'), row) as number)
    expect(range).toEqual({ minimum: Math.min(...values), maximum: Math.max(...values) })
    const lines = attributes.filter(({ pointsPerUnit }) => pointsPerUnit !== undefined)
    expect(lines.length).toBeGreaterThan(1)
    expect(new Set(lines.map(({ points, pointsPerUnit }) => `${points} ${pointsPerUnit}`)).size).toBe(1)
    expect(lines[0]!.pointsPerUnit).toBeCloseTo(-coefficient * model.factor, 14)
    const { scoreValues } = compileScorecard(model)
    const at = (amount: number) => scoreValues([12, 'A11', amount, 'A43', 'A152']).points
    expect(at(1e9)).toBe(at(range!.maximum))
    expect(at(Number.NEGATIVE_INFINITY)).toBe(at(range!.minimum))
    expect(at(range!.maximum)).not.toBe(at(range!.minimum))
  })

  it('pools rare levels, and gives levels never seen the mean points', () => {
    const purpose = model.variables.find(({ name }) => name === 'purpose')!
    const { attributes, meanPoints } = of('purpose')
    const sizes = purpose.bins.filter(({ definition }) => definition.kind === 'levels').map(({ count }) => count)
    expect(sizes.slice(0, -1).every((count) => count >= 35)).toBe(true)
    expect(purpose.isManual).toBeUndefined()
    for (const kind of ['unseen', 'missing']) {
      const bin = purpose.bins.findIndex(({ definition }) => definition.kind === kind)
      expect(attributes[bin]!.points).toBeCloseTo(meanPoints, 10)
    }
    const mean = purpose.bins.reduce((sum, { count }, bin) => sum + (count / 700) * attributes[bin]!.points, 0)
    expect(meanPoints).toBeCloseTo(mean, 10)
  })

  it('gives missing numbers without an indicator the points of the mean value', () => {
    const { attributes, meanPoints } = of('credit_amount')
    expect(attributes.find(({ label }) => label === 'Missing')!.points).toBeCloseTo(meanPoints, 9)
  })

  it('has mean points and extremes of the rows and of the range', () => {
    const scorecard = compileScorecard(model)
    const development = takeFrameRows(spoiled, split.development)
    const { points } = scorecard.scoreFrame(development)
    const total = model.characteristics.reduce((sum, { meanPoints }) => sum + meanPoints, 0)
    expect(points.reduce((sum, value) => sum + value, 0) / 700).toBeCloseTo(total, 8)
    const { range, minimumPoints, maximumPoints, attributes } = of('credit_amount')
    const { points: base, pointsPerUnit } = attributes[0]!
    const ends = [range!.minimum, range!.maximum].map((value) => base + pointsPerUnit! * value)
    expect([minimumPoints, maximumPoints]).toEqual([Math.min(...ends), Math.max(...ends)])
    expect(explanationReport(model, development, 'development').largestAdditivityResidual).toBeLessThan(1e-9)
  })

  it('leaves out dependent columns with the reason, and characteristics without any left', () => {
    const twice = createFrame([
      ...spoiled.columns.values(),
      numericColumn(
        'weeks',
        month.map((value, i) => (value === null || value === -999 ? value : 4 * (month[i] as number))),
      ),
    ])
    const specialCodes = [...binning.specialCodes, { column: 'weeks', codes: ['-999'] }]
    const report = fitRaw({ binning: { ...binning, specialCodes } }, ['month', 'weeks', 'status'], twice).fit
    expect(report.exclusions.map(({ name }) => name)).toEqual(['weeks', 'weeks: Special: −999', 'weeks: Missing'])
    expect(report.exclusions[0]!.reason).toBe('Its column is a combination of those of stronger characteristics.')
    expect(report.coefficients.map(({ name }) => name)).not.toContain('weeks')
  })

  it('screens by information value as a scorecard does', () => {
    const { exclusions } = fitRaw({ minInformationValue: 0.2 }).fit
    expect(exclusions.some(({ reason }) => reason.includes('is below the minimum of 0.2'))).toBe(true)
  })

  it('penalises standardised columns: units do not matter', () => {
    const scaled = createFrame(
      [...spoiled.columns.values()].map((column) =>
        column.name === 'credit_amount' && column.kind === 'numeric'
          ? { ...column, values: column.values.map((value) => value / 1024) }
          : column,
      ),
    )
    for (const penalty of [{ l2: 10 }, { l1: 10 }, { l1: 3, l2: 3 }]) {
      const a = compileScorecard(fitRaw(penalty).model).scoreFrame(spoiled).points
      const b = compileScorecard(fitRaw(penalty, NAMES, scaled).model).scoreFrame(scaled).points
      a.forEach((value, i) => void expect(value).toBeCloseTo(b[i]!, 4))
    }
    const { fit: ridge } = fitRaw({ l2: 10 })
    expect(Math.abs(ridge.coefficients[1]!.estimate)).toBeLessThan(Math.abs(fit.coefficients[1]!.estimate))
    expect(ridge.coefficients[0]!.standardError).toBeNull()
  })

  it('meets the event rate under a penalty too: the intercept is free', () => {
    const { probability } = compileScorecard(fitRaw({ l2: 50 }).model).scoreFrame(
      takeFrameRows(spoiled, split.development),
    )
    expect(probability.reduce((sum, value) => sum + value, 0) / 700).toBeCloseTo(0.3, 8)
  })

  it('takes the first of equally frequent levels for reference, and weighs what is frequent', () => {
    const yTrue = Array.from({ length: 200 }, (_, i) => (i % 3 === 0 || i % 7 === 0 ? '2' : '1'))
    const levels = Array.from({ length: 200 }, (_, i) => (i < 12 ? 'rare' : i % 2 === 0 ? 'b' : 'a'))
    const small = createFrame([textColumn('credit', yTrue), textColumn('x', levels)])
    const all = { development: Uint32Array.from({ length: 200 }, (_, i) => i), holdout: new Uint32Array(0) }
    const run = (minBinShare: number, weights: Float64Array | null) =>
      fitScorecard({
        frame: small,
        target,
        characteristics: ['x'],
        params: { ...DEFAULTS, minInformationValue: 0, binning: { ...DEFAULTS.binning, minBinShare } },
        split: all,
        seed: 1,
        method: 'logistic',
        weights,
      })
    // 94 rows of a and of b, 12 rare: a is the reference.
    expect(run(0.05, null).fit.coefficients.map(({ name }) => name)).toEqual(['Intercept', 'x: b', 'x: rare'])
    const order = (weights: Float64Array | null) =>
      run(0.1, weights).model.variables[0]!.bins.flatMap(({ definition }) =>
        definition.kind === 'levels' ? definition.levels : [],
      )
    // 6% of the rows, but with weight 10 more than a tenth of the whole: then the level stands by code unit order, not last.
    const early = textColumn(
      'x',
      levels.map((level) => (level === 'rare' ? 'A' : level)),
    )
    expect(order(null)).toEqual(['a', 'b', 'rare'])
    const weighted = fitScorecard({
      frame: createFrame([textColumn('credit', yTrue), early]),
      target,
      characteristics: ['x'],
      params: { ...DEFAULTS, minInformationValue: 0, binning: { ...DEFAULTS.binning, minBinShare: 0.1 } },
      split: all,
      seed: 1,
      method: 'logistic',
      weights: Float64Array.from(levels, (level) => (level === 'rare' ? 10 : 1)),
    })
    expect(
      weighted.model.variables[0]!.bins.flatMap(({ definition }) =>
        definition.kind === 'levels' ? definition.levels : [],
      ),
    ).toEqual(['A', 'a', 'b'])
  })

  it('follows the rule for missing values', () => {
    const missing = {
      rule: 'worst' as const,
      exceptions: [{ column: 'status', rule: 'points' as const, points: 12.5 }],
    }
    const { model: other } = fitRaw({ scaling: { ...DEFAULTS.scaling, missing } })
    const attribute = (name: string) =>
      other.characteristics.find((c) => c.name === name)!.attributes.find(({ label }) => label === 'Missing')!
    expect(attribute('status')).toMatchObject({ points: 12.5, rule: 'points' })
    expect(attribute('month')).toMatchObject({ rule: 'worst' })
    const { minimumPoints } = other.characteristics.find((c) => c.name === 'month')!
    expect(attribute('month').points).toBe(minimumPoints)
  })

  it('counts a level of one outcome only as the most frequent one, and says so; a penalty keeps it apart', () => {
    const yTrue = Array.from(
      { length: 1000 },
      (_, i) =>
        cellAt(getColumn(frame, target.column), i) === Number(target.eventValue) ||
        cellAt(getColumn(frame, target.column), i) === target.eventValue,
    )
    const tells = Array.from({ length: 1000 }, (_, i) =>
      yTrue[i] && i % 3 === 0 ? 'sure' : i % 2 === 0 ? 'even' : 'odd',
    )
    const amount = Array.from({ length: 1000 }, (_, i) =>
      yTrue[i] && i % 4 === 0 ? null : (cellAt(getColumn(frame, 'credit_amount'), i) as number),
    )
    const of = createFrame([
      ...[...frame.columns.values()].filter(({ name }) => name !== 'credit_amount'),
      textColumn('tells', tells),
      numericColumn('credit_amount', amount),
    ])
    const plain = fitRaw({}, ['tells', 'credit_amount', 'month'], of)
    expect(plain.fit.warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^"tells": sure has rows of one outcome only.*its most frequent level/),
        expect.stringMatching(/^"credit_amount": Missing has rows of one outcome only.*its mean value/),
      ]),
    )
    const pointsOf = (name: string, label: string) =>
      plain.model.characteristics.find((one) => one.name === name)!.attributes.find((one) => one.label === label)!
        .points
    const largest = [...plain.model.variables.find(({ name }) => name === 'tells')!.bins].sort(
      (a, b) => b.count - a.count,
    )[0]!
    expect(pointsOf('tells', 'sure')).toBe(pointsOf('tells', largest.label))
    const ridge = fitRaw({ l2: 1 }, ['tells', 'credit_amount', 'month'], of)
    expect(ridge.fit.coefficients.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['tells: sure', 'credit_amount: Missing']),
    )
    expect(ridge.fit.warnings.join()).not.toContain('one outcome only')
  })
})

describe('a text none of whose levels is frequent', () => {
  const ids = textColumn(
    'id',
    Array.from({ length: 1000 }, (_, i) => `case ${i}`),
  )
  const one = textColumn('one', new Array<string>(1000).fill('x'))
  const named = createFrame([getColumn(spoiled, 'credit'), getColumn(spoiled, 'housing'), ids, one])

  it('is left out with what it is left out for', () => {
    const { exclusions } = fitRaw({}, ['housing', 'id', 'one'], named).fit
    expect(exclusions).toEqual([
      {
        name: 'id',
        reason: 'None of 700 levels has the smallest share of 5% of the rows: they are one bin together.',
        informationValue: null,
      },
      { name: 'one', reason: 'Constant in the development sample.', informationValue: null },
    ])
  })
})
