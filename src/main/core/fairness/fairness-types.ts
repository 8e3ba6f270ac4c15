import type { Estimate } from '../stats/estimate.ts'
import type { TestResult } from '../stats/test-result.ts'
import type { SampleName } from '../validation/validation-types.ts'

/** How rows are put into groups: by each value, or by cut points of a numeric column. */
export interface Grouping {
  readonly column: string
  /** Ascending cut points c1 < c2 …: groups "≤ c1", "> c1 and ≤ c2", …, "> ck". Empty: one group per value. */
  readonly cuts: readonly number[]
}

/** Rows by group: `codes` has shape (nRows,) and indexes `labels`; missing = −1. */
export interface GroupCodes {
  readonly codes: Int32Array
  readonly labels: readonly string[]
}

/**
 * What "selected" means. `outcome`: a non-event really happened (the person paid). `decision`: the points reach the cut-off
 * (the person would be approved).
 */
export type FairnessBasisName = 'outcome' | 'decision'

/** Figures of one group against the reference group. */
export interface FairnessGroup {
  readonly group: string
  readonly isReference: boolean
  readonly count: number
  readonly nSelected: number
  /** Null for an empty group. */
  readonly selectionRate: number | null
  readonly adverseImpactRatio: Estimate
  /** Selection rate minus the reference group's, in shares. */
  readonly rateDifference: number | null
  readonly oddsRatio: number | null
  readonly fisherTest: TestResult
  readonly chiSquaredTest: TestResult
  /** Fisher where an expected count is below 5, else chi-squared. */
  readonly preferredTest: 'fisher' | 'chiSquared'
  /** Of the points, in pooled standard deviations; null on the outcome basis. */
  readonly standardizedMeanDifference: number | null
  /** People of the group who would have to be selected in addition to reach the reference rate; not rounded. */
  readonly shortfall: number | null
  /** Selected among non-events and among events; null on the outcome basis. */
  readonly selectionRateNonEvents: number | null
  readonly selectionRateEvents: number | null
  /** AUC of the score within the group; null on the outcome basis. */
  readonly rocAuc: number | null
  /** False below the smallest group size. */
  readonly isSufficient: boolean
}

export interface FairnessBasis {
  readonly basis: FairnessBasisName
  readonly selectedMeans: string
  readonly groups: FairnessGroup[]
  /** Rows in no group. */
  readonly nMissing: number
  /** Larger of the two spreads of `selectionRateNonEvents` and `selectionRateEvents`, over groups of sufficient size. */
  readonly equalizedOddsDifference: number | null
  /** Largest minus smallest selection rate, over groups of sufficient size. */
  readonly demographicParityDifference: number | null
}

export interface FairnessReport {
  readonly kind: 'fairnessReport'
  readonly grouping: { readonly column: string; readonly cuts: number[] }
  readonly referenceGroup: string
  readonly referenceReason: string
  readonly sample: SampleName
  readonly cutOff: { readonly points: number; readonly probability: number; readonly reason: string }
  readonly minimumGroupSize: number
  readonly bases: FairnessBasis[]
}

/** What a fairness report is made from; the arrays have shape (nRows,) and belong to one sample. */
export interface FairnessInput {
  readonly codes: Int32Array
  readonly labels: readonly string[]
  readonly grouping: Grouping
  readonly referenceGroup: string
  readonly referenceReason: string
  readonly sample: SampleName
  /** 0 or 1, 1 = event. */
  readonly yTrue: Uint8Array
  /** Higher = safer. */
  readonly points: Float64Array
  /** PD of each row. */
  readonly yProb: Float64Array
  /** Selected = points at or above. */
  readonly cutOffPoints: number
  /** The same cut-off as a PD, for the record. */
  readonly cutOffProbability: number
  readonly cutOffReason: string
  /** Below this size a group is listed as insufficient evidence; default 30. */
  readonly minimumGroupSize?: number
}
