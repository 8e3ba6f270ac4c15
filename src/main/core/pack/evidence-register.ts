import { canonicalJson } from '../governance/canonical-json.ts'
import { contentHash } from '../governance/content-hash.ts'
import { hasStatedHash } from '../governance/has-stated-hash.ts'
import type { RegisterEntry } from './pack-document.ts'
import type { PackEvidenceKind } from './pack-evidence.ts'
import type { PackDecision } from './pack-governance.ts'
import type { PackInput } from './pack-input.ts'

const KIND_WORDS: Readonly<Record<PackEvidenceKind, string>> = {
  fitReport: 'Fit report',
  validationReport: 'Validation report',
  fairnessReport: 'Fairness report',
  explanationReport: 'Explanation report',
  calibrationReport: 'Calibration report',
  strategyReport: 'Strategy report',
  comparisonReport: 'Comparison report',
}

/**
 * Gives every source of numbers its mark: M the model version, D the development data set, P the policy, E1 … the evidence,
 * G1 … the decisions, in the order given. Hashes of model, evidence, decisions and policy are worked out again from the values themselves.
 *
 * @param input - the pack's source
 * @returns one entry per source, marks unique
 */
export function evidenceRegister(input: PackInput): RegisterEntry[] {
  return [
    modelEntry(input),
    datasetEntry(input),
    policyEntry(input),
    ...evidenceEntries(input),
    ...decisionEntries(input),
  ]
}

/**
 * Id under which numbers of a policy are registered; version and id together, since a policy's id outlives its versions.
 *
 * @param policy - id and version of the policy
 */
export function policySourceId(policy: { readonly id: string; readonly version: string }): string {
  return `${policy.id}@${policy.version}`
}

function modelEntry({ model, scorecard }: PackInput): RegisterEntry {
  return {
    mark: 'M',
    id: model.id,
    kind: 'Model version',
    title: `${model.name}, version ${model.version}`,
    contentHash: model.contentHash,
    hashCheck: contentHash(scorecard) === model.contentHash ? 'agrees' : 'differs',
    datasetVersionId: model.datasetVersionId,
    parameters: canonicalJson({ ...model.params, seed: model.seed }),
    codeVersion: model.codeVersion,
    createdAt: model.createdAt,
    createdBy: model.createdBy,
  }
}

function datasetEntry({ dataset, model }: PackInput): RegisterEntry {
  return {
    mark: 'D',
    id: dataset.id,
    kind: 'Data set version',
    title: `${dataset.name}, version ${dataset.version}`,
    contentHash: dataset.contentHash,
    hashCheck: dataset.contentHash === model.datasetHash ? 'notRecomputed' : 'differs',
    datasetVersionId: dataset.id,
    parameters: null,
    codeVersion: null,
    createdAt: dataset.createdAt,
    createdBy: dataset.createdBy,
  }
}

function policyEntry({ policy, evaluations, decisions }: PackInput): RegisterEntry {
  const recomputed = contentHash(policy)
  const cited = [...evaluations, ...decisions].filter(
    (item) => item.policyId === policy.id && item.policyVersion === policy.version,
  )
  return {
    mark: 'P',
    id: policySourceId(policy),
    kind: 'Policy',
    title: `${policy.title}, version ${policy.version}`,
    contentHash: recomputed,
    hashCheck:
      cited.length === 0
        ? 'notRecomputed'
        : cited.every((item) => item.policyHash === recomputed)
          ? 'agrees'
          : 'differs',
    datasetVersionId: null,
    parameters: null,
    codeVersion: null,
    createdAt: null,
    createdBy: null,
  }
}

function evidenceEntries({ evidence }: PackInput): RegisterEntry[] {
  return evidence.map((item, index) => ({
    mark: `E${index + 1}`,
    id: item.id,
    kind: KIND_WORDS[item.kind],
    title: item.title,
    contentHash: item.contentHash,
    hashCheck: hasStatedHash(item.payload, item.contentHash) ? ('agrees' as const) : ('differs' as const),
    datasetVersionId: item.datasetVersionId,
    parameters: canonicalJson(item.parameters),
    codeVersion: item.codeVersion,
    createdAt: item.createdAt,
    createdBy: item.createdBy,
  }))
}

function decisionEntries({ decisions }: PackInput): RegisterEntry[] {
  return decisions.map((item, index) => ({
    mark: `G${index + 1}`,
    id: item.id,
    kind: 'Decision',
    title: item.gateTitle,
    contentHash: item.contentHash,
    hashCheck: decisionHash(item) === item.contentHash ? ('agrees' as const) : ('differs' as const),
    datasetVersionId: null,
    parameters: null,
    codeVersion: null,
    createdAt: item.decidedAt,
    createdBy: item.decidedBy,
  }))
}

/** A decision's hash covers all of it but its id and the hash itself. */
function decisionHash(decision: PackDecision): string {
  const { id: _id, contentHash: _stated, ...content } = decision
  return contentHash(content)
}
