import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { contentHash } from '../../../../src/main/core/governance/content-hash.ts'
import { evaluateGate } from '../../../../src/main/core/governance/evaluate-gate.ts'
import { gateEvidence } from '../../../../src/main/core/governance/gate-evidence.ts'
import type { DatasetVersion } from '../../../../src/shared/contract/dataset.ts'
import type { Evidence, EvidencePayload } from '../../../../src/shared/contract/evidence.ts'
import {
  type Decision,
  type GateEvaluation,
  type Policy,
  policySchema,
} from '../../../../src/shared/contract/governance.ts'
import type { ModelVersion, ScorecardModel } from '../../../../src/shared/contract/model.ts'
import { type PackProfile, packProfileSchema } from '../../../../src/shared/contract/profile.ts'
import { binnedVariable, datasetVersion, fitReport, LONG_NAME, modelVersion, scorecardModel } from './model-fixtures.ts'
import { explanationReport, fairnessGroup, fairnessReport, validationReport } from './report-fixtures.ts'

export const RESOURCES = resolve(import.meta.dirname, '../../../../resources')

/** The pack's source in the contract's own types: that it fits `PackInput` is what the type check proves. */
export interface FixtureSource {
  readonly model: Exclude<ModelVersion, { readonly method: 'gbdt' }>
  readonly scorecard: ScorecardModel
  readonly dataset: DatasetVersion
  readonly evidence: Evidence[]
  readonly evaluations: GateEvaluation[]
  readonly decisions: Decision[]
  readonly policy: Policy
  readonly profile: PackProfile
  readonly workspaceName: string
  readonly isSample: boolean
  readonly codeVersion: string
}

export function policy(): Policy {
  return policySchema.parse(JSON.parse(readFileSync(join(RESOURCES, 'policies', 'default-policy.json'), 'utf8')))
}

export function profile(id = 'sr-26-2'): PackProfile {
  return packProfileSchema.parse(JSON.parse(readFileSync(join(RESOURCES, 'profiles', `${id}.json`), 'utf8')))
}

export function evidenceOf(
  payload: EvidencePayload,
  id: string,
  title: string,
  createdAt: string,
  createdBy = 'Ines Brandt',
): Evidence {
  return {
    id,
    kind: payload.kind,
    title,
    modelVersionId: 'mv_3f9a01c2d4e5',
    datasetVersionId: 'ds_77aa10bb32cc',
    key: contentHash([id, title]),
    contentHash: contentHash(payload),
    method: payload.kind === 'fitReport' ? 'training.start' : 'run',
    parameters: { seed: 20_260_115, sample: 'all' },
    codeVersion: 'assay 0.1.0',
    createdAt,
    createdBy,
    payload,
  }
}

const NAMES = ['status', 'duration', LONG_NAME, 'credit_history', 'purpose']

/** A full source: all evidence, gates evaluated by the real engine, one decision. */
export function fullSource(): FixtureSource {
  const variables = NAMES.map((name, index) =>
    binnedVariable(name, 4 + (index % 3), index % 2 === 0 ? 'text' : 'numeric'),
  )
  const scorecard = scorecardModel(variables)
  const model = { ...modelVersion(), contentHash: contentHash(scorecard) }
  const fit = fitReport(scorecard, [binnedVariable('telephone', 2, 'text'), binnedVariable('people_liable', 2)])
  const small = [
    fairnessGroup('male single', 548, 402, 402 / 548, true),
    fairnessGroup('female divorced, separated or married', 310, 201, 402 / 548, false),
    fairnessGroup('male divorced or separated', 50, 30, 402 / 548, false),
    fairnessGroup('not stated', 12, 9, 402 / 548, false),
  ]
  const evidence = [
    evidenceOf(fit, 'ev_fit0000000001', 'Fit of German Credit scorecard 3', '2026-11-03T09:15:00.000Z', 'Dana Keller'),
    evidenceOf(validationReport(NAMES), 'ev_val0000000002', 'Validation on German Credit', '2026-11-04T10:02:00.000Z'),
    evidenceOf(fairnessReport(), 'ev_fai0000000003', 'Fairness by age_years', '2026-11-04T10:11:00.000Z'),
    evidenceOf(
      fairnessReport('personal_status', small),
      'ev_fai0000000004',
      'Fairness by personal_status',
      '2026-11-04T10:13:00.000Z',
    ),
    evidenceOf(
      explanationReport(NAMES),
      'ev_exp0000000005',
      'Explanation of German Credit scorecard 3',
      '2026-11-04T10:20:00.000Z',
    ),
  ]
  const rules = policy()
  const evaluations = rules.gates.map((gate) => evaluateGate(rules, gate.id, model.id, gateEvidence(evidence)))
  const source = {
    model,
    scorecard,
    dataset: datasetVersion(),
    evidence,
    evaluations,
    decisions: [],
    policy: rules,
    profile: profile(),
    workspaceName: 'Retail credit',
    isSample: false,
    codeVersion: 'assay 0.1.0',
  }
  return { ...source, decisions: [decision(source, 0)] }
}

