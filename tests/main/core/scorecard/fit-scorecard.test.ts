import { describe, expect, it } from 'vitest'
import { createFrame, type Frame, type TextColumn } from '../../../../src/main/core/frame/frame.ts'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import type { FitReport, RoundingEffect } from '../../../../src/main/core/scorecard/fit-report.ts'
import { type FitScorecardInput, fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { fitReportSchema, scorecardModelSchema } from '../../../../src/shared/contract/model.ts'
import { readGolden } from '../learn/golden-designs.ts'
import { numericColumn, textColumn } from './german-credit-frame.ts'
import { DEFAULTS, fitGerman, frame, names, split, target, yTrue } from './german-scorecard.ts'

interface Recomputed {
  readonly factor: number
  readonly offset: number
  readonly characteristics: readonly {
    readonly name: string
    readonly informationValue: number
    readonly bins: readonly {
      readonly count: number
      readonly events: number
      readonly woe: number
      readonly informationValue: number
      readonly points: number
    }[]
  }[]
  readonly estimates: readonly number[]
  readonly standardErrors: readonly number[]
  readonly logLikelihood: number
  readonly logLikelihoodNull: number
  readonly likelihoodRatio: number
  readonly likelihoodRatioP: number
  readonly points: readonly number[]
  readonly probability: readonly number[]
  readonly rocAuc: { readonly development: number; readonly holdout: number }
  readonly rounding: RoundingEffect
  readonly likelihoodRatioPs: readonly number[]
  readonly varianceInflation: readonly number[]
  readonly correlations: readonly (readonly number[])[]
  readonly bestInformationValue: Readonly<Record<string, number>>
}

const golden = readGolden<Recomputed>('scorecard-german.json')
const stored = readGolden<{ development: number[]; model: ScorecardModel; fit: FitReport }>(
  'scorecard-german-model.json',
)
const { model, fit } = fitGerman()
const all = { development: Uint32Array.from({ length: 8 }, (_, i) => i), holdout: new Uint32Array(0) }
const toy = (x: (string | null)[]) =>
  createFrame([textColumn('x', x), textColumn('y', ['b', 'b', 'b', 'g', 'g', 'g', 'g', 'b'])])

const Y = { column: 'y', eventValue: 'b' }
const fitOn = (of: Frame, characteristics: readonly string[], changes: Partial<FitScorecardInput> = {}) =>
  fitScorecard({ frame: of, target, characteristics, params: DEFAULTS, split, seed: 1, ...changes })

/**
 * Twelve digits: logarithms may differ in the last place between processors. Seven of likelihood-ratio p-values, which rest on a
 * difference of log-likelihoods.
 */
function roundNumbers(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, member) =>
      typeof member === 'number' ? Number(member.toPrecision(key === 'likelihoodRatioP' ? 7 : 12)) : member,
    ),
  )
}

