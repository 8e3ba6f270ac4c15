import type { FitInputs } from './fit-inputs.ts'
import type { Method, ScorecardParams, Target } from './scorecard-model.ts'

/** Told how far the fit is: stage in words, steps done, steps in all. */
export type FitProgress = (stage: string, done: number, total: number) => void

/** What is asked of a fit, whatever the rows. */
export interface FitRequest {
  readonly target: Target
  readonly params: ScorecardParams
  readonly method: Method
  /** Integer in [0, 2³²) for folds and draws. */
  readonly seed: number
}

/** What a scorecard is fitted to, and how; characteristics stand in scorecard order. */
export interface FitScorecardInput extends FitInputs {
  /** With defaults applied. */
  readonly params: ScorecardParams
  /** Integer in [0, 2³²): folds of a selection, draws of reject inference. */
  readonly seed: number
  /** `scorecard` (default): weights of evidence; `logistic`: the columns as they stand. */
  readonly method?: Method
}
