import { describe, expect, it } from 'vitest'
import { binStatistics } from '../../../../src/main/core/binning/bin-statistics.ts'
import type { ManualBins } from '../../../../src/main/core/binning/binned-variable.ts'
import { cellAt, createFrame, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { type BinEvaluatorInput, createBinEvaluator } from '../../../../src/main/core/scorecard/bin-evaluator.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import type { ScorecardParams } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { editedVariableSchema } from '../../../../src/shared/contract/training.ts'
import { numericColumn, textColumn } from './german-credit-frame.ts'
import { DEFAULTS, frame, names, split, target } from './german-scorecard.ts'

const GERMAN: BinEvaluatorInput = {
  frame,
  target,
  characteristics: names,
  split,
  weights: null,
  offset: null,
  seed: 1,
}
const MANUAL: ManualBins = {
  column: 'month',
  bins: [
    { definition: { kind: 'interval', lower: null, upper: 12 }, note: 'Up to a year' },
    { definition: { kind: 'interval', lower: 12, upper: 36 } },
    { definition: { kind: 'interval', lower: 36, upper: null } },
  ],
}

function withBinning(changes: Partial<ScorecardParams['binning']>, more: Partial<ScorecardParams> = {}) {
  return { ...DEFAULTS, ...more, binning: { ...DEFAULTS.binning, ...changes } }
}

/** What the evaluator shows must be what the training with the same parameters gives. */
function compareWithTraining(input: BinEvaluatorInput, params: ScorecardParams): void {
  const shown = createBinEvaluator(input).evaluate(params)
  const { model, fit } = fitScorecard({ ...input, params })
  expect(shown.problem).toBeNull()
  expect(shown.variables.map(({ variable }) => variable)).toEqual(fit.characteristicReport)
  for (const { variable, points, coefficient, exclusion } of shown.variables) {
    const part = model.characteristics.find(({ name }) => name === variable.name)
    expect(points).toEqual(part?.attributes.map((attribute) => attribute.points) ?? null)
    expect(coefficient).toBe(part?.coefficient ?? null)
    expect(exclusion).toBe(fit.exclusions.find(({ name }) => name === variable.name)?.reason ?? null)
  }
  expect(shown.developmentAuc).toEqual(fit.developmentAuc)
  if (input.split.holdout.length > 0) expect(shown.holdoutAuc).toEqual(fit.holdoutAuc)
  expect(shown.nCharacteristics).toBe(model.characteristics.length)
  expect(shown.eventRate).toBe(model.developmentEventRate)
  expect([shown.nDevelopment, shown.nHoldout]).toEqual([fit.nDevelopment, fit.nHoldout])
}

describe('bins evaluated while they are edited', () => {
  it('shows the points a training gives: default parameters', () => {
    compareWithTraining(GERMAN, DEFAULTS)
  })

  it('shows the points a training gives: manual bins, weights, offset, missing rule, wishes', () => {
    const n = frame.nRows
    const weights = Float64Array.from({ length: n }, (_, i) => 0.5 + (i % 5) / 4)
    const offset = Float64Array.from({ length: n }, (_, i) => (i % 3) / 10)
    const params = withBinning(
      { manual: [MANUAL], maxPValue: 0.2 },
      {
        scaling: { ...DEFAULTS.scaling, missing: { rule: 'neutral', exceptions: [] } },
        selection: { ...DEFAULTS.selection, mustNot: ['status'], mustHave: ['telephone'] },
      },
    )
    compareWithTraining({ ...GERMAN, weights, offset }, params)
  })

  it('shows the coefficients of a regression on the columns as they stand, and no points of a line', () => {
    const input: BinEvaluatorInput = { ...GERMAN, characteristics: ['month', 'status'], method: 'logistic' }
    const [month, status] = createBinEvaluator(input).evaluate(DEFAULTS).variables
    expect(month!.points).toBeNull()
    expect(month!.coefficient).not.toBeNull()
    expect(status!.points).toHaveLength(status!.variable.bins.length)
  })

  it('does not depend on what was asked before', () => {
    const edited = withBinning({ manual: [MANUAL] })
    const used = createBinEvaluator(GERMAN)
    for (let edge = 6; edge < 30; edge += 2) {
      const bins = [
        { definition: { kind: 'interval', lower: null, upper: edge } as const },
        { definition: { kind: 'interval', lower: edge, upper: null } as const },
      ]
      used.evaluate(withBinning({ manual: [{ column: 'month', bins }] }), ['month'])
    }
    used.evaluate(withBinning({ maxBins: 3 }))
    expect(used.evaluate(edited)).toEqual(createBinEvaluator(GERMAN).evaluate(edited))
    expect(used.evaluate(DEFAULTS)).toEqual(createBinEvaluator(GERMAN).evaluate(DEFAULTS))
  })

  it('describes the columns asked for, with the bins of the optimiser beside those set by hand', () => {
    const { variables } = createBinEvaluator(GERMAN).evaluate(withBinning({ manual: [MANUAL] }), [
      'credit_amount',
      'month',
    ])
    expect(variables.map(({ variable }) => variable.name)).toEqual(['month', 'credit_amount'])
    const [month] = variables
    expect(month!.variable).toMatchObject({ isManual: true, splits: [12, 36] })
    expect(month!.variable.bins[0]!.note).toBe('Up to a year')
    expect(month!.automatic.isManual).toBeUndefined()
    expect(editedVariableSchema.parse(month)).toEqual(month)
  })

  it('counts the hold-out sample into the bins, by hand', () => {
    const { variables } = createBinEvaluator(GERMAN).evaluate(withBinning({ manual: [MANUAL] }), ['month'])
    const counts = [0, 0, 0, 0].map(() => [0, 0] as [number, number])
    for (const row of split.holdout) {
      const month = cellAt(getColumn(frame, 'month'), row) as number
      const bin = month < 12 ? 0 : month < 36 ? 1 : 2
      counts[bin]![cellAt(getColumn(frame, 'credit'), row) === 2 ? 1 : 0]++
    }
    const { holdout, holdoutInformationValue, stabilityIndex, variable } = variables[0]!
    expect(holdout).toEqual(counts.map(([n, e]) => ({ count: n + e, events: e })))
    const statistics = binStatistics(
      counts.map(([, e]) => e),
      counts.map(([n]) => n),
    )
    expect(holdoutInformationValue).toBe(statistics.informationValue)
    let expected = 0
    counts.slice(0, 3).forEach(([n, e], b) => {
      const [development, actual] = [variable.bins[b]!.share, (n + e) / split.holdout.length]
      expected += (actual - development) * Math.log(actual / development)
    })
    expect(stabilityIndex).toBeCloseTo(expected, 12)
  })

  it('counts the weights of the hold-out sample', () => {
    const double = new Float64Array(frame.nRows).fill(2)
    const [once] = createBinEvaluator(GERMAN).evaluate(DEFAULTS, ['month']).variables
    const [twice] = createBinEvaluator({ ...GERMAN, weights: double }).evaluate(DEFAULTS, ['month']).variables
    expect(twice!.variable.splits).toEqual(once!.variable.splits)
    expect(twice!.holdout).toEqual(
      once!.holdout!.map(({ count, events }) => ({ count: 2 * count, events: 2 * events })),
    )
    expect(twice!.stabilityIndex).toBeCloseTo(once!.stabilityIndex!, 12)
  })

  it('has no hold-out figures without a hold-out sample', () => {
    const all = { development: Uint32Array.from({ length: frame.nRows }, (_, i) => i), holdout: new Uint32Array(0) }
    const result = createBinEvaluator({ ...GERMAN, split: all }).evaluate(DEFAULTS, ['month'])
    expect(result.variables[0]).toMatchObject({ holdout: null, holdoutInformationValue: null, stabilityIndex: null })
    expect(result.holdoutAuc).toMatchObject({ value: null, reason: 'There is no hold-out sample.' })
    expect(result.nHoldout).toBe(0)
  })

  it('has no stability index where a bin is empty in one sample', () => {
    const small = createFrame([
      numericColumn('y', [0, 1, 0, 1, 0, 1]),
      textColumn('x', ['a', 'a', 'b', 'b', 'a', 'zz']),
    ])
    const input: BinEvaluatorInput = {
      ...GERMAN,
      frame: small,
      target: { column: 'y', eventValue: '1' },
      characteristics: ['x'],
      split: { development: Uint32Array.of(0, 1, 2, 3), holdout: Uint32Array.of(4, 5) },
    }
    const { variables } = createBinEvaluator(input).evaluate(DEFAULTS)
    expect(variables[0]!.holdout!.at(-1)).toEqual({ count: 1, events: 1 })
    expect(variables[0]!.stabilityIndex).toBeNull()
  })

  it('leaves the search of a selection and its limits aside', () => {
    const selection = { ...DEFAULTS.selection, method: 'forward', maxCharacteristics: 2, maxCorrelation: 0.1 } as const
    const evaluator = createBinEvaluator(GERMAN)
    const searched = evaluator.evaluate({ ...DEFAULTS, selection, riskBands: 5 })
    expect(searched).toEqual(evaluator.evaluate(DEFAULTS))
    expect(searched.nCharacteristics).toBeGreaterThan(2)
  })

  it('shows the bins all the same when no scorecard can be fitted', () => {
    const result = createBinEvaluator(GERMAN).evaluate({ ...DEFAULTS, minInformationValue: 9 })
    expect(result.problem).toMatch(/needs a characteristic that helps to tell events from non-events/)
    expect(result.nCharacteristics).toBe(0)
    expect(result.variables).toHaveLength(names.length)
    expect(result.variables[0]!.points).toBeNull()
    expect(result.variables[0]!.exclusion).toMatch(/below the minimum of 9/)
    expect(result.developmentAuc).toMatchObject({ value: null, reason: result.problem })
  })

  it('says where bins could be cut, on the development sample', () => {
    const evaluator = createBinEvaluator(GERMAN)
    const months = evaluator.candidates(DEFAULTS, 'month')
    expect(months.prebins.reduce((sum, { count }) => sum + count, 0)).toBe(split.development.length)
    expect([months.minimum, months.maximum]).toEqual([4, 72])
    expect(evaluator.candidates(DEFAULTS, 'status').levels).toHaveLength(4)
  })

  it('refuses unsound manual bins, unknown columns and rows without outcome', () => {
    const evaluator = createBinEvaluator(GERMAN)
    const gap = [{ column: 'month', bins: MANUAL.bins.slice(1) }]
    expect(() => evaluator.evaluate(withBinning({ manual: gap }))).toThrow('a first interval without lower edge')
    expect(() => evaluator.evaluate(DEFAULTS, ['nothing'])).toThrow('a characteristic of the table, got "nothing"')
    expect(() => evaluator.candidates(DEFAULTS, 'nothing')).toThrow('a characteristic of the table, got "nothing"')
    const unknown = createFrame([numericColumn('y', [0, 1, null]), numericColumn('x', [1, 2, 3])])
    const input: BinEvaluatorInput = {
      ...GERMAN,
      frame: unknown,
      target: { column: 'y', eventValue: '1' },
      characteristics: ['x'],
      split: { development: Uint32Array.of(0, 1, 2), holdout: new Uint32Array(0) },
    }
    expect(() => createBinEvaluator(input)).toThrow('got a missing one in row 3')
  })
})
