import type { Exclusion, SelectionStep } from '../scorecard/fit-report.ts'
import type { Selection } from '../scorecard/scorecard-model.ts'

/** Columns that stay or go together: one characteristic. */
export interface SelectionGroup {
  readonly name: string
  readonly informationValue: number
  /** One or more columns of shape (nSamples,), finite. */
  readonly columns: readonly Float64Array[]
}

/** What is selected from. */
export interface SelectionInput {
  readonly groups: readonly SelectionGroup[]
  /** 0 or 1 per row, 1 = event, shape (nSamples,). */
  readonly yTrue: Uint8Array
  /** Number of times each row counts, > 0; null: 1 each. */
  readonly weights: Float64Array | null
  /** Log odds added to the linear predictor with coefficient 1; null: none. */
  readonly offset: Float64Array | null
  /** Ridge penalty of the fits, ≥ 0. */
  readonly l2: number
  readonly selection: Selection
  /** Of the folds of `crossValidatedAuc`, integer in [0, 2³²). */
  readonly seed: number
}

/** What was selected, and why. */
export interface SelectionResult {
  /** Indices of the groups that stay, in the order given. */
  readonly kept: readonly number[]
  /** The search step by step; empty where nothing was searched. */
  readonly path: readonly SelectionStep[]
  /** Which search was used, how many models it fitted, and whether the result is proven to be the best. */
  readonly statement: string
  /** Every group left out with the reason: first those beyond a limit, then those the search left out, in the order given. */
  readonly exclusions: readonly Exclusion[]
}

/** Told how far the search is: stage in words, models fitted, models in all (or as many as may be needed). */
export type SelectionProgress = (stage: string, done: number, total: number) => void
