import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, createFrame, getColumn, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import { type FitScorecardInput, fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import type { ScorecardModel, ScorecardParams } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { fitReportSchema, scorecardModelSchema } from '../../../../src/shared/contract/model.ts'
import { numericColumn, textColumn } from './german-credit-frame.ts'
import { DEFAULTS, fitGerman, frame, names, split, target, yTrue } from './german-scorecard.ts'

const fitOn = (changes: Partial<FitScorecardInput> = {}) =>
  fitScorecard({ frame, target, characteristics: names, params: DEFAULTS, split, seed: 1, ...changes })
const selection = (changes: Partial<ScorecardParams['selection']>): ScorecardParams => ({
  ...DEFAULTS,
  selection: { ...DEFAULTS.selection, ...changes },
})
const onCard = ({ characteristics }: ScorecardModel) => characteristics.map(({ name }) => name)

/** All numbers of two models beside one another. */
function expectSameModel(a: ScorecardModel, b: ScorecardModel): void {
  const seen: string[] = []
  const compare = (x: unknown, y: unknown, path: string): void => {
    if (typeof x === 'number' && typeof y === 'number') {
      if (!(Math.abs(x - y) <= 1e-7 * Math.max(1, Math.abs(x)))) seen.push(`${path}: ${x} and ${y}`)
    } else if (x !== null && y !== null && typeof x === 'object' && typeof y === 'object') {
      for (const key of new Set([...Object.keys(x), ...Object.keys(y)]))
        compare((x as Record<string, unknown>)[key], (y as Record<string, unknown>)[key], `${path}.${key}`)
    } else if (x !== y) seen.push(`${path}: ${x} and ${y}`)
  }
  compare(a, b, 'model')
  expect(seen).toEqual([])
}

describe('weights', () => {
  it.each(['scorecard', 'logistic'] as const)('equal rows repeated, for the whole model (%s)', (method) => {
    const characteristics = ['status', 'month', 'credit_amount', 'housing', 'property']
    const params: ScorecardParams = {
      ...DEFAULTS,
      scaling: { ...DEFAULTS.scaling, rounding: 'none' },
      riskBands: 4,
      binning: { ...DEFAULTS.binning, specialCodes: [{ column: 'month', codes: ['24'] }] },
    }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const random = createRandom(seed)
        const rows = Array.from({ length: 400 }, () => random.nextBelow(1000))
        const counts = Float64Array.from(rows, () => 1 + random.nextBelow(3))
        const single = takeFrameRows(frame, rows)
        const repeated = takeFrameRows(
          frame,
          rows.flatMap((row, i) => new Array<number>(counts[i]!).fill(row)),
        )
        const all = (n: number) => ({
          development: Uint32Array.from({ length: n }, (_, i) => i),
          holdout: new Uint32Array(0),
        })
        const shared = { characteristics, params, method }
        const weighted = fitOn({ ...shared, frame: single, split: all(400), weights: counts })
        const plain = fitOn({ ...shared, frame: repeated, split: all(repeated.nRows) })
        expectSameModel(weighted.model, plain.model)
        weighted.fit.coefficients.forEach((coefficient, j) => {
          const other = plain.fit.coefficients[j]!
          expect(coefficient.standardError).toBeCloseTo(other.standardError!, 7)
          expect(coefficient.varianceInflationFactor ?? 0).toBeCloseTo(other.varianceInflationFactor ?? 0, 7)
          expect(coefficient.likelihoodRatioP ?? 0).toBeCloseTo(other.likelihoodRatioP ?? 0, 7)
        })
        expect(weighted.fit.logLikelihood).toBeCloseTo(plain.fit.logLikelihood, 6)
      }),
      { numRuns: 12 },
    )
  })

  it('are reported, with what AUCs do', () => {
    const weights = new Float64Array(1000).fill(2)
    // A trend that is given: an automatic one needs evidence, and twice the cases are more of it.
    const params: ScorecardParams = { ...DEFAULTS, binning: { ...DEFAULTS.binning, trend: 'none' } }
    const { fit, model } = fitOn({ weights, weightColumn: 'times', params })
    expect(fit.weighting).toEqual({ column: 'times', total: 1400 })
    expect(fit.warnings[0]).toBe('Rows count as "times" says; AUCs count every row with a known outcome once.')
    expect(fit).toMatchObject({ nDevelopment: 700, nEventsDevelopment: 210 })
    expect(model.variables[0]!.bins.reduce((sum, { count }) => sum + count, 0)).toBe(1400)
    expect(fit.developmentAuc).toEqual(fitOn({ params }).fit.developmentAuc)
    expect(fitReportSchema.parse(fit)).toEqual(fit)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuse a weight of %s with the row', (weight) => {
    const weights = new Float64Array(1000).fill(1)
    weights[split.development[3]!] = weight
    const shown = Number.isNaN(weight) ? 'a missing one' : weight
    expect(() => fitOn({ weights })).toThrow(`needs weights above 0, got ${shown} in row ${split.development[3]! + 1}`)
  })

  it('are looked at in hold-out rows too', () => {
    const weights = new Float64Array(1000).fill(1)
    weights[split.holdout[2]!] = -1
    expect(() => fitOn({ weights })).toThrow(`needs weights above 0, got -1 in row ${split.holdout[2]! + 1}`)
  })

  it('refuse all weights at or below 0, and a wrong number of them', () => {
    expect(() => fitOn({ weights: new Float64Array(1000) })).toThrow('needs weights above 0, got 0 in row 1')
    expect(() => fitOn({ weights: new Float64Array(7) })).toThrow('needs one weight per row, got 7 for 1000 rows')
  })
})

