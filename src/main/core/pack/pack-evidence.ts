import type { ExplanationReport } from '../explain/explanation-types.ts'
import type { FairnessReport } from '../fairness/fairness-types.ts'
import type { FitReport } from '../scorecard/fit-report.ts'
import type { ValidationReport } from '../validation/validation-types.ts'

export type PackSampleName = 'development' | 'holdout' | 'all'
/** Reports that the pack lists with their hashes and does not print. */
export interface ListedReport {
  readonly kind: 'calibrationReport' | 'strategyReport' | 'comparisonReport'
}
export type PackEvidenceKind =
  | 'fitReport'
  | 'validationReport'
  | 'fairnessReport'
  | 'explanationReport'
  | ListedReport['kind']

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
  readonly payload: FitReport | ValidationReport | FairnessReport | ExplanationReport | ListedReport
}

/** Evidence whose payload is known to be of one kind. */
export type PackEvidenceOf<Payload> = Omit<PackEvidence, 'payload'> & { readonly payload: Payload }

export type { CaseExplanation, ExplanationReport } from '../explain/explanation-types.ts'
export type { FairnessBasis, FairnessGroup, FairnessReport } from '../fairness/fairness-types.ts'
export type { SampleReport, StabilityReport, ValidationReport } from '../validation/validation-types.ts'
