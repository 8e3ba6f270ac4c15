/** Words of a gate; equal in shape to the contract's, declared here because the core imports nothing but itself. */
export type Verdict = 'withinTolerance' | 'investigate' | 'breach' | 'notAssessed'
export type DecisionKind = 'approved' | 'approvedWithConditions' | 'notApproved'
export type Comparator = 'atLeast' | 'atMost'
export type EvidenceKind = 'fitReport' | 'validationReport' | 'fairnessReport' | 'explanationReport'
export type SampleName = 'development' | 'holdout' | 'all'
export type Metric =
  | 'rocAuc'
  | 'gini'
  | 'ksStatistic'
  | 'brierScore'
  | 'logLoss'
  | 'hosmerLemeshowP'
  | 'calibrationInTheLarge'
  | 'populationStabilityIndex'
  | 'lowestAdverseImpactRatio'
  | 'lowestOutcomeImpactRatio'
  | 'largestVarianceInflationFactor'
  | 'largestCoefficientP'
  | 'largestAdditivityResidual'

export interface PolicyCheck {
  readonly id: string
  readonly label: string
  readonly metric: Metric
  readonly evidenceKind: EvidenceKind
  readonly sample: SampleName | null
  readonly comparator: Comparator
  readonly limit: number
  readonly breachLimit: number
  readonly isRequired: boolean
}

export interface PolicyGate {
  readonly id: string
  readonly title: string
  readonly purpose: string
  readonly checks: readonly PolicyCheck[]
}

export interface Policy {
  readonly kind: 'policy'
  readonly id: string
  readonly version: string
  readonly gates: readonly PolicyGate[]
}

interface Value {
  readonly value: number | null
  readonly reason: string | null
}

interface SampleMetrics {
  readonly sample: SampleName
  readonly rocAuc: Value
  readonly gini: Value
  readonly ksStatistic: Value
  readonly brierScore: Value
  readonly logLoss: Value
  readonly hosmerLemeshow: { readonly pValue: number | null; readonly reason: string | null }
  readonly calibrationInTheLarge: Value
}

interface FairnessBasisMetrics {
  readonly basis: 'decision' | 'outcome'
  readonly groups: readonly {
    readonly group: string
    readonly isReference: boolean
    readonly isSufficient: boolean
    readonly adverseImpactRatio: Value
  }[]
}

/** The part of an evidence payload that gates read. */
export type GatePayload =
  | {
      readonly kind: 'fitReport'
      readonly coefficients: readonly {
        readonly name: string
        readonly pValue: number | null
        readonly varianceInflationFactor: number | null
      }[]
      /** Not null for trees, which have no coefficients. */
      readonly boosting?: object | null | undefined
    }
  | {
      readonly kind: 'validationReport'
      readonly samples: readonly SampleMetrics[]
      readonly scoreStability: { readonly populationStabilityIndex: Value } | null
    }
  | {
      readonly kind: 'fairnessReport'
      readonly grouping: { readonly column: string }
      readonly sample: SampleName
      readonly bases: readonly FairnessBasisMetrics[]
    }
  | { readonly kind: 'explanationReport'; readonly sample: SampleName; readonly largestAdditivityResidual: number }

export interface GateEvidence {
  readonly id: string
  readonly contentHash: string
  readonly datasetVersionId: string
  readonly payload: GatePayload
}

export interface CheckResult {
  readonly checkId: string
  readonly label: string
  readonly metric: Metric
  readonly comparator: Comparator
  readonly limit: number
  readonly breachLimit: number
  readonly value: number | null
  readonly verdict: Verdict
  readonly isRequired: boolean
  readonly reason: string
  readonly evidenceId: string | null
}

export interface GateEvaluation {
  readonly gateId: string
  readonly title: string
  readonly purpose: string
  readonly modelVersionId: string
  readonly policyId: string
  readonly policyVersion: string
  readonly policyHash: string
  readonly checks: CheckResult[]
  readonly evidenceIds: string[]
  readonly evidenceManifestHash: string
  readonly outcome: Verdict
  readonly allowedDecisions: DecisionKind[]
  readonly blockers: string[]
}