describe('columns with another part', () => {
  it('are no characteristics: weights, offset and the mark of rejects are left out with the reason', () => {
    const more = createFrame([
      ...frame.columns.values(),
      numericColumn('w', new Array<number>(1000).fill(2)),
      numericColumn('o', new Array<number>(1000).fill(0)),
      textColumn('mark', new Array<string>(1000).fill('in')),
    ])
    const rejectInference = {
      ...DEFAULTS.rejectInference,
      method: 'knownOnly' as const,
      rejected: { column: 'mark', value: 'out' },
    }
    const { fit } = fitOn({
      frame: more,
      characteristics: ['w', 'status', 'o', 'mark'],
      weights: new Float64Array(1000).fill(2),
      weightColumn: 'w',
      params: { ...DEFAULTS, offsetColumn: 'o', rejectInference },
    })
    expect(fit.exclusions).toEqual([
      { name: 'w', reason: 'It holds the weights of the rows.', informationValue: null },
      { name: 'o', reason: 'It holds the offset.', informationValue: null },
      { name: 'mark', reason: 'It marks rejected applicants.', informationValue: null },
    ])
    expect(fit.characteristicReport.map(({ name }) => name)).toEqual(['status'])
  })
})

describe('an offset', () => {
  it('takes its part of the log odds and leaves the rest to the score', () => {
    const constant = fitOn({ offset: new Float64Array(1000).fill(0.7) })
    const without = fitOn()
    expect(constant.model.intercept).toBeCloseTo(without.model.intercept - 0.7, 9)
    expect(constant.model.characteristics[0]!.coefficient).toBeCloseTo(without.model.characteristics[0]!.coefficient, 9)
    expect(constant.fit.warnings).toEqual(['The offset is not part of the score: the PDs are those at offset 0.'])
  })

  it('is refused where it is missing, with the row', () => {
    const offset = new Float64Array(1000)
    offset[split.development[0]!] = Number.NaN
    expect(() => fitOn({ offset })).toThrow('needs a finite offset in every row, got a missing one in row 1')
    expect(() => fitOn({ offset: new Float64Array(2) })).toThrow('needs one offset per row, got 2')
  })
})

