import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import type { RejectInference } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { fitReportSchema } from '../../../../src/shared/contract/model.ts'
import { textColumn } from './german-credit-frame.ts'
import { DEFAULTS, fitGerman, frame, target, yTrue } from './german-scorecard.ts'

/** German Credit as if a lender had rejected the worst by an earlier scorecard, with some luck: their outcomes are not known. */
const earlier = fitGerman({}, ['status', 'month', 'savings']).model
const random = createRandom(11)
const luck = Float64Array.from({ length: 1000 }, () => 60 * (random.nextDouble() - 0.5))
const isRejected = compileScorecard(earlier)
  .scoreFrame(frame)
  .points.map((points, i) => (points + luck[i]! < 430 ? 1 : 0))
const accepted = [...isRejected.keys()].filter((row) => isRejected[row] === 0)
const rejected = Uint32Array.from([...isRejected.keys()].filter((row) => isRejected[row] === 1))
const applicants = createFrame([
  ...[...frame.columns.values()].filter(({ name }) => name !== 'credit'),
  textColumn(
    'credit',
    Array.from(yTrue, (label, row) => (isRejected[row] === 1 ? null : String(label + 1))),
  ),
])
const part = stratifiedSplit(
  Uint8Array.from(accepted, (row) => yTrue[row]!),
  0.7,
  1,
)
const split = {
  development: part.development.map((index) => accepted[index]!),
  holdout: part.holdout.map((index) => accepted[index]!),
}
const NAMES = ['status', 'month', 'credit_amount', 'credit_history', 'savings', 'purpose']

function fitRejects(method: RejectInference['method'], changes: Partial<RejectInference> = {}, more: object = {}) {
  const params = { ...DEFAULTS, rejectInference: { ...DEFAULTS.rejectInference, method, ...changes } }
  return fitScorecard({ frame: applicants, target, characteristics: NAMES, params, split, rejected, seed: 1, ...more })
}

