import { StatisticError } from '../statistic-error.ts'
import { contentHash } from './content-hash.ts'
import type {
  CheckResult,
  DecisionKind,
  GateEvaluation,
  GateEvidence,
  GatePayload,
  Policy,
  PolicyCheck,
  PolicyGate,
  Verdict,
} from './gate-types.ts'
import { readMetric } from './read-metric.ts'

/**
 * Evaluates one gate of a policy on the evidence of a model version. Pure: an auditor can run it again and must get the same.
 *
 * Where several pieces of evidence carry a metric (two sensitive attributes, two data sets, two samples), the worst reading
 * counts, and at least one of them must be on the data the model was trained on: other data can only add to it. Evidence that
 * answers the same question anew replaces the older; the reason then says how many earlier results do not count.
 * A required metric that is missing or undefined is `notAssessed` and blocks every approval; a breach blocks approval without
 * conditions. A metric that does not apply to a model of this kind (coefficients of trees) is `notAssessed`, says so, and is required
 * of it no more: it blocks nothing.
 *
 * @param policy - thresholds as data, fixed before the run
 * @param gateId - id of one of the policy's gates
 * @param modelVersionId - id of the model version the evidence belongs to
 * @param evidence - all evidence of that model version, oldest first
 * @returns every check with value, verdict and reason; the decisions now open and why the others are not
 * @throws StatisticError `invalidInput` if the policy has no such gate
 */
export function evaluateGate(
  policy: Policy,
  gateId: string,
  modelVersionId: string,
  evidence: readonly GateEvidence[],
): GateEvaluation {
  const gate = policy.gates.find((candidate) => candidate.id === gateId)
  if (gate === undefined) {
    const known = policy.gates.map((candidate) => candidate.id).join(', ')
    throw new StatisticError('invalidInput', `evaluateGate needs a gate of the policy (${known}), got "${gateId}"`)
  }
  const current = newestPerSubject(evidence)
  const ownDataset = current.find(({ item }) => item.payload.kind === 'fitReport')?.item.datasetVersionId ?? null
  const checks = gate.checks.map((check) => evaluateCheck(check, current, ownDataset))
  const usedIds = new Set(checks.flatMap((check) => (check.evidenceId === null ? [] : [check.evidenceId])))
  const used = current.flatMap(({ item }) => (usedIds.has(item.id) ? [item] : []))
  return {
    gateId,
    title: gate.title,
    purpose: gate.purpose,
    modelVersionId,
    policyId: policy.id,
    policyVersion: policy.version,
    policyHash: contentHash(policy),
    checks,
    evidenceIds: used.map((item) => item.id),
    evidenceManifestHash: contentHash(manifestOf(evidence)),
    outcome: worstVerdict(checks),
    ...allowedDecisions(gate, checks),
  }
}