describe('selection', () => {
  it('leaves out what must not be in, with its bins reported', () => {
    const { model, fit } = fitOn({ params: selection({ mustNot: ['status', 'nothing'] }) })
    expect(onCard(model)).not.toContain('status')
    const exclusion = fit.exclusions.find(({ name }) => name === 'status')!
    expect(exclusion.reason).toBe('Left out as asked (mustNot).')
    expect(exclusion.informationValue).toBeGreaterThan(0.5)
    expect(fit.characteristicReport.find(({ name }) => name === 'status')!.bins.length).toBeGreaterThan(2)
    expect(fit.warnings).toContain('The selection names "nothing", which is not a candidate characteristic.')
  })

  it('keeps what must be in, and says what spoke against it', () => {
    const candidates = ['status', 'month', 'telephone', 'credit_amount']
    const { model, fit } = fitOn({ characteristics: candidates, params: selection({ mustHave: ['telephone'] }) })
    expect(onCard(model)).toContain('telephone')
    expect(fit.warnings).toContain(
      '"telephone" was kept as asked (mustHave): Information value 0.0001 is below the minimum of 0.02.',
    )
    const l1 = fitOn({ characteristics: candidates, params: { ...selection({ mustHave: ['telephone'] }), l1: 25 } })
    expect(onCard(l1.model)).toContain('telephone')
    expect(l1.fit.warnings).toContain(
      '"telephone" was kept as asked (mustHave) with a coefficient of 0 under the lasso penalty.',
    )
  })

  it('keeps a wrong sign that must be in, with a warning', () => {
    const candidates = [
      ...['status', 'month', 'credit_history', 'purpose', 'credit_amount', 'savings', 'property', 'housing'],
      ...['skill_level', 'number_of_credits', 'residence_since', 'telephone', 'other_debtors', 'personal_status'],
    ]
    const loose = { ...DEFAULTS, minInformationValue: 0 }
    const dropped = fitOn({ characteristics: candidates, params: loose }).fit.exclusions.filter(({ reason }) =>
      reason.includes('wrong sign'),
    )
    const [wrong] = dropped
    const kept = fitOn({
      characteristics: candidates,
      params: { ...selection({ mustHave: [wrong!.name] }), minInformationValue: 0 },
    })
    expect(onCard(kept.model)).toContain(wrong!.name)
    const coefficient = kept.fit.coefficients.find(({ name }) => name === wrong!.name)!.estimate
    expect(coefficient).toBeGreaterThanOrEqual(0)
    expect(kept.fit.warnings).toContain(
      `"${wrong!.name}" was kept as asked (mustHave) with a coefficient of the wrong sign.`,
    )
  })

  it('keeps of two that say the same the one that must be in', () => {
    const copy = { ...getColumn(frame, 'status'), name: 'copy' }
    const extended = createFrame([...frame.columns.values(), copy])
    const run = (mustHave: string[]) =>
      onCard(
        fitOn({ frame: extended, characteristics: ['status', 'copy', 'month'], params: selection({ mustHave }) }).model,
      )
    expect(run([])).toEqual(['status', 'month'])
    expect(run(['copy'])).toEqual(['copy', 'month'])
  })

  it('says why what must be in cannot be', () => {
    const empty = numericColumn('empty', new Array<null>(1000).fill(null))
    const { fit } = fitOn({
      frame: createFrame([...frame.columns.values(), empty]),
      characteristics: ['status', 'empty'],
      params: selection({ mustHave: ['empty'] }),
    })
    expect(fit.warnings).toContain(
      '"empty" must be in the scorecard but cannot: All values are missing in the development sample.',
    )
    expect(() => fitOn({ params: selection({ mustHave: ['status'], mustNot: ['status'] }) })).toThrow(
      'got "status" in both',
    )
  })

  it('tells its way, and goes through the regression', () => {
    const { model, fit } = fitOn({ params: selection({ method: 'stepwise', criterion: 'bic' }) })
    expect(fit.selectionMethod).toContain('BIC')
    expect(fit.selectionPath.length).toBeGreaterThan(1)
    expect(model.characteristics.length).toBeLessThan(12)
    expect([...onCard(model), ...fit.exclusions.map(({ name }) => name)].sort()).toEqual([...names].sort())
    expect(fitOn({ params: selection({ maxCharacteristics: 3 }) }).model.characteristics.length).toBe(3)
  })

  it('leaves out coefficients of 0 under a lasso penalty, and the rest fits the same without them', () => {
    const params = { ...DEFAULTS, l1: 8 }
    const { model, fit } = fitOn({ params })
    const zero = fit.exclusions.filter(({ reason }) => reason === 'Its coefficient is 0 under the lasso penalty.')
    expect(zero.length).toBeGreaterThan(0)
    expect(fit.coefficients.every(({ likelihoodRatioP }) => likelihoodRatioP === null)).toBe(true)
    const again = fitOn({ params, characteristics: onCard(model) })
    again.model.characteristics.forEach(({ coefficient }, j) => {
      expect(coefficient).toBeCloseTo(model.characteristics[j]!.coefficient, 6)
    })
  })
})

