import { evidenceRegister, policySourceId } from './evidence-register.ts'
import type { RegisterEntry } from './pack-document.ts'
import type {
  ExplanationReport,
  FairnessReport,
  PackEvidence,
  PackEvidenceOf,
  ValidationReport,
} from './pack-evidence.ts'
import type { CheckResult, PackDecision, PackGateEvaluation } from './pack-governance.ts'
import type { FitReport, PackInput } from './pack-input.ts'

/** The input with its evidence sorted by what the sections ask for. Of evidence about the same thing only the newest is shown. */
export interface PackContext {
  readonly input: PackInput
  readonly register: readonly RegisterEntry[]
  readonly fit: PackEvidenceOf<FitReport> | null
  /** On the model's own data first. */
  readonly validations: readonly PackEvidenceOf<ValidationReport>[]
  readonly fairness: readonly PackEvidenceOf<FairnessReport>[]
  readonly explanations: readonly PackEvidenceOf<ExplanationReport>[]
  /** Evidence ids that a newer run about the same thing replaces; listed in the register only. */
  readonly replacedIds: readonly string[]
  readonly modelId: string
  readonly datasetId: string
  readonly policyId: string
}

/** Sorts the evidence of a pack. */
export function packContext(input: PackInput): PackContext {
  const current = newestPerSubject(input.evidence)
  const fits = current.filter(isFit)
  const own = (item: PackEvidence) => (item.datasetVersionId === input.model.datasetVersionId ? 0 : 1)
  const validations = current.filter(isValidation).sort((a, b) => own(a) - own(b))
  return {
    input,
    register: evidenceRegister(input),
    fit: fits.find((item) => item.id === input.model.fitEvidenceId) ?? fits[fits.length - 1] ?? null,
    validations,
    fairness: current.filter(isFairness),
    explanations: current.filter(isExplanation),
    replacedIds: input.evidence.filter((item) => !current.includes(item)).map((item) => item.id),
    modelId: input.model.id,
    datasetId: input.dataset.id,
    policyId: policySourceId(input.policy),
  }
}

/** Where the numbers of a check come from: its evidence, or the policy when there is none. */
export function checkSource(check: CheckResult, context: PackContext): string {
  return check.evidenceId ?? context.policyId
}

/** The newest decision of each gate, in the order of the policy, then of the decisions. */
export function latestDecisions(input: PackInput): PackDecision[] {
  const byGate = new Map<string, PackDecision>()
  for (const decision of [...input.decisions].sort(byTime)) byGate.set(decision.gateId, decision)
  const order = input.policy.gates.map((gate) => gate.id)
  const rank = (gateId: string) => (order.includes(gateId) ? order.indexOf(gateId) : order.length)
  return [...byGate.values()].sort((a, b) => rank(a.gateId) - rank(b.gateId))
}

/** The first gate of the policy without an approval, with its evaluation; null when every gate has one. */
export function nextGate(input: PackInput): PackGateEvaluation | null {
  const approved = new Set(
    latestDecisions(input)
      .filter((decision) => decision.decision !== 'notApproved')
      .map((decision) => decision.gateId),
  )
  return input.evaluations.find((evaluation) => !approved.has(evaluation.gateId)) ?? null
}

function byTime(a: PackDecision, b: PackDecision): number {
  return a.decidedAt < b.decidedAt ? -1 : a.decidedAt > b.decidedAt ? 1 : 0
}

function newestPerSubject(evidence: readonly PackEvidence[]): PackEvidence[] {
  const bySubject = new Map<string, PackEvidence>()
  for (const item of evidence) bySubject.set(JSON.stringify(subjectOf(item)), item)
  return [...bySubject.values()]
}

function subjectOf(item: PackEvidence): unknown[] {
  const { payload } = item
  switch (payload.kind) {
    case 'fairnessReport':
      return [item.kind, item.datasetVersionId, payload.grouping.column, payload.sample]
    case 'explanationReport':
      return [item.kind, item.datasetVersionId, payload.sample]
    case 'calibrationReport':
    case 'strategyReport':
    case 'comparisonReport':
      return [item.kind, item.id]
    default:
      return [item.kind, item.datasetVersionId]
  }
}

function isFit(item: PackEvidence): item is PackEvidence & PackEvidenceOf<FitReport> {
  return item.payload.kind === 'fitReport'
}

function isValidation(item: PackEvidence): item is PackEvidence & PackEvidenceOf<ValidationReport> {
  return item.payload.kind === 'validationReport'
}

function isFairness(item: PackEvidence): item is PackEvidence & PackEvidenceOf<FairnessReport> {
  return item.payload.kind === 'fairnessReport'
}

function isExplanation(item: PackEvidence): item is PackEvidence & PackEvidenceOf<ExplanationReport> {
  return item.payload.kind === 'explanationReport'
}
