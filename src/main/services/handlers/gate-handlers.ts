import type { Decision, Evidence, GateEvaluation, Policy } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { DECISION_WORDS } from '../../../shared/words.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { evaluateGate } from '../../core/governance/evaluate-gate.ts'
import { gateEvidence } from '../../core/governance/gate-evidence.ts'
import { readPolicy } from '../../io/read-resources.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'

export function getPolicy(_input: unknown, call: SignedInCall): Policy {
  return readPolicy(call.state.config.resourcesDirectory)
}

export function evaluate(input: { model: string; gate: string }, call: SignedInCall): GateEvaluation {
  const { version } = call.workspace.models.get(input.model)
  return evaluateForModel(input.gate, version.id, call)
}

/** Every gate of the policy on one model version. */
export function evaluateAll(modelVersionId: string, call: SignedInCall): GateEvaluation[] {
  return getPolicy({}, call).gates.map((gate) => evaluateForModel(gate.id, modelVersionId, call))
}

export function decide(
  input: {
    model: string
    gate: string
    decision: Decision['decision']
    reason: string
    conditions?: string | undefined
    evidenceManifestHash: string
  },
  call: AuditedCall,
): Decision {
  const { workspace, session, state } = call
  const { version } = workspace.models.get(input.model)
  const evaluation = evaluateForModel(input.gate, version.id, call)
  checkDecision(input, evaluation)
  const { evidenceIds, evidenceManifestHash, policyId, policyVersion, policyHash } = evaluation
  const content = {
    gateId: evaluation.gateId,
    gateTitle: evaluation.title,
    modelVersionId: version.id,
    modelHash: version.contentHash,
    decision: input.decision,
    reason: input.reason,
    conditions: input.conditions ?? null,
    policyId,
    policyVersion,
    policyHash,
    evidenceIds,
    evidenceManifestHash,
    evaluation,
    isOwnModel: version.createdBy === session.userName,
    decidedBy: session.userName,
    role: 'approver',
    decidedAt: state.now.toISOString(),
  }
  const hash = contentHash(content)
  const decision: Decision = { id: `de_${hash.slice(0, 12)}`, ...content, contentHash: hash }
  return call.commit(() => {
    workspace.decisions.insert(decision)
    return { value: decision, object: decision.id, after: hash, reason: input.decision }
  })
}

export function listDecisions(input: { model?: string | undefined }, call: SignedInCall): Decision[] {
  return call.workspace.decisions.list(
    input.model === undefined ? undefined : call.workspace.models.get(input.model).version.id,
  )
}

function evaluateForModel(gateId: string, modelVersionId: string, call: SignedInCall): GateEvaluation {
  const policy = getPolicy({}, call)
  if (!policy.gates.some((gate) => gate.id === gateId)) {
    throw new AppError('notFound', `The policy ${policy.id} has no gate "${gateId}"`, {
      hint: `Its gates are: ${policy.gates.map((gate) => gate.id).join(', ')}.`,
    })
  }
  return evaluateGate(policy, gateId, modelVersionId, gateEvidence(evidenceOf(modelVersionId, call)))
}

/** All evidence of a model version, oldest first: where two pieces answer the same question, the newer one counts. */
export function evidenceOf(modelVersionId: string, call: SignedInCall): Evidence[] {
  const { evidence } = call.workspace
  return evidence
    .list({ modelVersionId })
    .reverse()
    .map(({ id }) => evidence.get(id))
}

function checkDecision(
  input: { decision: Decision['decision']; conditions?: string | undefined; evidenceManifestHash: string },
  evaluation: GateEvaluation,
): void {
  if (input.evidenceManifestHash !== evaluation.evidenceManifestHash) {
    throw new AppError('conflict', 'The evidence has changed since it was shown', {
      hint: 'Look at the gate again, then decide.',
    })
  }
  if (!evaluation.allowedDecisions.includes(input.decision)) {
    throw new AppError(
      'conflict',
      `"${DECISION_WORDS[input.decision]}" is not open at the ${evaluation.title}: ${evaluation.blockers.join('; ')}`,
      {
        hint: `Open decisions: ${evaluation.allowedDecisions.map((decision) => DECISION_WORDS[decision]).join(', ')}.`,
      },
    )
  }
  if (input.decision === 'approvedWithConditions' && input.conditions === undefined) {
    throw new AppError('invalidInput', 'An approval with conditions needs its conditions, got none', {
      place: { field: 'conditions' },
    })
  }
}
