import type { BinnedVariable, BinningParams } from '../binning/binned-variable.ts'
import type { Estimate } from '../stats/estimate.ts'
import type { TestResult } from '../stats/test-result.ts'
import type { PackEvidence, PackSampleName } from './pack-evidence.ts'
import type { PackDecision, PackGateEvaluation, PackPolicy } from './pack-governance.ts'
import type { PackProfile } from './pack-profile.ts'

/**
 * Everything a pack is built from. Equal in shape to the contract's values, declared here because the core imports nothing
 * but itself; tests hold the two together.
 */
export interface PackInput {
  readonly model: PackModelVersion
  readonly scorecard: PackScorecard
  /** The development data set. */
  readonly dataset: PackDataset
  /** All evidence of the model version, oldest first; any kind may be missing. */
  readonly evidence: readonly PackEvidence[]
  readonly evaluations: readonly PackGateEvaluation[]
  readonly decisions: readonly PackDecision[]
  readonly policy: PackPolicy
  readonly profile: PackProfile
  readonly workspaceName: string
  readonly isSample: boolean
  /** The release that builds the pack. */
  readonly codeVersion: string
}

export interface PackTarget {
  readonly column: string
  readonly eventValue: string
}

export interface PackScaling {
  readonly targetPoints: number
  readonly targetOdds: number
  readonly pointsToDoubleOdds: number
  readonly rounding: 'integer' | 'none'
}

export interface PackModelVersion {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly method: 'scorecard'
  readonly contentHash: string
  readonly datasetVersionId: string
  readonly datasetHash: string
  readonly datasetName: string
  readonly seed: number
  readonly params: {
    readonly developmentShare: number
    readonly binning: BinningParams
    readonly scaling: PackScaling
    readonly minInformationValue: number
    readonly l2: number
    readonly dropWrongSigns: boolean
  }
  readonly target: PackTarget
  readonly codeVersion: string
  readonly fitEvidenceId: string
  readonly nCharacteristics: number
  readonly createdAt: string
  readonly createdBy: string
}

export interface PackCharacteristic {
  readonly name: string
  readonly description: string | null
  readonly coefficient: number
  readonly attributes: readonly { readonly bin: number; readonly label: string; readonly points: number }[]
  readonly meanPoints: number
  readonly maximumPoints: number
  readonly minimumPoints: number
}

export interface PackScorecard {
  readonly kind: 'scorecardModel'
  readonly formatVersion: 1
  readonly target: PackTarget
  readonly factor: number
  readonly offset: number
  readonly scaling: PackScaling
  readonly variables: readonly BinnedVariable[]
  readonly characteristics: readonly PackCharacteristic[]
  readonly intercept: number
  readonly developmentEventRate: number
}

export interface PackCoefficient {
  readonly name: string
  readonly estimate: number
  readonly standardError: number | null
  readonly zValue: number | null
  readonly pValue: number | null
  readonly lower: number | null
  readonly upper: number | null
  readonly varianceInflationFactor: number | null
}

export interface PackFitReport {
  readonly kind: 'fitReport'
  readonly nDevelopment: number
  readonly nHoldout: number
  readonly nEventsDevelopment: number
  readonly nEventsHoldout: number
  readonly nIterations: number
  readonly converged: boolean
  readonly logLikelihood: number
  readonly logLikelihoodNull: number
  readonly likelihoodRatio: TestResult
  readonly aic: number
  readonly bic: number
  readonly coefficients: readonly PackCoefficient[]
  readonly characteristicReport: readonly BinnedVariable[]
  readonly exclusions: readonly {
    readonly name: string
    readonly reason: string
    readonly informationValue: number | null
  }[]
  readonly developmentAuc: Estimate
  readonly warnings: readonly string[]
}

export interface PackDataset {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly contentHash: string
  readonly nRows: number
  readonly nColumns: number
  readonly target: PackTarget | null
  readonly nEvents: number | null
  readonly source: { readonly fileName: string; readonly bytes: number; readonly sha256: string }
  readonly dialect: {
    readonly delimiter: string
    readonly quote: string
    readonly decimal: '.' | ','
    readonly encoding: string
    readonly lineEnding: string
    readonly byteOrderMark: boolean
    readonly missing: readonly string[]
  }
  readonly columns: readonly PackColumn[]
  readonly issues: readonly {
    readonly line: number
    readonly column: string | null
    readonly raw: string
    readonly problem: string
    readonly action: string
  }[]
  readonly nIssues: number
  readonly createdAt: string
  readonly createdBy: string
}

export interface PackColumn {
  readonly name: string
  readonly type: 'numeric' | 'text'
  readonly role: string
  readonly reason: string
  readonly nMissing: number
  readonly nDistinct: number
  readonly nUnparsed: number
}

export type { BinnedVariable, Estimate, PackSampleName, TestResult }
