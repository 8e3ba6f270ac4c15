import type { CheckResult, DecisionKind, PolicyCheck, Verdict } from '../governance/gate-types.ts'

/** The thresholds in force, as data. */
export interface PackPolicy {
  readonly kind: 'policy'
  readonly id: string
  readonly version: string
  readonly title: string
  readonly effectiveFrom: string
  readonly gates: readonly {
    readonly id: string
    readonly title: string
    readonly purpose: string
    readonly checks: readonly (PolicyCheck & { readonly source: string })[]
  }[]
}

export interface PackGateEvaluation {
  readonly gateId: string
  readonly title: string
  readonly purpose: string
  readonly modelVersionId: string
  readonly policyId: string
  readonly policyVersion: string
  readonly policyHash: string
  readonly checks: readonly CheckResult[]
  readonly evidenceIds: readonly string[]
  readonly evidenceManifestHash: string
  readonly outcome: Verdict
  readonly allowedDecisions: readonly DecisionKind[]
  readonly blockers: readonly string[]
}

export interface PackDecision {
  readonly id: string
  readonly gateId: string
  readonly gateTitle: string
  readonly modelVersionId: string
  readonly modelHash: string
  readonly decision: DecisionKind
  readonly reason: string
  readonly conditions: string | null
  readonly policyId: string
  readonly policyVersion: string
  readonly policyHash: string
  readonly evidenceIds: readonly string[]
  readonly evidenceManifestHash: string
  readonly evaluation: PackGateEvaluation
  readonly isOwnModel: boolean
  readonly decidedBy: string
  readonly role: string
  readonly decidedAt: string
  readonly contentHash: string
}

export type { CheckResult, DecisionKind, PolicyCheck, Verdict }
