import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitLogisticRegression } from '../../../../src/main/core/learn/logistic-regression.ts'
import { modelCriterion } from '../../../../src/main/core/selection/model-criterion.ts'
import { selectFeatures } from '../../../../src/main/core/selection/select-features.ts'
import type { SelectionInput } from '../../../../src/main/core/selection/selection-input.ts'
import { germanGroups } from '../learn/german-groups.ts'
import { readGolden, yTrue } from '../learn/golden-designs.ts'
import { allSubsets, noSelection, selectionSample } from './selection-samples.ts'

interface GoldenSelection {
  readonly kept: readonly string[]
  readonly steps: readonly string[]
  readonly criteria: readonly number[]
}

const golden = readGolden<{ selections: Record<string, GoldenSelection> }>('selection-german.json').selections
const german: SelectionInput = {
  groups: germanGroups(),
  yTrue,
  weights: null,
  offset: null,
  l2: 0,
  selection: noSelection,
  seed: 1,
}

function select(input: SelectionInput, selection: Partial<SelectionInput['selection']>) {
  const result = selectFeatures({ ...input, selection: { ...noSelection, ...selection } })
  return { ...result, names: result.kept.map((g) => input.groups[g]!.name) }
}

/** The criterion of a subset by the public fit. */
function criterionOf(input: SelectionInput, subset: readonly number[], kind: 'aic' | 'bic'): number {
  const { yTrue: y, weights, offset, l2 } = input
  return fitLogisticRegression({
    design: subset.flatMap((g) => [...input.groups[g]!.columns]),
    yTrue: y,
    weights,
    offset,
    l2,
  })[kind]
}