/** Nothing but the model and its data. */
export function bareSource(): FixtureSource {
  return { ...fullSource(), evidence: [], evaluations: [], decisions: [], isSample: true }
}

export function decision(
  source: Omit<FixtureSource, 'decisions'>,
  index: number,
  changes: Partial<Decision> = {},
): Decision {
  const evaluation = source.evaluations[index % source.evaluations.length]!
  const content = {
    gateId: evaluation.gateId,
    gateTitle: evaluation.title,
    modelVersionId: source.model.id,
    modelHash: source.model.contentHash,
    decision: 'approvedWithConditions' as const,
    reason:
      'Discrimination and calibration on the hold-out sample are within policy; one coefficient is weak and is to be watched.',
    conditions: 'Review the weak coefficient after the first quarter in use.',
    policyId: evaluation.policyId,
    policyVersion: evaluation.policyVersion,
    policyHash: evaluation.policyHash,
    evidenceIds: evaluation.evidenceIds,
    evidenceManifestHash: evaluation.evidenceManifestHash,
    evaluation,
    isOwnModel: false,
    decidedBy: 'Miriam Osei',
    role: 'approver',
    decidedAt: `2026-11-05T${String(8 + (index % 12)).padStart(2, '0')}:30:00.000Z`,
    ...changes,
  }
  return { id: `de_${String(index).padStart(12, '0')}`, ...content, contentHash: contentHash(content) }
}

/** Long names, 40 levels, every characteristic wide, many decisions. */
export function crowdedSource(): FixtureSource {
  const full = fullSource()
  const levels = (index: number) =>
    Array.from(
      { length: 40 },
      (_, level) => `Occupation group ${index}.${level} (self-employed, seasonal or unknown)`,
    ).join(', ')
  const wide = binnedVariable(
    'occupation_of_the_principal_applicant_as_declared_in_the_form',
    40,
    'text',
    (index) => `Level ${index}`,
  )
  const merged = binnedVariable('branch_and_district_of_the_office_where_the_application_was_made', 6, 'text', levels)
  const scorecard = scorecardModel([wide, merged, ...full.scorecard.variables])
  const model = {
    ...modelVersion('Consumer instalment loans, new and existing customers, all channels, second generation'),
    contentHash: contentHash(scorecard),
  }
  const fit = evidenceOf(fitReport(scorecard, []), 'ev_fit0000000001', 'Fit', '2026-11-03T09:15:00.000Z', 'Dana Keller')
  const evidence = [fit, ...full.evidence.slice(1)]
  const base = { ...full, model, scorecard, evidence, dataset: datasetVersion(120) }
  const decisions = Array.from({ length: 9 }, (_, index) =>
    decision(base, index, { isOwnModel: index === 3, reason: 'Long reason. '.repeat(index === 2 ? 60 : 6).trim() }),
  )
  return { ...base, decisions }
}
