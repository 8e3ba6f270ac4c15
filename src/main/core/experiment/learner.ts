/** What a fitted model says of some rows. */
export interface Scores {
  /** Higher = riskier, shape (nRows,). */
  readonly yScore: Float64Array
  /** Probability of the event (PD), shape (nRows,). */
  readonly yProb: Float64Array
}

/** One fit on some rows, and its scores of these and of others. */
export interface LearnerResult {
  readonly training: Scores
  readonly test: Scores
  /** Names of the characteristics the model uses. */
  readonly characteristics: readonly string[]
}

/**
 * A method with its parameters, ready to be fitted to any rows of one table: what cross-validation, learning curves and
 * searches know of a model. It throws StatisticError `undefined` where these rows cannot be learnt from.
 */
export type Learner = (training: Uint32Array, test: Uint32Array) => LearnerResult

/** Told how far an experiment is: stage in words, steps done, steps in all. */
export type ExperimentProgress = (stage: string, done: number, total: number) => void

/** Outcomes of all rows and the rows that may be used. */
export interface ExperimentRows {
  /** 0 or 1 per row of the table, shape (nRows,). */
  readonly yTrue: Uint8Array
  /** Development rows, ascending. */
  readonly development: Uint32Array
}
