import type {
  CalibrationReport,
  DatasetVersion,
  Evidence,
  FitReport,
  JobResult,
  ModelOrigin,
  ModelVersion,
  Target,
} from '../../shared/contract/index.ts'
import { CODE_VERSION } from '../../shared/version.ts'
import { contentHash } from '../core/governance/content-hash.ts'
import type { MethodParams } from '../jobs/tasks/read-training.ts'
import type { AuditedCall } from './call.ts'
import { describeEvidence } from './evidence-record.ts'

/** A model as a task hands it over, with what its version says of it. */
export type MadeModel = MethodParams & MadeModelFields

interface MadeModelFields {
  readonly name: string
  readonly origin: ModelOrigin
  readonly dataset: DatasetVersion
  readonly seed: number
  readonly target: Target
  readonly modelJson: string
  readonly modelHash: string
  readonly nCharacteristics: number
  readonly fit: FitReport
  /** Method and parameters of the fit evidence. */
  readonly asked: { readonly title: string; readonly method: string; readonly parameters: Record<string, unknown> }
}

export interface StoredModelVersion {
  readonly version: ModelVersion
  /** True if an equal version was there before: then nothing was stored. */
  readonly isKnown: boolean
}

/**
 * Stores a model version with its fit evidence, in the transaction of the caller. A version that is equal in everything that
 * was asked and found, under the same name, is not stored a second time.
 */
export function storeModel(made: MadeModel, call: AuditedCall): StoredModelVersion {
  const { workspace, state } = call
  const known = workspace.models.list().find((version) => isSame(version, made, call))
  if (known !== undefined) return { version: known, isKnown: true }
  const number = workspace.models.nextVersion(made.name)
  const id = `mv_${contentHash({ name: made.name, version: number, hash: made.modelHash }).slice(0, 12)}`
  const evidence = fitEvidence(id, made, call)
  const version = describeVersion(id, number, evidence.id, made, call)
  workspace.models.insert(version, made.modelJson)
  state.appendEvent(call, 'model.create', 'done', { object: version.id, after: version.contentHash })
  storeEvidence(evidence, call)
  return { version, isKnown: false }
}

/** Stores evidence, and its event, in the transaction of the caller. */
export function storeEvidence(evidence: Evidence, call: AuditedCall): void {
  call.workspace.evidence.insert(evidence)
  call.state.appendEvent(call, 'evidence.create', 'done', { object: evidence.id, after: evidence.contentHash })
}

/** Method and parameters of a version, for one made from it. */
export function methodOf(version: MethodParams): MethodParams {
  return version.method === 'gbdt'
    ? { method: version.method, params: version.params }
    : { method: version.method, params: version.params }
}

/** What a job that made a version hands back. */
export function versionResult({ version, isKnown }: StoredModelVersion, summary: string): JobResult {
  return {
    kind: 'modelVersion',
    id: version.id,
    path: null,
    summary: isKnown ? `Nothing new: equal to version ${version.version} of ${version.name}` : summary,
  }
}

/** Evidence of a calibration, about the version it made. */
export function calibrationEvidence(
  report: CalibrationReport,
  version: ModelVersion,
  dataset: DatasetVersion,
  parameters: Record<string, unknown>,
  call: AuditedCall,
): Evidence {
  return describeEvidence(report, {
    title: 'Calibration',
    modelVersionId: version.id,
    modelHash: version.contentHash,
    datasetVersionId: dataset.id,
    datasetHash: dataset.contentHash,
    method: 'calibration',
    parameters,
    createdAt: call.state.now.toISOString(),
    createdBy: call.session.userName,
  })
}

/** Making again what was made before must not make a second version of the same thing. */
function isSame(version: ModelVersion, made: MadeModel, call: AuditedCall): boolean {
  return (
    version.name === made.name &&
    version.contentHash === made.modelHash &&
    version.datasetVersionId === made.dataset.id &&
    version.method === made.method &&
    version.seed === made.seed &&
    contentHash(version.origin) === contentHash(made.origin) &&
    contentHash(version.params) === contentHash(made.params) &&
    // Equal cards may come from looking at different columns: the report on them is part of what was done.
    call.workspace.evidence.get(version.fitEvidenceId).contentHash === contentHash(made.fit)
  )
}

function fitEvidence(modelVersionId: string, made: MadeModel, call: AuditedCall): Evidence {
  return describeEvidence(made.fit, {
    ...made.asked,
    modelVersionId,
    modelHash: made.modelHash,
    datasetVersionId: made.dataset.id,
    datasetHash: made.dataset.contentHash,
    createdAt: call.state.now.toISOString(),
    createdBy: call.session.userName,
  })
}

function describeVersion(
  id: string,
  number: number,
  fitEvidenceId: string,
  made: MadeModel,
  call: AuditedCall,
): ModelVersion {
  return {
    id,
    name: made.name,
    version: number,
    ...methodOf(made),
    origin: made.origin,
    contentHash: made.modelHash,
    datasetVersionId: made.dataset.id,
    datasetHash: made.dataset.contentHash,
    datasetName: made.dataset.name,
    seed: made.seed,
    target: made.target,
    codeVersion: CODE_VERSION,
    fitEvidenceId,
    nCharacteristics: made.nCharacteristics,
    developmentAuc: made.fit.developmentAuc.value,
    holdoutAuc: made.fit.holdoutAuc?.value ?? null,
    createdAt: call.state.now.toISOString(),
    createdBy: call.session.userName,
  }
}