describe('selection of characteristics', () => {
  it.each(
    (['forward', 'backward', 'stepwise'] as const).flatMap((method) =>
      (['aic', 'bic'] as const).map((criterion) => ({ method, criterion })),
    ),
  )('goes the way of step() of R on German Credit: $method by $criterion', ({ method, criterion }) => {
    const expected = golden[`${method}${criterion === 'aic' ? 'Aic' : 'Bic'}`]!
    const { names, path } = select(german, { method, criterion })
    expect(names).toEqual(expected.kept)
    const steps = path.filter(({ action }) => action === 'add' || action === 'remove')
    expect(steps.map(({ action, name }) => `${action === 'add' ? '+' : '-'} ${name}`)).toEqual(expected.steps.slice(1))
    // step() of R counts −2·log-likelihood plus penalty as we do: the outcomes are 0 and 1.
    ;[path[0]!, ...steps].forEach((step, i) => void expect(step.criterion).toBeCloseTo(expected.criteria[i]!, 6))
    expect(path.at(0)!.action).toBe('start')
    expect(path.at(-1)!.action).toBe('stop')
  })

  it('says why each was left out', () => {
    const { exclusions, statement, path } = select(german, { method: 'backward' })
    expect(exclusions.map(({ name }) => name)).toEqual(['age', 'residence_since', 'number_of_credits'])
    expect(exclusions[0]).toEqual({
      name: 'age',
      informationValue: 0.1,
      reason: 'Leaving it out lowers the AIC from 1032.4 to 1032.3.',
    })
    expect(path[1]!.reason).toBe('Removing it lowers the AIC from 1036.4 to 1034.4, more than any other step.')
    expect(path.at(-1)!.reason).toMatch(
      /^No step improves the AIC of 1032\.3: the best, removing ".*", raises the AIC from 1032\.3 to /,
    )
    expect(statement).toMatch(
      /^Backward selection by the AIC: \d+ models fitted\. A search by single steps: a better set may exist\.$/,
    )
  })

  it('finds the best of all subsets by AIC and BIC', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 2, max: 7 }),
        fc.constantFrom<'aic' | 'bic'>('aic', 'bic'),
        fc.option(fc.integer({ min: 1, max: 4 })),
        fc.constantFrom(0, 0, 2),
        fc.boolean(),
        (seed, nGroups, kind, most, l2, isWeighted) => {
          const sample = selectionSample(seed, nGroups, 90)
          const input: SelectionInput = {
            ...sample,
            l2,
            weights: isWeighted ? Float64Array.from(sample.yTrue, (_, i) => 1 + (i % 3)) : null,
            offset: isWeighted ? Float64Array.from(sample.yTrue, (_, i) => (i % 4) / 4) : null,
          }
          const mustHave = seed % 2 === 0 ? ['g1'] : []
          const allowed = allSubsets(nGroups).filter(
            (subset) => (most === null || subset.length <= most) && (mustHave.length === 0 || subset.includes(1)),
          )
          const best = Math.min(...allowed.map((subset) => criterionOf(input, subset, kind)))
          const found = select(input, { method: 'bestSubset', criterion: kind, maxCharacteristics: most, mustHave })
          expect(criterionOf(input, found.kept, kind)).toBeCloseTo(best, 5)
          expect(allowed).toContainEqual(found.kept)
          expect(found.statement).toContain('Proven to be the best of all sets')
          expect(found.path.at(-1)).toMatchObject({ action: 'choose', nCharacteristics: found.kept.length })
          expect(found.path.at(-1)!.criterion).toBeCloseTo(best, 5)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('needs far fewer models than there are sets', () => {
    const { statement, names } = select(german, { method: 'bestSubset' })
    expect(statement).toMatch(
      /^Best subset by the AIC, branch and bound: (\d+) models fitted\. Proven to be the best of all sets of 12 characteristics\.$/,
    )
    expect(Number(/(\d+) models/.exec(statement)![1])).toBeLessThan(400)
    expect(names).toEqual(golden.stepwiseAic!.kept)
  })

  it('keeps what must stay, leaves out what must not, and no more than allowed', () => {
    for (const method of ['forward', 'backward', 'stepwise', 'bestSubset', 'none'] as const) {
      const { names, exclusions } = select(german, {
        method,
        mustHave: ['residence_since', 'number_of_credits'],
        mustNot: ['status'],
        maxCharacteristics: 4,
      })
      expect(names).toHaveLength(4)
      expect(names).toEqual(expect.arrayContaining(['residence_since', 'number_of_credits']))
      expect(names).not.toContain('status')
      expect(exclusions[0]).toMatchObject({
        name: 'status',
        reason: 'It must not be in the model: so it was specified.',
      })
      expect(names.length + exclusions.length).toBe(12)
    }
    const forward = select(german, { method: 'forward', maxCharacteristics: 2 })
    expect(forward.names).toEqual(['month', 'status'])
    expect(forward.path.at(-1)!.reason).toMatch(/^No more than 2 may be kept\. /)
    expect(forward.exclusions.find(({ name }) => name === 'savings')!.reason).toMatch(
      /^At most 2 may be kept, and others do more\. Adding it alone lowers the AIC from 1061\.9 to 1051\.9\.$/,
    )
    const backward = select(german, { method: 'backward', maxCharacteristics: 2 })
    expect(backward.path.at(-2)!.reason).toMatch(
      /^Removing it raises the AIC from .*, the least harm of all; at most 2 may be kept\.$/,
    )
  })

  it('takes all without a search, or the strongest', () => {
    const groups = german.groups.map((group, g) => ({ ...group, informationValue: g / 100 }))
    expect(select({ ...german, groups }, {})).toMatchObject({ kept: groups.map((_, g) => g), path: [], exclusions: [] })
    const { kept, statement, exclusions } = select(
      { ...german, groups },
      { maxCharacteristics: 2, mustHave: ['month'] },
    )
    expect(kept).toEqual([0, 11])
    expect(statement).toBe(
      'No search: of the characteristics within the limits the 2 of highest information value stay.',
    )
    expect(exclusions).toHaveLength(10)
  })

  it('compares by cross-validated AUC over the same folds', () => {
    const input = selectionSample(11, 5, 200)
    const found = select(input, { method: 'bestSubset', criterion: 'crossValidatedAuc', folds: 4 })
    const criterion = modelCriterion('crossValidatedAuc', input, 4, 1)
    const best = Math.min(...allSubsets(5).map((subset) => criterion.loss(subset)))
    expect(found.path.at(-1)!.criterion).toBeCloseTo(-best, 6)
    expect(found.statement).toMatch(
      /all sets looked at: 32 models fitted\. Proven .* The AUC is the mean over 4 stratified folds, seed 1; the highest mean counts, without a rule of one standard error\.$/,
    )
    for (const { reason } of found.exclusions) expect(reason).toMatch(/the cross-validated AUC (from|at) 0\.\d{4}/)
    const other = selectFeatures({
      ...input,
      seed: 2,
      selection: { ...noSelection, method: 'stepwise', criterion: 'crossValidatedAuc' },
    })
    expect(other.statement).toContain('seed 2')
  })

  it('says when it does not know whether the set is the best', () => {
    const input = selectionSample(5, 14, 150)
    const byAuc = select(input, {
      method: 'bestSubset',
      criterion: 'crossValidatedAuc',
      folds: 2,
      maxCharacteristics: 3,
    })
    expect(byAuc.statement).toContain('not proven to be the best set')
    expect(byAuc.kept.length).toBeLessThanOrEqual(3)
    const ridge = select({ ...input, l2: 1 }, { method: 'bestSubset', maxCharacteristics: 3 })
    expect(ridge.statement).toMatch(/not proven to be the best set\. Log-likelihoods are those of the ridge fits\.$/)
    const steps = select({ ...input, l2: 1 }, { method: 'stepwise', maxCharacteristics: 3 })
    expect(criterionOf({ ...input, l2: 1 }, ridge.kept, 'aic')).toBeLessThanOrEqual(
      criterionOf({ ...input, l2: 1 }, steps.kept, 'aic') + 1e-9,
    )
  })

  it('takes a weight for repeated rows, and gives the same every time', () => {
    const input = selectionSample(3, 6, 120)
    const w = Array.from(input.yTrue, (_, i) => 1 + (i % 3))
    const rows = w.flatMap((times, i) => new Array<number>(times).fill(i))
    const take = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!)
    const repeated = {
      ...input,
      groups: input.groups.map((group) => ({ ...group, columns: group.columns.map(take) })),
      yTrue: Uint8Array.from(rows, (i) => input.yTrue[i]!),
    }
    const weighted = { ...input, weights: Float64Array.from(w) }
    for (const method of ['stepwise', 'backward', 'bestSubset'] as const) {
      const a = select(weighted, { method, criterion: 'bic', maxCorrelation: 0.5 })
      const b = select(repeated, { method, criterion: 'bic', maxCorrelation: 0.5 })
      expect(a.kept).toEqual(b.kept)
      expect(a.path.map(({ reason }) => reason)).toEqual(b.path.map(({ reason }) => reason))
      expect(select(weighted, { method, criterion: 'bic', maxCorrelation: 0.5 })).toEqual(a)
    }
  })

  it('tells how far it is', () => {
    const seen: [string, number, number][] = []
    selectFeatures({ ...german, selection: { ...noSelection, method: 'forward' } }, (...told) => void seen.push(told))
    expect(seen.length).toBeGreaterThan(50)
    expect(
      seen.every(
        ([stage, done, total], i) => stage === 'Selecting' && done <= total && done >= (seen[i - 1]?.[1] ?? 0),
      ),
    ).toBe(true)
  })

  it('refuses what cannot be', () => {
    expect(() => select(german, { mustHave: ['age'], mustNot: ['age'] })).toThrow(
      'needs mustHave and mustNot apart, got "age" in both',
    )
    expect(() => select(german, { mustHave: ['age', 'month'], maxCharacteristics: 1 })).toThrow(
      'needs maxCharacteristics of at least the 2 that must stay, got 1',
    )
    expect(() => select({ ...german, yTrue: new Uint8Array(1000) }, { method: 'forward' })).toThrow(
      'needs events and non-events, got 0 events in 1000 rows',
    )
    expect(() => select(german, { method: 'forward', criterion: 'crossValidatedAuc', folds: 1 })).toThrow('folds')
    const leak = { name: 'leak', informationValue: 9, columns: [Float64Array.from(yTrue)] }
    const leaky = { ...german, groups: [...german.groups.slice(0, 3), leak] }
    expect(() => select(leaky, { method: 'forward', mustHave: ['leak'] })).toThrow(
      /no model with finite coefficients, got separation .*"leak"/,
    )
    const forward = select(leaky, { method: 'forward' })
    expect(forward.names).not.toContain('leak')
    expect(forward.exclusions.find(({ name }) => name === 'leak')!.reason).toContain('no finite coefficients')
    expect(select(leaky, { method: 'backward' }).names).not.toContain('leak')
    expect(select(leaky, { method: 'bestSubset' }).kept).toEqual(
      select({ ...leaky, groups: german.groups.slice(0, 3) }, { method: 'bestSubset' }).kept,
    )
    const flat = { name: 'flat', informationValue: 0, columns: [new Float64Array(1000)] }
    expect(() => select({ ...german, groups: [flat] }, { method: 'forward' })).toThrow('got a constant in "flat"')
    expect(select({ ...german, groups: [] }, { method: 'forward' }).kept).toEqual([])
  })
})
