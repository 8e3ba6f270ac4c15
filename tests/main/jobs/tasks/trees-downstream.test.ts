import { describe, expect, it } from 'vitest'
import { compileModel } from '../../../../src/main/core/model/compile-model.ts'
import { assessFairness } from '../../../../src/main/jobs/tasks/assess-fairness.ts'
import { calibrateModel } from '../../../../src/main/jobs/tasks/calibrate-model.ts'
import { compareModels } from '../../../../src/main/jobs/tasks/compare-models.ts'
import { explainModel } from '../../../../src/main/jobs/tasks/explain-model.ts'
import { runStrategy } from '../../../../src/main/jobs/tasks/run-strategy.ts'
import { validateModel } from '../../../../src/main/jobs/tasks/validate-model.ts'
import {
  explanationReportSchema,
  fairnessReportSchema,
  validationReportSchema,
} from '../../../../src/shared/contract/evidence.ts'
import {
  calibrationReportSchema,
  comparisonReportSchema,
  strategyReportSchema,
} from '../../../../src/shared/contract/strategy.ts'
import { treeModelSchema } from '../../../../src/shared/contract/tree-model.ts'
import { german, trainGerman } from './german-models.ts'
import { growGerman } from './german-trees.ts'
import { memoryContext } from './memory-reader.ts'

const NAMES = ['status', 'month', 'credit_history', 'savings']
const trees = growGerman(NAMES)
const card = trainGerman(NAMES)
const { model, origin } = trees
const base = { model, origin, datasetVersionId: 'german' }
const context = memoryContext({ german })

describe('what follows on training works for trees as for scorecards', () => {
  it('has a model of the contract', () => {
    expect(treeModelSchema.parse(model)).toEqual(model)
  })

  it('validates on development and hold-out, and watches the bins of every characteristic', () => {
    const report = validateModel(base, context)
    expect(validationReportSchema.parse(report)).toEqual(report)
    expect(report.samples.map(({ sample, nRows }) => [sample, nRows])).toEqual([
      ['development', 700],
      ['holdout', 300],
    ])
    expect(report.samples[0]!.rocAuc.value).toBeGreaterThan(0.75)
    expect(report.scoreStability?.bands.length).toBeGreaterThan(3)
    expect(report.characteristicStability.map(({ name }) => name)).toEqual(model.variables.map(({ name }) => name))
    for (const { nExpected, nActual } of report.characteristicStability)
      expect([nExpected, nActual]).toEqual([700, 300])
  })

  it('assesses fairness at a cut-off in points or PD', () => {
    const grouping = { column: 'age', cuts: [25] }
    const ask = (threshold: number | null) =>
      assessFairness({ ...base, grouping, reference: null, threshold, sample: 'all' }, context)
    const report = ask(0.3)
    expect(fairnessReportSchema.parse(report)).toEqual(report)
    const again = ask(report.cutOff.points)
    expect(again.bases[0]!.groups.map(({ nSelected }) => nSelected)).toEqual(
      report.bases[0]!.groups.map(({ nSelected }) => nSelected),
    )
  })

  it('explains a sample, adding up within the default policy', () => {
    const report = explainModel({ ...base, sample: 'holdout' }, context)
    expect(explanationReportSchema.parse(report)).toEqual(report)
    expect(report.nRows).toBe(300)
    expect(report.largestAdditivityResidual).toBeLessThan(1e-9)
    expect(report.importance[0]!.name).toBe('status')
  })

  it.each(['platt', 'isotonic', 'beta', 'shift'] as const)(
    'calibrates by %s, and the calibrated trees are used',
    (method) => {
      const report = calibrateModel({ ...base, method, sample: 'holdout', centralTendency: null }, context)
      expect(calibrationReportSchema.parse(report)).toEqual(report)
      const after = compileModel({ ...model, calibration: report.calibration }).scoreFrame(german)
      const before = compileModel(model).scoreFrame(german)
      expect(after.points).toEqual(before.points)
      expect(after.probability).not.toEqual(before.probability)
      const { meanPredicted } = report.samples[0]!.after
      const calibrated = validateModel({ ...base, model: { ...model, calibration: report.calibration } }, context)
      const holdout = calibrated.samples.find(({ sample }) => sample === 'holdout')!
      expect(holdout.calibrationInTheLarge.value).toBeCloseTo(meanPredicted - holdout.eventRate, 9)
    },
  )

  it('finds cut-offs among scores that are not whole', () => {
    const report = runStrategy(
      {
        ...base,
        sample: 'all',
        costFalseNegative: 5,
        costFalsePositive: 1,
        profitPerGood: 1,
        lossPerBad: 5,
        approvalRate: 0.7,
        badRate: null,
      },
      context,
    )
    expect(strategyReportSchema.parse(report)).toEqual(report)
    expect(report.choices.find(({ rule }) => rule === 'approvalRate')!.choice!.approvalRate).toBeCloseTo(0.7, 1)
  })

  it('compares with a scorecard by the paired test, without a list of what the other kind has not got', () => {
    const named = (one: typeof card | typeof trees, method: 'scorecard' | 'gbdt', i: number) => ({
      modelVersionId: `mv_${i}`,
      name: `${method}, version 1`,
      contentHash: `${i}`.repeat(64),
      method,
      params: one.params,
      seed: one.seed,
      model: one.model,
      origin: one.origin,
    })
    const report = compareModels(
      {
        models: [named(card, 'scorecard', 1), named(trees, 'gbdt', 2)],
        datasetVersionId: 'german',
        sample: 'holdout',
        approvalRate: 0.7,
      },
      context,
    )
    expect(comparisonReportSchema.parse(report)).toEqual(report)
    expect(report.models.map(({ method, nCharacteristics }) => [method, nCharacteristics])).toEqual([
      ['scorecard', 4],
      ['gbdt', 4],
    ])
    expect(report.differences[0]!.test.pValue).toBeGreaterThan(0)
    expect(report.differences[0]!.rankCorrelation).toBeGreaterThan(0.8)
    const paths = report.parameterDifferences.map(({ path }) => path)
    expect(paths).toContain('method')
    expect(paths).not.toContain('maxTrees')
    expect(paths).not.toContain('binning.maxBins')
    expect(report.swapSets[0]!.cells.reduce((sum, { count }) => sum + count, 0)).toBe(report.nRows)
  })
})
