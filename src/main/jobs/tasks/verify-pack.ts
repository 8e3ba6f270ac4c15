import { createHash } from 'node:crypto'
import type { PackSource } from '../../../shared/pack-source.ts'
import { CODE_VERSION } from '../../../shared/version.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { evaluateGate } from '../../core/governance/evaluate-gate.ts'
import { gateEvidence } from '../../core/governance/gate-evidence.ts'
import { hasStatedHash } from '../../core/governance/has-stated-hash.ts'
import { readPack, renderPack } from './build-pack.ts'
import type { TaskContext } from './task-context.ts'

export interface VerifyPackInput {
  readonly path: string
  readonly resourcesDirectory: string
}

export interface VerifyPackOutput {
  readonly ok: boolean
  readonly sha256: string
  readonly bytes: number
  readonly modelHash: string | null
  readonly nEvidence: number
  readonly problems: string[]
}

/** Recomputes every hash in the attached source, evaluates the gates again, rebuilds the document and compares every byte. */
export async function verifyPackFile(input: VerifyPackInput, context: TaskContext): Promise<VerifyPackOutput> {
  const { bytes, source } = await readPack(input.path)
  context.report('Recomputing hashes', 0.1)
  const problems = sourceProblems(source)
  context.report('Rebuilding', 0.3)
  const rebuilt = await renderPack(source, input.resourcesDirectory)
  const difference = firstDifference(bytes, rebuilt.bytes)
  if (difference >= 0) problems.push(differenceText(difference, source))
  return {
    ok: problems.length === 0,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    modelHash: source.model.contentHash,
    nEvidence: source.evidence.length,
    problems,
  }
}

function sourceProblems(source: PackSource): string[] {
  const problems: string[] = []
  if (contentHash(source.scorecard) !== source.model.contentHash)
    problems.push(
      source.scorecard.kind === 'treeModel'
        ? 'The trees do not have the hash of their model version'
        : 'The scorecard does not have the hash of its model version',
    )
  for (const { id, payload, contentHash: stated } of source.evidence) {
    if (!hasStatedHash(payload, stated)) problems.push(`Evidence ${id} does not have its stated hash`)
  }
  for (const { id: _id, contentHash: stated, ...content } of source.decisions) {
    if (contentHash(content) !== stated) problems.push(`Decision ${_id} does not have its stated hash`)
  }
  if (source.dataset.contentHash !== source.model.datasetHash)
    problems.push('The data set does not have the hash of the one the model was trained on')
  for (const { id, modelHash, evaluation, evidenceManifestHash, decision } of source.decisions) {
    const isFitting =
      modelHash === source.model.contentHash &&
      evaluation.evidenceManifestHash === evidenceManifestHash &&
      evaluation.allowedDecisions.includes(decision)
    if (!isFitting) problems.push(`Decision ${id} does not fit the model or the evaluation it rests on`)
  }
  for (const gate of source.policy.gates) {
    if (!source.evaluations.some((evaluation) => evaluation.gateId === gate.id))
      problems.push(`The ${gate.title} of the policy is not evaluated`)
  }
  for (const stated of source.evaluations) {
    const again = evaluateGate(source.policy, stated.gateId, source.model.id, gateEvidence(source.evidence))
    if (contentHash(again) !== contentHash(stated))
      problems.push(`The ${stated.title} does not evaluate to what the pack states`)
  }
  return problems
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i
  return a.length === b.length ? -1 : length
}

function differenceText(offset: number, source: PackSource): string {
  if (source.codeVersion !== CODE_VERSION) {
    return `The pack was made by ${source.codeVersion}; verify its pages with that release (this is ${CODE_VERSION})`
  }
  return `The document differs from what its source gives, first at byte ${offset + 1}`
}
