import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { describeTreeModel } from '../../../../src/main/core/imported/describe-tree-model.ts'
import { fitReportSchema } from '../../../../src/shared/contract/model.ts'
import { treeModelSchema } from '../../../../src/shared/contract/tree-model.ts'
import { numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'
import { german, germanOutcomes, golden, goldenModel, stump, treeModel } from '../tree-insight/tree-fixtures.ts'

const X = [1, 2, 3, 4, null, 6, 7, -9]
const FRAME = createFrame([numericColumn('x', X), textColumn('s', ['a', 'b', 'a', 'b', 'c', 'a', null, 'b'])])
const OUTCOMES = Uint8Array.of(1, 1, 0, 1, 0, 0, 0, 0)
/** x ≤ 3.5 or missing: leaf 0; else by level: a is leaf 1, others leaf 2. */
const MODEL = treeModel(
  [
    { name: 'x', missingCodes: [-9], monotone: 'decreasing' },
    { name: 's', levels: ['a', 'b'] },
  ],
  [
    {
      features: [0, 1],
      thresholds: [3.5, 0],
      left: [-1, -2],
      right: [1, -3],
      missingLeft: [1, 0],
      sets: [[0]],
      values: [1, 0.5, -1],
      covers: [],
      gains: [],
    },
    stump(0, 3.5, 0, -0.5, { gains: [] }),
  ],
  { developmentEventRate: 0 },
)
const sigma = (eta: number) => 1 / (1 + Math.exp(-eta))
/** η per row: 1 for x ≤ 3.5 and missing; 4 b: −1.5; 6 a: 0; 7 missing: −1.5; −9 counts as missing: 1. */
const MARGINS = [1, 1, 1, -1.5, 1, 0, -1.5, 1]

describe('a description of an imported tree model', () => {
  const { model, fit } = describeTreeModel(MODEL, FRAME, OUTCOMES)

  it('bins the characteristics on these rows and leaves every score as it was', () => {
    expect(model.variables.map(({ name, type }) => [name, type])).toEqual([
      ['x', 'numeric'],
      ['s', 'text'],
    ])
    expect(model.variables[0]!.bins.find(({ definition }) => definition.kind === 'special')).toMatchObject({ count: 1 })
    expect(model.variables).toEqual(fit.characteristicReport)
    expect(model.trees.map(({ values }) => values)).toEqual(MODEL.trees.map(({ values }) => values))
    expect(model.developmentEventRate).toBe(3 / 8)
    expect(treeModelSchema.parse(model)).toEqual(model)
    expect(fitReportSchema.parse(fit)).toEqual(fit)
  })

  it('counts covers where the file has none, and keeps those it has', () => {
    // Tree 1: root 8, second split 3 (4 b, 6 a, 7 missing); leaves 5, 1, 2. Tree 2: 8; 5, 3.
    expect(model.trees.map(({ covers }) => covers)).toEqual([
      [8, 3, 5, 1, 2],
      [8, 5, 3],
    ])
    const stated = { ...MODEL, trees: model.trees.map((tree) => ({ ...tree, covers: tree.covers.map((n) => 2 * n) })) }
    const kept = describeTreeModel(stated, FRAME, OUTCOMES)
    expect(kept.model.trees).toEqual(stated.trees)
    expect(kept.fit.warnings.join(' ')).not.toContain('counted from this data set')
  })

  it('measures the PDs as they stand', () => {
    const expected = MARGINS.reduce((sum, eta, i) => sum + Math.log(sigma(OUTCOMES[i] === 1 ? eta : -eta)), 0)
    expect(fit.logLikelihood).toBeCloseTo(expected, 12)
    expect(fit.logLikelihoodNull).toBeCloseTo(3 * Math.log(3 / 8) + 5 * Math.log(5 / 8), 12)
    // Events at 1, 1, −1.5; non-events at 1, 1, 0, −1.5, 1: 2 · (2 + 3/2) + 1/2 of 15 pairs.
    expect(fit.developmentAuc.value).toBeCloseTo((2 * 3.5 + 0.5) / 15, 12)
    expect(fit).toMatchObject({ nDevelopment: 8, nEventsDevelopment: 3, aic: null, bic: null, coefficients: [] })
    expect(fit.likelihoodRatio).toMatchObject({ pValue: null, reason: expect.stringContaining('not fitted') })
  })

  it('tells of the trees, and what the file does not say', () => {
    expect(fit.boosting).toMatchObject({ nTrees: 2, nLeaves: 5, largestDepth: 2, nGrown: 2, stopped: 'imported' })
    expect(fit.boosting!.importance).toEqual([
      { name: 'x', gain: null, gainShare: null, nSplits: 2, permutation: null },
      { name: 's', gain: null, gainShare: null, nSplits: 1, permutation: null },
    ])
    // With "a", x falls from 1 to 0; with other levels from 1 to −1.5.
    expect(fit.boosting!.monotone).toEqual([{ name: 'x', direction: 'decreasing', nChecked: 8, largestViolation: 0 }])
    expect(fit.warnings).toEqual([
      expect.stringContaining('imported'),
      expect.stringContaining('counted from this data set'),
      expect.stringContaining('number of splits'),
      '1 of 8 rows have a level of "s" that the model does not know.',
    ])
  })

  it('tells unseen levels from missing ones', () => {
    const strange = createFrame([numericColumn('x', X), textColumn('s', ['a', 'b', 'd', 'b', 'c', 'a', null, 'e'])])
    expect(describeTreeModel(MODEL, strange, OUTCOMES).fit.warnings.at(-1)).toMatch(/^3 of 8 rows/)
    const known = createFrame([numericColumn('x', X), textColumn('s', ['a', 'b', 'a', 'b', null, 'a', null, 'b'])])
    expect(describeTreeModel(MODEL, known, OUTCOMES).fit.warnings).toHaveLength(3)
  })

  it('keeps bins that are those of its own development', () => {
    const own = { ...model, developmentEventRate: 0.1 }
    const half = Uint32Array.of(0, 2, 4, 6)
    const frame = createFrame([
      numericColumn(
        'x',
        [...half].map((row) => X[row]!),
      ),
      textColumn('s', ['a', 'a', 'c', null]),
    ])
    const outcomes = Uint8Array.from(half, (row) => OUTCOMES[row]!)
    expect(describeTreeModel(own, frame, outcomes, true).model).toEqual(own)
    const recounted = describeTreeModel(own, frame, outcomes, false)
    expect(recounted.model.developmentEventRate).toBe(0.1)
    const count = recounted.model.variables[0]!.bins.reduce((sum, bin) => sum + bin.count, 0)
    expect(count).toBe(4)
    expect(recounted.model.variables[0]!.bins.map(({ definition }) => definition)).toEqual(
      own.variables[0]!.bins.map(({ definition }) => definition),
    )
  })

  it('has importance by gain where gains are known, and no note of what is there', () => {
    const known = describeTreeModel(goldenModel, german, germanOutcomes)
    const { importance } = known.fit.boosting!
    const gains = golden.trees.flatMap((tree) => tree.gains)
    expect(importance.reduce((sum, { gain }) => sum + gain!, 0)).toBeCloseTo(
      gains.reduce((a, b) => a + b, 0),
      6,
    )
    expect(importance.reduce((sum, { gainShare }) => sum + gainShare!, 0)).toBeCloseTo(1, 12)
    expect(importance.map(({ gain }) => gain)).toEqual(importance.map(({ gain }) => gain!).toSorted((a, b) => b - a))
    expect(known.fit.warnings).toHaveLength(1)
    expect(known.model.trees).toEqual(golden.trees)
  })

  it('has covers of these rows equal to those of the maker on the same rows', () => {
    const bare = { ...goldenModel, trees: goldenModel.trees.map((tree) => ({ ...tree, covers: [] })) }
    expect(describeTreeModel(bare, german, germanOutcomes).model.trees).toEqual(golden.trees)
  })

  it('refuses rows without outcome, samples without events, columns that are not there, and holds certain PDs', () => {
    expect(() => describeTreeModel(MODEL, FRAME, OUTCOMES.slice(1))).toThrow(/one outcome per row, got 7 for 8 rows/)
    expect(() => describeTreeModel(MODEL, FRAME, new Uint8Array(8))).toThrow(/events/)
    expect(() => describeTreeModel(MODEL, createFrame([numericColumn('x', X)]), OUTCOMES)).toThrow(/"s"/)
    const certain = { ...MODEL, baseMargin: 1000 }
    expect(describeTreeModel(certain, FRAME, OUTCOMES).fit.warnings.join(' ')).toContain('Some PDs are 0 or 1')
  })
})
