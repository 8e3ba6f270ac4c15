import type { CalibrationBin } from '../stats/calibration-curve.ts'
import type { Estimate } from '../stats/estimate.ts'
import type { GainsRow } from '../stats/gains-table.ts'
import type { KsPoint } from '../stats/ks-curve.ts'
import type { RocPoint } from '../stats/roc-curve.ts'
import type { ScoreBand } from '../stats/score-distribution.ts'
import type { TestResult } from '../stats/test-result.ts'

/** `all`: the data were not divided. */
export type SampleName = 'development' | 'holdout' | 'all'

/** One scored sample; the arrays have shape (nRows,). */
export interface ScoredSample {
  readonly sample: SampleName
  /** 0 or 1, 1 = event. */
  readonly yTrue: Uint8Array
  /** Predicted probability of the event (PD), a decreasing function of the points. */
  readonly yProb: Float64Array
  /** Score points, higher = safer. */
  readonly points: Float64Array
  /** Whether the model was fitted on these rows. */
  readonly isInSample: boolean
}

/** Counts of one characteristic by bin, in the development and in the other sample. */
export interface CharacteristicCounts {
  readonly name: string
  readonly labels: readonly string[]
  readonly expected: readonly number[]
  readonly actual: readonly number[]
}

/** What a validation report is made from. */
export interface ValidationInput {
  readonly samples: readonly ScoredSample[]
  readonly characteristics: readonly CharacteristicCounts[]
}

/**
 * Discrimination and calibration of one sample. Arrays of reports are typed as plain ones, so that a report is assignable
 * to what crosses the door.
 */
export interface SampleReport {
  readonly sample: SampleName
  readonly nRows: number
  readonly nEvents: number
  readonly eventRate: number
  readonly rocAuc: Estimate
  readonly gini: Estimate
  readonly ksStatistic: Estimate
  /** Points at which the KS distance is largest. */
  readonly ksPoints: number | null
  readonly brierScore: Estimate
  readonly logLoss: Estimate
  readonly hosmerLemeshow: TestResult
  readonly calibrationSlope: Estimate
  readonly calibrationIntercept: Estimate
  /** Mean predicted minus observed rate. */
  readonly calibrationInTheLarge: Estimate
  readonly expectedCalibrationError: Estimate
  readonly calibrationCurve: CalibrationBin[]
  readonly gains: GainsRow[]
  readonly rocCurve: RocPoint[]
  readonly ksCurve: KsPoint[]
  readonly scoreDistribution: ScoreBand[]
}

export interface StabilityBand {
  readonly label: string
  readonly expected: number
  readonly expectedShare: number
  readonly actual: number
  readonly actualShare: number
  /** ln(actual share / expected share); null if a share is 0. */
  readonly logRatio: number | null
  /** Summand of the index; 0 for a bin empty in both samples, null for one empty in only one of them. */
  readonly contribution: number | null
}

/** Population stability of one binned variable. */
export interface StabilityReport {
  readonly name: string
  readonly populationStabilityIndex: Estimate
  readonly nExpected: number
  readonly nActual: number
  readonly bands: StabilityBand[]
  /** 95% limit of the index when nothing has drifted. */
  readonly noDriftLimit: number | null
}

export interface ValidationReport {
  readonly kind: 'validationReport'
  readonly samples: SampleReport[]
  readonly scoreStability: StabilityReport | null
  readonly characteristicStability: StabilityReport[]
}
