import { describe, expect, it } from 'vitest'
import { crossValidate } from '../../../../src/main/core/experiment/cross-validate.ts'
import { gbdtLearner } from '../../../../src/main/core/experiment/gbdt-learner.ts'
import { takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { growModel } from '../../../../src/main/core/gbdt/fit-gbdt-model.ts'
import { compileTreeModel } from '../../../../src/main/core/trees/compile-tree-model.ts'
import { GERMAN, NO_ROWS, smallParams } from '../gbdt/german-boosting.ts'
import { german, germanOutcomes } from '../tree-insight/tree-fixtures.ts'

const { split, params: _, ...table } = GERMAN
const TABLE = { ...table, weights: null, offset: null }

describe('boosted trees as a learner', () => {
  it('score with what the training rows alone taught them', () => {
    const params = smallParams()
    const { training, test, characteristics } = gbdtLearner(TABLE, params)(split.development, split.holdout)
    const { model } = growModel({ ...GERMAN, params, split: { ...split, holdout: NO_ROWS } })
    const scored = compileTreeModel(model).scoreFrame(takeFrameRows(german, split.holdout))
    expect(test).toEqual({ yScore: scored.margins, yProb: scored.probability })
    expect(training.yScore).toHaveLength(700)
    expect(characteristics).toEqual(model.characteristics.map(({ name }) => name))
  })

  it('stop by a share of the training rows where the hold-out sample is to decide', () => {
    const stopping = { patience: 3, metric: 'logLoss' }
    const learn = (sample: string) =>
      gbdtLearner(TABLE, smallParams({ learningRate: 0.5, earlyStopping: { ...stopping, sample } }))(
        split.development,
        split.holdout,
      )
    expect(learn('holdout')).toEqual(learn('validation'))
    expect(learn('none').test.yScore).not.toEqual(learn('validation').test.yScore)
  })

  it('are cross-validated like scorecards', () => {
    const report = crossValidate(
      { yTrue: germanOutcomes, development: split.development },
      gbdtLearner(TABLE, smallParams({ maxTrees: 10 })),
      { folds: 3, repeats: 1, seed: 1 },
    )
    expect(report.meanAuc.value).toBeGreaterThan(0.7)
    expect(report.results.every(({ problem }) => problem === null)).toBe(true)
  })

  it('have no result where nothing can be learnt', () => {
    const learn = gbdtLearner(TABLE, smallParams({ minChildCount: 400 }))
    expect(() => learn(split.development, split.holdout)).toThrow(/needs a split that gains/)
  })
})