/** Everything there is, replaced or not, in the order of the ids: whatever is added later changes the hash of the manifest. */
function manifestOf(evidence: readonly GateEvidence[]): { id: string; contentHash: string }[] {
  return evidence
    .map(({ id, contentHash: hash }) => ({ id, contentHash: hash }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

interface CurrentEvidence {
  readonly item: GateEvidence
  /** Older evidence about the same subject, which does not count any more. */
  readonly nReplaced: number
}

/** Of evidence about the same subject (kind, data, sensitive column, sample) only the newest counts. */
function newestPerSubject(evidence: readonly GateEvidence[]): CurrentEvidence[] {
  const bySubject = new Map<string, CurrentEvidence>()
  for (const item of evidence) {
    const subject = JSON.stringify([item.payload.kind, item.datasetVersionId, ...detailsOf(item.payload)])
    const older = bySubject.get(subject)
    bySubject.set(subject, { item, nReplaced: older === undefined ? 0 : older.nReplaced + 1 })
  }
  return [...bySubject.values()]
}

function detailsOf(payload: GatePayload): string[] {
  switch (payload.kind) {
    case 'fairnessReport':
      return [payload.grouping.column, payload.sample]
    case 'explanationReport':
      return [payload.sample]
    case 'fitReport':
    case 'validationReport':
      return []
  }
}

function evaluateCheck(
  check: PolicyCheck,
  evidence: readonly CurrentEvidence[],
  ownDataset: string | null,
): CheckResult {
  let worst: { value: number; reason: string; evidenceId: string } | null = null
  let isOnOwnData = ownDataset === null
  for (const { item, nReplaced } of evidence) {
    if (item.payload.kind !== check.evidenceKind) continue
    const reading = readMetric(item, check.metric, check.sample)
    if (reading === null) continue
    // What cannot be asked of a model of this kind is not required of it either, and is shown as not assessed.
    if (reading.doesNotApply)
      return checkResult({ ...check, isRequired: false }, null, 'notAssessed', reading.reason, item.id)
    if (reading.value === null) return checkResult(check, null, 'notAssessed', `Undefined: ${reading.reason}`, item.id)
    if (item.datasetVersionId === ownDataset) isOnOwnData = true
    if (worst === null || isWorse(reading.value, worst.value, check)) {
      worst = { value: reading.value, reason: reading.reason + replacedWords(nReplaced), evidenceId: item.id }
    }
  }
  if (worst === null) {
    return checkResult(check, null, 'notAssessed', `No evidence: run ${RUN_WORDS[check.evidenceKind]}`, null)
  }
  if (!isOnOwnData) {
    const reason = `Assessed on other data only: run ${RUN_WORDS[check.evidenceKind]}`
    return checkResult(check, null, 'notAssessed', reason, worst.evidenceId)
  }
  return checkResult(check, worst.value, verdictOf(worst.value, check), worst.reason, worst.evidenceId)
}

/** A second try with other settings must not pass unseen. */
function replacedWords(nReplaced: number): string {
  if (nReplaced === 0) return ''
  return ` (${nReplaced} earlier result${nReplaced === 1 ? '' : 's'} on the same subject replaced)`
}

const RUN_WORDS: Record<PolicyCheck['evidenceKind'], string> = {
  fitReport: 'training',
  validationReport: 'validation on the training data',
  fairnessReport: 'the fairness audit on the training data',
  explanationReport: 'explainability on the training data',
}

function isWorse(a: number, b: number, check: PolicyCheck): boolean {
  return check.comparator === 'atLeast' ? a < b : a > b
}

function verdictOf(value: number, check: PolicyCheck): Verdict {
  const holds = (limit: number) => (check.comparator === 'atLeast' ? value >= limit : value <= limit)
  if (holds(check.limit)) return 'withinTolerance'
  return holds(check.breachLimit) ? 'investigate' : 'breach'
}

function checkResult(
  check: PolicyCheck,
  value: number | null,
  verdict: Verdict,
  reason: string,
  evidenceId: string | null,
): CheckResult {
  const { id: checkId, label, metric, comparator, limit, breachLimit, isRequired } = check
  return { checkId, label, metric, comparator, limit, breachLimit, isRequired, value, verdict, reason, evidenceId }
}

const SEVERITY: Record<Verdict, number> = { withinTolerance: 0, investigate: 1, breach: 2, notAssessed: 3 }

function worstVerdict(checks: readonly CheckResult[]): Verdict {
  let worst: Verdict = 'withinTolerance'
  for (const check of checks) {
    if (check.isRequired && SEVERITY[check.verdict] > SEVERITY[worst]) worst = check.verdict
  }
  return worst
}

function allowedDecisions(
  gate: PolicyGate,
  checks: readonly CheckResult[],
): { allowedDecisions: DecisionKind[]; blockers: string[] } {
  const required = checks.filter((check) => check.isRequired)
  const missing = required.filter((check) => check.verdict === 'notAssessed')
  const breached = required.filter((check) => check.verdict === 'breach')
  const blockers = [
    ...missing.map((check) => `${check.label} is not assessed, so ${gate.title} cannot be approved. ${check.reason}`),
    ...breached.map((check) => `${check.label} is beyond its limit, so approval needs conditions`),
  ]
  const decisions: DecisionKind[] = ['notApproved']
  if (missing.length === 0) decisions.unshift('approvedWithConditions')
  if (missing.length === 0 && breached.length === 0) decisions.unshift('approved')
  return { allowedDecisions: decisions, blockers }
}