describe('points', () => {
  it('keep the range of the exact scorecard, and tell what rounding does', () => {
    const { model, fit } = fitGerman()
    const exact = fitGerman({ scaling: { ...DEFAULTS.scaling, rounding: 'none' } })
    const rounding = fit.rounding!
    expect(rounding.minimumRounded).toBe(Math.round(rounding.minimumExact))
    expect(rounding.maximumRounded).toBe(Math.round(rounding.maximumExact))
    expect(rounding.aucExact).toBe(exact.fit.developmentAuc.value)
    expect(rounding.aucRounded).toBe(fit.developmentAuc.value)
    expect(exact.fit.rounding).toBeNull()
    const a = compileScorecard(model).scoreFrame(frame).points
    const b = compileScorecard(exact.model).scoreFrame(frame).points
    const largest = Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))
    expect(largest).toBeLessThanOrEqual(rounding.largestDifference + 1e-9)
  })

  it('of missing values follow the rule: own, neutral, worst, or by hand', () => {
    const gaps = Array.from({ length: 1000 }, (_, i) => (i % 7 === 0 ? null : ['a', 'b', 'c'][(i + yTrue[i]!) % 3]!))
    const gappy = createFrame([...frame.columns.values(), textColumn('gaps', gaps)])
    const pointsOf = (missing: ScorecardParams['scaling']['missing'], rounding: 'integer' | 'none' = 'none') => {
      const scaling = { ...DEFAULTS.scaling, rounding, missing }
      const params = { ...DEFAULTS, minInformationValue: 0, scaling }
      const { model } = fitOn({ frame: gappy, characteristics: ['gaps', 'status'], params })
      expect(scorecardModelSchema.parse(model)).toEqual(model)
      const { attributes } = model.characteristics[0]!
      const at = (label: string) => attributes.find((attribute) => attribute.label === label)!
      return { missing: at('Missing'), unseen: at('Other values'), all: attributes }
    }
    const own = pointsOf(undefined)
    expect(own.missing.rule).toBeUndefined()
    expect(own.missing.points).not.toBe(own.unseen.points)
    const neutral = pointsOf({ rule: 'neutral', exceptions: [] })
    expect(neutral.missing).toMatchObject({ rule: 'neutral', points: neutral.unseen.points })
    const worst = pointsOf({ rule: 'worst', exceptions: [] })
    expect(worst.missing.points).toBe(
      Math.min(...worst.all.filter(({ label }) => label !== 'Missing').map(({ points }) => points)),
    )
    const byHand = { rule: 'neutral' as const, exceptions: [{ column: 'gaps', rule: 'points' as const, points: -40 }] }
    expect(pointsOf(byHand, 'integer').missing).toMatchObject({ rule: 'points', points: -40 })
    const broken = { ...byHand, exceptions: [{ column: 'gaps', rule: 'points' as const, points: 1.5 }] }
    expect(pointsOf(broken).missing.points).toBe(1.5)
    expect(() => pointsOf(broken, 'integer')).toThrow('points of missing values of "gaps" need a whole number, got 1.5')
    expect(() => pointsOf({ rule: 'woe', exceptions: [{ column: 'gaps', rule: 'points' }] })).toThrow('got none')
  })

  it('make risk bands on request', () => {
    const { model } = fitGerman({ riskBands: 5 })
    expect(model.riskBands!.map(({ label }) => label)).toEqual(['E', 'D', 'C', 'B', 'A'])
    expect(model.riskBands![0]!.minimumPoints).toBeNull()
    const rates = model.riskBands!.map(({ eventRate }) => eventRate!)
    expect(rates).toEqual(rates.toSorted((a, b) => b - a))
    expect(fitGerman().model.riskBands).toBeUndefined()
  })
})

