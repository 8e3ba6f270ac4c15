import type { Frame } from '../frame/frame.ts'
import type { SampleSplit } from '../random/stratified-split.ts'
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

/** What a scorecard is fitted to, and how. */
export interface FitScorecardInput {
  /** Target and characteristics, nRows rows. */
  readonly frame: Frame
  readonly target: Target
  /** Distinct names of candidate columns in scorecard order, the target not among them. */
  readonly characteristics: readonly string[]
  /** With defaults applied. */
  readonly params: ScorecardParams
  /** Row indices of development and hold-out sample; their outcomes are known. */
  readonly split: SampleSplit
  /** Integer in [0, 2³²): folds of a selection, draws of reject inference. */
  readonly seed: number
  /** How often each row counts, > 0, shape (nRows,); null or absent: once each. */
  readonly weights?: Float64Array | null
  /** Name of the column the weights come from, for the report. */
  readonly weightColumn?: string | null
  /** Log odds of the event added to the linear predictor, not part of the score, shape (nRows,). */
  readonly offset?: Float64Array | null
  /** Row indices of applicants whose outcome is not known. */
  readonly rejected?: Uint32Array
  /** `scorecard` (default): weights of evidence; `logistic`: the columns as they stand. */
  readonly method?: Method
}
