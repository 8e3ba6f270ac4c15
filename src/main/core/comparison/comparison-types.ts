import type { Estimate } from '../stats/estimate.ts'
import type { RocPoint } from '../stats/roc-curve.ts'
import type { TestResult } from '../stats/test-result.ts'
import type { SwapSet } from '../strategy/swap-set.ts'
import type { ParameterDifference } from './parameter-differences.ts'

/** One model with its scores of the common rows; arrays of shape (nRows,). */
export interface ModelScores {
  readonly modelVersionId: string
  readonly name: string
  readonly contentHash: string
  readonly method: string
  readonly nCharacteristics: number
  /** Whatever was asked of the training, as plain JSON. */
  readonly params: unknown
  /** Higher = safer. */
  readonly points: Float64Array
  readonly yProb: Float64Array
}

/** What a comparison is made from. */
export interface ComparisonInput {
  /** Which rows these are, in words. */
  readonly sample: string
  /** 0 or 1, 1 = event, shape (nRows,). */
  readonly yTrue: Uint8Array
  /** Two to four, the reference first. */
  readonly models: readonly ModelScores[]
  /** Share approved at which swap sets are made, in (0, 1). */
  readonly approvalRate: number
}

export interface ComparedModel {
  readonly modelVersionId: string
  readonly name: string
  readonly contentHash: string
  readonly method: string
  readonly nCharacteristics: number
  readonly rocAuc: Estimate
  readonly gini: Estimate
  readonly ksStatistic: Estimate
  readonly brierScore: Estimate
  readonly logLoss: Estimate
  readonly meanPredicted: number
  readonly rocCurve: RocPoint[]
}

/** A model against the reference: its figure minus that of the reference. */
export interface ModelDifference {
  readonly first: string
  readonly second: string
  readonly aucDifference: Estimate
  readonly test: TestResult
  readonly ksDifference: number | null
  readonly brierDifference: number | null
  readonly logLossDifference: number | null
  readonly rankCorrelation: number | null
}

/** Arrays are typed as plain ones, so that a report is assignable to what crosses the door. */
export interface ComparisonReport {
  readonly kind: 'comparisonReport'
  readonly sample: string
  readonly nRows: number
  readonly nEvents: number
  readonly models: ComparedModel[]
  readonly differences: ModelDifference[]
  readonly parameterDifferences: ParameterDifference[]
  readonly swapSets: SwapSet[]
}