describe('data that cannot be learnt from', () => {
  const y = textColumn('y', ['b', 'b', 'b', 'b', 'g', 'g', 'g', 'g', 'b', 'g', 'b', 'g'])
  const run = (columns: Column[], changes: Partial<ScorecardParams> = {}, n = 12) =>
    fitScorecard({
      frame: createFrame([...columns, y]),
      target: { column: 'y', eventValue: 'b' },
      characteristics: columns.map(({ name }) => name),
      params: { ...DEFAULTS, minInformationValue: 0, ...changes },
      split: { development: Uint32Array.from({ length: n }, (_, i) => i), holdout: new Uint32Array(0) },
      seed: 1,
    })

  it('one class', () => {
    expect(() => run([numericColumn('x', [...y.codes])], {}, 4)).toThrow(
      'the development sample needs events and non-events, got 4 events and 0 non-events',
    )
  })

  it('separation: the column is named, with remedies', () => {
    const apart = textColumn(
      'apart',
      [...y.codes].map((code) => (code === 0 ? 'p' : 'q')),
    )
    const binning = { ...DEFAULTS.binning, minEvents: 0, minNonEvents: 0 }
    expect(() => run([apart], { binning })).toThrow(/most of all "apart".*set a ridge penalty/s)
    expect(run([apart], { binning, l2: 1 }).model.characteristics.length).toBe(1)
  })

  it('all missing and constant: the reasons are given', () => {
    const columns = [
      numericColumn('gone', new Array<null>(12).fill(null)),
      numericColumn('same', new Array<number>(12).fill(4)),
    ]
    expect(() => run(columns)).toThrow(
      'got none of 2. gone: All values are missing in the development sample. same: Constant in the development sample.',
    )
  })

  it('fewer rows than columns of the regression', () => {
    const random = createRandom(5)
    const columns = Array.from({ length: 40 }, (_, j) =>
      textColumn(
        `c${j}`,
        Array.from({ length: 12 }, () => (random.nextBelow(2) === 0 ? 'p' : 'q')),
      ),
    )
    expect(() => run(columns)).toThrow(
      /regression needs more rows than columns, got 12 rows of development and \d+ columns: give more rows/,
    )
    expect(() => run(columns.slice(0, 9), { dropWrongSigns: false })).not.toThrow(/more rows/)
  })

  it('a target with gaps: the row is named', () => {
    const gappy = createFrame([
      getColumn(frame, 'status'),
      textColumn(
        'credit',
        Array.from(yTrue, (label, i) => (i === 4 ? null : String(label + 1))),
      ),
    ])
    expect(() => fitOn({ frame: gappy, characteristics: ['status'] })).toThrow(/got a missing one in row 5$/)
  })
})