describe('the scorecard of German Credit', () => {
  it('has the shapes of the contract', () => {
    expect(scorecardModelSchema.parse(model)).toEqual(model)
    expect(fitReportSchema.parse(fit)).toEqual(fit)
  })

  it('comes out the same as stored, and twice the same to the last character', () => {
    expect([...split.development]).toEqual(stored.development)
    expect(roundNumbers(model)).toEqual(roundNumbers(stored.model))
    expect(roundNumbers(fit)).toEqual(roundNumbers(stored.fit))
    expect(canonicalJson(fitGerman())).toBe(canonicalJson({ model, fit }))
  })

  it('has the counts, weights of evidence and points that Python recomputes', () => {
    expect(model.characteristics.map(({ name }) => name)).toEqual(golden.characteristics.map(({ name }) => name))
    golden.characteristics.forEach((expected, j) => {
      const variable = model.variables[j]!
      expect(variable.name).toBe(expected.name)
      expect(variable.informationValue).toBeCloseTo(expected.informationValue, 12)
      expected.bins.forEach((bin, b) => {
        expect(variable.bins[b]).toMatchObject({ count: bin.count, events: bin.events })
        expect(variable.bins[b]!.woe).toBeCloseTo(bin.woe, 12)
        expect(variable.bins[b]!.informationValue).toBeCloseTo(bin.informationValue, 12)
        expect(model.characteristics[j]!.attributes[b]).toEqual({
          bin: b,
          label: variable.bins[b]!.label,
          points: bin.points,
        })
      })
    })
  })

  it('has the regression that statsmodels fits', () => {
    fit.coefficients.forEach(({ estimate, standardError }, j) => {
      expect(estimate).toBeCloseTo(golden.estimates[j]!, 10)
      expect(standardError).toBeCloseTo(golden.standardErrors[j]!, 10)
    })
    expect(model.intercept).toBe(fit.coefficients[0]!.estimate)
    expect(model.characteristics.map(({ coefficient }) => coefficient)).toEqual(
      fit.coefficients.slice(1).map(({ estimate }) => estimate),
    )
    expect(fit.logLikelihood).toBeCloseTo(golden.logLikelihood, 9)
    expect(fit.logLikelihoodNull).toBeCloseTo(golden.logLikelihoodNull, 6)
    expect(fit.likelihoodRatio).toMatchObject({ id: 'likelihoodRatio', degreesOfFreedom: 12, reason: null })
    expect(fit.likelihoodRatio.statistic).toBeCloseTo(golden.likelihoodRatio, 6)
    expect(fit.likelihoodRatio.pValue! / golden.likelihoodRatioP).toBeCloseTo(1, 6)
  })

  it('has the inflation factors, correlations and likelihood-ratio tests that statsmodels finds', () => {
    const [intercept, ...coefficients] = fit.coefficients
    expect(intercept).toMatchObject({ likelihoodRatioP: null, varianceInflationFactor: null })
    coefficients.forEach(({ likelihoodRatioP, varianceInflationFactor }, j) => {
      expect(likelihoodRatioP! / golden.likelihoodRatioPs[j]!).toBeCloseTo(1, 6)
      expect(varianceInflationFactor).toBeCloseTo(golden.varianceInflation[j]!, 9)
      fit.correlations!.values[j]!.forEach(
        (value, k) => void expect(value).toBeCloseTo(golden.correlations[j]![k]!, 10),
      )
    })
    expect(fit.correlations!.names).toEqual(coefficients.map(({ name }) => name))
  })

  it('rounds to the points of Python, with the effect it computes', () => {
    for (const [key, value] of Object.entries(golden.rounding))
      expect(fit.rounding![key as keyof RoundingEffect]).toBeCloseTo(value, 9)
  })

  it('scores all 1,000 rows as Python does', () => {
    const { points, probability } = compileScorecard(model).scoreFrame(frame)
    expect([...points]).toEqual(golden.points)
    probability.forEach((value, i) => void expect(value).toBeCloseTo(golden.probability[i]!, 14))
    expect(fit.developmentAuc.value).toBeCloseTo(golden.rocAuc.development, 12)
    expect(fit.developmentAuc.lower!).toBeLessThan(golden.rocAuc.development)
    expect(fit.holdoutAuc!.value).toBeCloseTo(golden.rocAuc.holdout, 12)
    expect(golden.rocAuc.holdout).toBeGreaterThan(0.75)
  })

  it('bins every candidate as well as the best of all partitions that Python tries', () => {
    expect(fit.characteristicReport.map(({ name }) => name)).toEqual(names)
    for (const variable of fit.characteristicReport) {
      expect(['ascending', 'descending', 'none']).toContain(variable.trend)
      expect(variable.informationValue).toBeCloseTo(golden.bestInformationValue[variable.name]!, 12)
    }
  })

  it('accounts for every candidate and both samples', () => {
    expect([...model.characteristics, ...fit.exclusions].map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(fit).toMatchObject({
      nDevelopment: 700,
      nHoldout: 300,
      nEventsDevelopment: 210,
      nEventsHoldout: 90,
      converged: true,
    })
    expect(model.developmentEventRate).toBe(0.3)
    expect(fit.exclusions.find(({ name }) => name === 'telephone')!.reason).toBe(
      'Information value 0.0001 is below the minimum of 0.02.',
    )
    for (const { meanPoints, minimumPoints, maximumPoints, attributes } of model.characteristics) {
      expect(meanPoints).toBeGreaterThan(minimumPoints)
      expect(meanPoints).toBeLessThan(maximumPoints)
      expect(Math.max(...attributes.map(({ points }) => points))).toBe(maximumPoints)
    }
  })

  it('does not look at the hold-out rows', () => {
    const holdout = new Set(split.holdout)
    const spoiled = createFrame(
      [...frame.columns.values()].map((column) => {
        if (column.name === target.column) return column
        if (column.kind === 'numeric')
          return { ...column, values: column.values.map((value, i) => (holdout.has(i) ? -7 : value)) }
        return { ...column, codes: column.codes.map((code, i) => (holdout.has(i) ? 0 : code)) }
      }),
    )
    expect(fitOn(spoiled, names).model).toEqual(model)
  })

  it('tells its progress from beginning to end', () => {
    const seen: string[] = []
    fitScorecard(
      { frame, target, characteristics: ['status', 'month'], params: DEFAULTS, split, seed: 1 },
      (stage, done, total) => seen.push(`${stage} ${done}/${total}`),
    )
    expect(seen).toEqual(['Binning 0/2', 'Binning 1/2', 'Binning 2/2', 'Fitting 0/1', 'Scaling 0/1', 'Scaling 1/1'])
  })
})

describe('fitting a scorecard', () => {
  it('leaves points unrounded when asked, and then reproduces the regression exactly', () => {
    const { model: exact } = fitGerman({ scaling: { ...DEFAULTS.scaling, rounding: 'none' } }, ['status', 'month'])
    const { probability } = compileScorecard(exact).scoreFrame(frame)
    const meanProbability = split.development.reduce((sum, row) => sum + probability[row]!, 0) / 700
    expect(meanProbability).toBeCloseTo(0.3, 9) // the score equations of the intercept
  })

  it('says why columns are left out: all missing, constant, too weak, a copy', () => {
    const copy = frame.columns.get('status')!
    const weak = frame.columns.get('telephone')!
    const extra = createFrame([
      ...frame.columns.values(),
      { ...copy, name: 'status again' },
      numericColumn('empty', new Array<null>(1000).fill(null)),
      numericColumn('constant', new Array<number>(1000).fill(3)),
      textColumn(
        'id',
        Array.from({ length: 1000 }, (_, i) => `id ${i}`),
      ),
      textColumn(
        'half',
        Array.from({ length: 1000 }, (_, i) => (i % 2 ? 'a' : null)),
      ),
      { ...weak, name: 'weak' },
    ])
    const columns = ['status again', 'empty', 'status', 'constant', 'id', 'weak']
    const { model: fitted, fit: report } = fitOn(extra, columns)
    expect(fitted.characteristics.map(({ name }) => name)).toEqual(['status again'])
    expect(report.exclusions.map(({ name, reason }) => [name, reason])).toEqual([
      ['empty', 'All values are missing in the development sample.'],
      ['constant', 'Constant in the development sample.'],
      ['id', 'No feasible split: none of 700 levels has at least 35 rows.'],
      ['weak', 'Information value 0.0001 is below the minimum of 0.02.'],
      ['status', 'Its weight of evidence is a combination of that of stronger characteristics.'],
    ])
    expect(report.characteristicReport.map(({ name }) => name)).toEqual(columns)
  })

  it('drops wrong signs, weakest first, one by one, and only if asked', () => {
    const candidates = [
      'status',
      'month',
      'credit_history',
      'purpose',
      'credit_amount',
      'savings',
      'property',
      'housing',
      'skill_level',
      'number_of_credits',
      'residence_since',
      'telephone',
      'other_debtors',
      'personal_status',
      'people_liable_for',
    ]
    const kept = fitGerman({ minInformationValue: 0, dropWrongSigns: false }, candidates)
    const dropped = fitGerman({ minInformationValue: 0, dropWrongSigns: true }, candidates)
    const wrong = kept.fit.coefficients.slice(1).filter(({ estimate }) => estimate >= 0)
    expect(wrong.length).toBeGreaterThan(0)
    expect(kept.fit.warnings).toContain(
      `Coefficients of the wrong sign were kept: ${wrong.map(({ name }) => name).join(', ')}.`,
    )
    expect(dropped.fit.coefficients.slice(1).every(({ estimate }) => estimate < 0)).toBe(true)
    const reasons = dropped.fit.exclusions.filter(({ reason }) => reason.includes('wrong sign'))
    expect(reasons.length).toBeGreaterThan(0)
    const values = new Map(
      dropped.fit.characteristicReport.map(({ name, informationValue }) => [name, informationValue]),
    )
    const weakestWrong = wrong.toSorted((a, b) => values.get(a.name)! - values.get(b.name)!)[0]!
    expect(reasons[0]!.name).toBe(weakestWrong.name)
    expect(reasons[0]!.reason).toContain(
      `Coefficient ${weakestWrong.estimate.toFixed(4)} of its weight of evidence has the wrong sign`,
    )
  })

  it('leaves out the weakest of characteristics that are combinations of one another', () => {
    // Dummies of two of the three groups of `housing` span its weights of evidence; `isOwn` tells more than `isFree`.
    const housing = frame.columns.get('housing')! as TextColumn
    const dummy = (name: string, level: string) =>
      textColumn(
        name,
        Array.from(housing.codes, (code) => (housing.levels[code] === level ? 'yes' : 'no')),
      )
    const extended = createFrame([...frame.columns.values(), dummy('isFree', 'A153'), dummy('isOwn', 'A152')])
    const run = (columns: string[]) =>
      fitOn(extended, columns, { params: { ...DEFAULTS, dropWrongSigns: false } }).fit.exclusions
    for (const columns of [
      ['isFree', 'isOwn', 'housing'],
      ['housing', 'isOwn', 'isFree'],
    ]) {
      expect(run(columns).map(({ name }) => name)).toEqual(['isFree'])
    }
  })

  it('keeps a characteristic that just reaches the minimum', () => {
    const informationValue = fit.characteristicReport.find(({ name }) => name === 'skill_level')!.informationValue
    expect(fitGerman({ minInformationValue: informationValue }, ['status', 'skill_level']).fit.exclusions).toEqual([])
  })

  it('leaves out a characteristic whose bins do not differ, whatever the minimum', () => {
    // Event rate one half in both levels, counts 2 + 2 and 1 + 1, and two rows missing.
    const equal = toy(['a', 'a', 'b', 'a', 'a', 'b', null, null])
    const params = { ...DEFAULTS, minInformationValue: 0, binning: { ...DEFAULTS.binning, keepLevels: true } }
    expect(() => fitOn(equal, ['x'], { target: Y, params, split: all })).toThrow(
      'x: Every bin has the same event rate: it tells nothing apart.',
    )
  })

  it('never prints an information value as equal to the limit it misses', () => {
    const { fit: report } = fitGerman({ minInformationValue: 0.0405 }, ['status', 'skill_level'])
    expect(report.exclusions[0]!.reason).toBe('Information value 0.04047 is below the minimum of 0.0405.')
  })

  it('warns of parameters for other columns, of more than two target values, and of no hold-out sample', () => {
    const params = {
      ...DEFAULTS,
      binning: { ...DEFAULTS.binning, trends: [{ column: 'mounth', trend: 'ascending' as const }] },
    }
    const { fit: report } = fitOn(frame, ['credit_history'], {
      target: { column: 'number_of_credits', eventValue: '2' },
      params,
      split: { development: Uint32Array.from({ length: 1000 }, (_, i) => i), holdout: new Uint32Array(0) },
    })
    expect(report.warnings).toEqual([
      'The target has 4 values; every value but "2" counts as non-event.',
      'There is no hold-out sample: every row was used for development.',
      'Binning parameters name "mounth", which is not a candidate characteristic.',
    ])
    expect(report).toMatchObject({ nHoldout: 0, nEventsHoldout: 0 })
  })

  it('warns where the zero-cell rule was used', () => {
    const yes = { ...DEFAULTS, minInformationValue: 0, l2: 1, binning: { ...DEFAULTS.binning, minBinShare: 0.1 } }
    const { fit: report } = fitOn(toy(['a', 'a', 'b', 'b', 'b', 'a', null, 'b']), ['x'], {
      target: Y,
      params: yes,
      split: all,
    })
    expect(report.warnings).toContain('The zero-cell rule was used in bins of: x.')
  })

  it('says what to change when no characteristic is left', () => {
    const run = () => fitGerman({ minInformationValue: 3 }, ['status', 'month'])
    expect(run).toThrow(
      'got none of 2. status: Information value 0.5733 is below the minimum of 3. month: Information value 0.3637',
    )
    expect(run).toThrow('lower minInformationValue, minBinShare, minEvents or minNonEvents')
    const tiny = { development: Uint32Array.of(0, 3), holdout: new Uint32Array(0) }
    expect(() => fitOn(toy(['a', 'a', 'b', 'b', 'b', 'a', 'a', 'b']), ['x'], { target: Y, split: tiny })).toThrow(
      'got none of 1',
    )
  })

  it('refuses names that are absent, repeated or the target, and a sample of one class', () => {
    expect(() => fitGerman({}, [])).toThrow('needs at least one candidate characteristic')
    expect(() => fitGerman({}, ['status', 'status'])).toThrow('needs distinct characteristics, got "status" twice')
    expect(() => fitGerman({}, ['credit'])).toThrow('needs characteristics other than the target, got "credit"')
    expect(() => fitGerman({}, ['nothing'])).toThrow('needs a column "nothing"')
    const goodOnly = {
      development: Uint32Array.from(split.development.filter((row) => yTrue[row] === 0)),
      holdout: split.holdout,
    }
    expect(() => fitOn(frame, names, { split: goodOnly })).toThrow(
      'the development sample needs events and non-events, got 0 events and 490 non-events',
    )
  })
})