describe('fitting with rejected applicants', () => {
  it('refuses them without a method, naming the option', () => {
    expect(() => fitRejects('none')).toThrow(
      `A scorecard needs rejectInference.method to say what to do with rejected applicants, got "none" and ${rejected.length} of them`,
    )
  })

  it('leaves them out with knownOnly, and says so', () => {
    const { model, fit } = fitRejects('knownOnly')
    expect(fit.rejectInference).toBeNull()
    expect(fit.warnings).toContain(
      `${rejected.length} rows without a known outcome were left out (knownOnly): the scorecard is one of accepted applicants.`,
    )
    // The same as a fit to the accepted alone.
    const alone = fitScorecard({ frame, target, characteristics: NAMES, params: DEFAULTS, split, seed: 1 })
    expect(canonicalJson(model)).toBe(canonicalJson(alone.model))
  })

  it.each(['knownOnly', 'augmentation', 'fuzzy'] as const)(
    'says so where %s is asked for and nobody is rejected',
    (method) => {
      const warning = `rejectInference.method is ${method}, but no row is rejected: it changed nothing, and the scorecard is one of the rows with an outcome.`
      const whole = fitRejects(method, {}, { frame, rejected: new Uint32Array(0) })
      expect(whole.fit.warnings).toContain(warning)
      expect(whole.fit.rejectInference).toBeNull()
      const some = method === 'knownOnly' ? fitRejects(method).fit.warnings : []
      expect(some).not.toContain(warning)
      expect(fitGerman({}, NAMES).fit.warnings.join(' ')).not.toContain('no row is rejected')
    },
  )

  it.each(['augmentation', 'parcelling', 'fuzzy', 'hardCutOff'] as const)(
    'brings them in by %s, never silently',
    (method) => {
      const { model, fit } = fitRejects(method)
      const known = fitRejects('knownOnly').model
      const report = fit.rejectInference!
      expect(fitReportSchema.parse(fit)).toEqual(fit)
      expect(canonicalJson(model.characteristics)).not.toBe(canonicalJson(known.characteristics))
      expect(fit.warnings).toContain(
        `Outcomes of ${rejected.length} rejected applicants are not known: the scorecard rests on assumptions about them (${method}).`,
      )
      expect(report).toMatchObject({ method, nAccepted: split.development.length })
      expect(report.nRejected).toBe(Math.round((rejected.length * split.development.length) / accepted.length))
      expect(report.statement).toContain(`Of ${rejected.length} rejected applicants ${report.nRejected} take part`)
      if (method !== 'augmentation') expect(report.rejectedEventRate).toBeGreaterThan(report.acceptedEventRate)
      expect(fit).toMatchObject({ nDevelopment: split.development.length, nHoldout: split.holdout.length })
      expect(canonicalJson(fitRejects(method))).toBe(canonicalJson({ model, fit }))
    },
  )

  it('compares all methods and odds multipliers 1 and 2, each once, the one chosen first', () => {
    const rowsOf = (method: RejectInference['method'], oddsMultiplier = 1) =>
      fitRejects(method, { oddsMultiplier }).fit.rejectInference!.sensitivity.map(
        (row) => `${row.method} ${row.oddsMultiplier}`,
      )
    const others = ['augmentation null', 'parcelling 1', 'parcelling 2', 'fuzzy 1', 'fuzzy 2', 'hardCutOff null']
    expect(rowsOf('fuzzy', 3)).toEqual(['fuzzy 3', 'knownOnly null', ...others])
    expect(rowsOf('parcelling', 2)).toEqual([
      'parcelling 2',
      'knownOnly null',
      ...others.filter((row) => row !== 'parcelling 2'),
    ])
    expect(rowsOf('hardCutOff')).toEqual(['hardCutOff null', 'knownOnly null', ...others.slice(0, -1)])
  })

  it('measures the change against the method chosen, and AUC on accepted hold-out rows', () => {
    const { model, fit } = fitRejects('fuzzy', { oddsMultiplier: 2 })
    const [chosen, knownOnly, ...others] = fit.rejectInference!.sensitivity
    expect(chosen).toMatchObject({ largestCoefficientChange: 0, changedMost: null, intercept: model.intercept })
    expect(chosen!.rocAuc).toEqual(fit.holdoutAuc)
    // The cut-off that accepts as many as were accepted: ties may add a few.
    const share = split.development.length / (split.development.length + fit.rejectInference!.nRejected)
    expect(chosen!.approvalRate).toBeGreaterThanOrEqual(share)
    expect(chosen!.approvalRate).toBeLessThan(share + 0.03)
    const known = fitRejects('knownOnly').model
    const before = new Map(known.characteristics.map(({ name, coefficient }) => [name, coefficient]))
    const after = new Map(model.characteristics.map(({ name, coefficient }) => [name, coefficient]))
    const changes = [...new Set([...before.keys(), ...after.keys()])].map((name) =>
      Math.abs((before.get(name) ?? 0) - (after.get(name) ?? 0)),
    )
    expect(knownOnly!.largestCoefficientChange).toBeCloseTo(Math.max(...changes), 12)
    expect(others.every(({ problem, approvalRate }) => problem === null && approvalRate! > 0.3)).toBe(true)
    // More risk among the rejected: fewer would be approved at the cut-off of the multiplier 2 than at that of 1.
    const fuzzyOne = others.find(({ method, oddsMultiplier }) => method === 'fuzzy' && oddsMultiplier === 1)!
    expect(fuzzyOne.rejectedEventRate).toBeLessThan(chosen!.rejectedEventRate!)
  })

  it('works with weights, an offset and columns as they stand', () => {
    const weights = Float64Array.from({ length: 1000 }, (_, row) => 1 + (row % 3))
    const offset = new Float64Array(1000).fill(0.1)
    const { fit, model } = fitRejects('fuzzy', {}, { weights, weightColumn: 'w', offset })
    expect(fit.weighting?.column).toBe('w')
    expect(model.variables[0]!.bins.reduce((sum, { count }) => sum + count, 0)).toBeCloseTo(
      [...split.development].reduce((sum, row) => sum + weights[row]!, 0) +
        expectedRejectWeight(fit.rejectInference!.nRejected, weights),
      6,
    )
    const raw = fitRejects(
      'parcelling',
      {},
      { method: 'logistic', characteristics: ['status', 'month', 'credit_amount'] },
    )
    expect(raw.fit.rejectInference!.sensitivity.every(({ problem }) => problem === null)).toBe(true)
  })

  it('names the problem of a method that cannot be fitted, and fails only for the one chosen', () => {
    // Every reject has a level of its own; as events, all of them, they separate that level.
    const own = Array.from({ length: 1000 }, (_, row) => (isRejected[row] === 1 ? 'r' : row % 2 === 0 ? 'p' : 'q'))
    const extended = createFrame([...applicants.columns.values(), textColumn('own', own)])
    const run = (method: RejectInference['method']) => {
      const rejectInference = { ...DEFAULTS.rejectInference, method, cutOffProbability: 1e-6 }
      const params = { ...DEFAULTS, minInformationValue: 0, rejectInference }
      const rest = { method: 'logistic' as const, frame: extended, characteristics: ['status', 'own'], params }
      return fitRejects(method, {}, rest)
    }
    const { sensitivity } = run('fuzzy').fit.rejectInference!
    const failed = sensitivity.filter(({ problem }) => problem !== null)
    expect(failed.map(({ method }) => method)).toEqual(['hardCutOff'])
    expect(failed[0]).toMatchObject({ intercept: null, approvalRate: null, largestCoefficientChange: null })
    expect(failed[0]!.problem).toContain('no finite solution')
    expect(failed[0]!.rocAuc).toMatchObject({ value: null, reason: failed[0]!.problem })
    expect(() => run('hardCutOff')).toThrow('no finite solution')
  })
})

/** Fuzzy halves of a case add up to its own weight: those of the part drawn by the seed. */
function expectedRejectWeight(nRejected: number, weights: Float64Array): number {
  const share = split.development.length / accepted.length
  const drawn = stratifiedSplit(new Uint8Array(rejected.length), share, 1).development
  expect(drawn.length).toBe(nRejected)
  return drawn.reduce((sum, index) => sum + weights[rejected[index]!]!, 0)
}
