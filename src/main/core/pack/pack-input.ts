import type { BinnedVariable } from '../binning/binned-variable.ts'
import type { GbdtParams } from '../gbdt/gbdt-params.ts'
import type { CreditModel } from '../model/credit-model.ts'
import type { FitReport } from '../scorecard/fit-report.ts'
import type {
  Calibration,
  Characteristic,
  ScorecardModel,
  ScorecardParams,
  Target,
} from '../scorecard/scorecard-model.ts'
import type { Estimate } from '../stats/estimate.ts'
import type { TestResult } from '../stats/test-result.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import type { PackEvidence, PackSampleName } from './pack-evidence.ts'
import type { PackDecision, PackGateEvaluation, PackPolicy } from './pack-governance.ts'
import type { PackProfile } from './pack-profile.ts'

/**
 * Everything a pack is built from. Equal in shape to the contract's values, declared here because the core imports nothing
 * but itself; tests hold the two together.
 */
export interface PackInput {
  readonly model: PackModelVersion
  /** The model, of any kind. */
  readonly scorecard: CreditModel
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

export type PackMethod = PackModelVersion['method']

export type PackOrigin =
  | { readonly kind: 'trained' }
  | { readonly kind: 'calibrated'; readonly modelVersionId: string; readonly method: string }
  | { readonly kind: 'imported'; readonly fileName: string; readonly sha256: string; readonly format: string }

export type PackModelVersion = PackVersionFields &
  (
    | { readonly method: 'scorecard' | 'logistic'; readonly params: ScorecardParams }
    | { readonly method: 'gbdt'; readonly params: GbdtParams }
  )

interface PackVersionFields {
  readonly id: string
  readonly name: string
  readonly version: number
  /** Absent where it was trained. */
  readonly origin?: PackOrigin | undefined
  readonly contentHash: string
  readonly datasetVersionId: string
  readonly datasetHash: string
  readonly datasetName: string
  readonly seed: number
  readonly target: Target
  readonly codeVersion: string
  readonly fitEvidenceId: string
  readonly nCharacteristics: number
  readonly createdAt: string
  readonly createdBy: string
}

export interface PackDataset {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly contentHash: string
  readonly nRows: number
  readonly nColumns: number
  readonly target: Target | null
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
  readonly type: 'numeric' | 'text' | 'date'
  readonly role: string
  readonly reason: string
  readonly nMissing: number
  readonly nDistinct: number
  readonly nUnparsed: number
}

export type {
  BinnedVariable,
  Calibration,
  Characteristic,
  CreditModel,
  Estimate,
  FitReport,
  GbdtParams,
  PackSampleName,
  ScorecardModel,
  ScorecardParams,
  Target,
  TestResult,
  TreeModel,
}
