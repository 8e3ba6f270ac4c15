import { type Frame, takeFrameRows } from '../frame/frame.ts'
import { fitScorecard } from '../scorecard/fit-scorecard.ts'
import { compileScorecard } from '../scorecard/score-scorecard.ts'
import type { ScorecardModel, ScorecardParams, Target } from '../scorecard/scorecard-model.ts'
import type { Learner, Scores } from './learner.ts'

/** What a scorecard or a logistic regression is learnt from. */
export interface ScorecardTable {
  readonly frame: Frame
  readonly target: Target
  readonly characteristics: readonly string[]
  readonly method: 'scorecard' | 'logistic'
  /** One per row of the frame, or null. */
  readonly weights: Float64Array | null
  readonly offset: Float64Array | null
  readonly seed: number
}

/**
 * A scorecard as a learner: everything from binning to points is learnt on the training rows alone. Reject inference is left
 * aside, because what is inferred is no outcome to be judged by.
 *
 * @param table - columns, outcomes, weights
 * @param params - parameters with defaults applied
 */
export function scorecardLearner(table: ScorecardTable, params: ScorecardParams): Learner {
  const fitted: ScorecardParams = { ...params, rejectInference: { ...params.rejectInference, method: 'none' } }
  return (training, test) => {
    const { model } = fitScorecard({
      ...table,
      params: fitted,
      // Rows without an outcome are of neither sample: left out, not refused.
      rejected: new Uint32Array(0),
      split: { development: training, holdout: new Uint32Array(0) },
    })
    return {
      training: scoresOf(model, table.frame, training),
      test: scoresOf(model, table.frame, test),
      characteristics: model.characteristics.map(({ name }) => name),
    }
  }
}

function scoresOf(model: ScorecardModel, frame: Frame, rows: Uint32Array): Scores {
  const { points, probability } = compileScorecard(model).scoreFrame(takeFrameRows(frame, rows))
  return { yScore: points.map((value) => 0 - value), yProb: probability }
}
