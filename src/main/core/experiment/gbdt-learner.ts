import { createFrame, getColumn, takeRows } from '../frame/frame.ts'
import { growModel } from '../gbdt/fit-gbdt-model.ts'
import type { GbdtParams } from '../gbdt/gbdt-params.ts'
import { compileTreeModel } from '../trees/compile-tree-model.ts'
import type { Learner, Scores } from './learner.ts'
import type { ScorecardTable } from './scorecard-learner.ts'

/** What boosted trees are learnt from. */
export type GbdtTable = Omit<ScorecardTable, 'method'>

/**
 * Boosted trees as a learner: bins, trees and their number are learnt on the training rows alone. Where the hold-out sample is to decide
 * when to stop, a validation share of the training rows decides instead (`earlyStopping.share`), because the rows that judge must not.
 * Rows without an outcome are left out, and nothing is measured besides the scores.
 *
 * @param table - columns, outcomes, weights
 * @param params - parameters with defaults applied
 */
export function gbdtLearner(table: GbdtTable, params: GbdtParams): Learner {
  const { earlyStopping, rejectInference } = params
  const sample = earlyStopping.sample === 'holdout' ? 'validation' : earlyStopping.sample
  const fitted: GbdtParams = {
    ...params,
    earlyStopping: { ...earlyStopping, sample },
    rejectInference: { ...rejectInference, method: 'none' },
  }
  return (training, test) => {
    const { model } = growModel({
      ...table,
      params: fitted,
      // Rows without an outcome are of neither sample: left out, not refused.
      rejected: new Uint32Array(0),
      split: { development: training, holdout: new Uint32Array(0) },
    })
    const compiled = compileTreeModel(model)
    const scoresOf = (rows: Uint32Array): Scores => {
      const columns = compiled.characteristics.map((name) => takeRows(getColumn(table.frame, name), rows))
      const { margins, probability } = compiled.scoreFrame(createFrame(columns))
      return { yScore: margins, yProb: probability }
    }
    return { training: scoresOf(training), test: scoresOf(test), characteristics: compiled.characteristics }
  }
}
