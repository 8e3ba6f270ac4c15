import type { Estimate } from '../stats/estimate.ts'
import type { TestResult } from '../stats/test-result.ts'
import type { PackFitReport } from './pack-input.ts'

export type PackSampleName = 'development' | 'holdout' | 'all'
export type PackEvidenceKind = 'fitReport' | 'validationReport' | 'fairnessReport' | 'explanationReport'

/** A report in its immutable envelope. */
export interface PackEvidence {
  readonly id: string
  readonly kind: PackEvidenceKind
  readonly title: string
  readonly modelVersionId: string
  readonly datasetVersionId: string
  readonly key: string
  readonly contentHash: string
  readonly method: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly codeVersion: string
  readonly createdAt: string
  readonly createdBy: string
  readonly payload: PackFitReport | PackValidationReport | PackFairnessReport | PackExplanationReport
}

/** Evidence whose payload is known to be of one kind. */
export type PackEvidenceOf<Payload> = Omit<PackEvidence, 'payload'> & { readonly payload: Payload }

export interface PackSampleReport {
  readonly sample: PackSampleName
  readonly nRows: number
  readonly nEvents: number
  readonly eventRate: number
  readonly rocAuc: Estimate
  readonly gini: Estimate
  readonly ksStatistic: Estimate
  readonly ksPoints: number | null
  readonly brierScore: Estimate
  readonly logLoss: Estimate
  readonly hosmerLemeshow: TestResult
  readonly calibrationSlope: Estimate
  readonly calibrationIntercept: Estimate
  readonly calibrationInTheLarge: Estimate
  readonly expectedCalibrationError: Estimate
  readonly calibrationCurve: readonly {
    readonly count: number
    readonly events: number
    readonly meanPredicted: number
    readonly observed: number
    readonly lower: number
    readonly upper: number
  }[]
  readonly gains: readonly {
    readonly band: number
    readonly minimumPoints: number
    readonly maximumPoints: number
    readonly count: number
    readonly events: number
    readonly nonEvents: number
    readonly eventRate: number
    readonly cumulativeShare: number
    readonly cumulativeEventShare: number
    readonly cumulativeNonEventShare: number
    readonly lift: number | null
  }[]
  readonly rocCurve: readonly { readonly falsePositiveRate: number; readonly truePositiveRate: number }[]
  readonly ksCurve: readonly { readonly points: number; readonly eventShare: number; readonly nonEventShare: number }[]
  readonly scoreDistribution: readonly {
    readonly lower: number
    readonly upper: number
    readonly count: number
    readonly events: number
    readonly nonEvents: number
    readonly eventRate: number | null
  }[]
}

export interface PackStabilityReport {
  readonly name: string
  readonly populationStabilityIndex: Estimate
  readonly nExpected: number
  readonly nActual: number
  readonly bands: readonly {
    readonly label: string
    readonly expected: number
    readonly expectedShare: number
    readonly actual: number
    readonly actualShare: number
    readonly logRatio: number | null
    readonly contribution: number | null
  }[]
  readonly noDriftLimit: number | null
}

export interface PackValidationReport {
  readonly kind: 'validationReport'
  readonly samples: readonly PackSampleReport[]
  readonly scoreStability: PackStabilityReport | null
  readonly characteristicStability: readonly PackStabilityReport[]
}

export interface PackFairnessGroup {
  readonly group: string
  readonly isReference: boolean
  readonly count: number
  readonly nSelected: number
  readonly selectionRate: number | null
  readonly adverseImpactRatio: Estimate
  readonly rateDifference: number | null
  readonly oddsRatio: number | null
  readonly fisherTest: TestResult
  readonly chiSquaredTest: TestResult
  readonly preferredTest: 'fisher' | 'chiSquared'
  readonly standardizedMeanDifference: number | null
  readonly shortfall: number | null
  readonly selectionRateNonEvents: number | null
  readonly selectionRateEvents: number | null
  readonly rocAuc: number | null
  readonly isSufficient: boolean
}

export interface PackFairnessBasis {
  readonly basis: 'decision' | 'outcome'
  readonly selectedMeans: string
  readonly groups: readonly PackFairnessGroup[]
  readonly nMissing: number
  readonly equalizedOddsDifference: number | null
  readonly demographicParityDifference: number | null
}

export interface PackFairnessReport {
  readonly kind: 'fairnessReport'
  readonly grouping: { readonly column: string; readonly cuts: readonly number[] }
  readonly referenceGroup: string
  readonly referenceReason: string
  readonly sample: PackSampleName
  readonly cutOff: { readonly points: number; readonly probability: number; readonly reason: string }
  readonly minimumGroupSize: number
  readonly bases: readonly PackFairnessBasis[]
}

export interface PackExplanationReport {
  readonly kind: 'explanationReport'
  readonly sample: PackSampleName
  readonly nRows: number
  readonly baseline: string
  readonly baselinePoints: number
  readonly importance: readonly {
    readonly name: string
    readonly meanPoints: number
    readonly meanAbsoluteDeviation: number
    readonly pointsRange: number
    readonly share: number
  }[]
  readonly largestAdditivityResidual: number
}

/** A single case, for packs about one decision. */
export interface PackCaseExplanation {
  readonly row: number
  readonly points: number
  readonly probability: number
  readonly baseline: string
  readonly baselinePoints: number
  readonly contributions: readonly {
    readonly name: string
    readonly value: number | string | null
    readonly attribute: string
    readonly points: number
    readonly baselinePoints: number
    readonly contribution: number
  }[]
  readonly reasons: readonly {
    readonly rank: number
    readonly code: string
    readonly name: string
    readonly text: string
    readonly pointsBelowBaseline: number
  }[]
  readonly tieRule: string
  readonly outcome: 'event' | 'nonEvent' | null
}
