import type {
  DatasetVersion,
  FitReport,
  ModelVersion,
  ScorecardModel,
  ScorecardParams,
  Target,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { CODE_VERSION } from '../../../shared/version.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { writeFileAtomically } from '../../disk/atomic-file.ts'
import type { TrainScorecardInput, TrainScorecardOutput } from '../../jobs/tasks/train-scorecard.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { canonicalTarget } from '../dataset-version-record.ts'
import { describeEvidence } from '../evidence-record.ts'
import { outputPath } from '../output-path.ts'
import { requireColumns } from './dataset-handlers.ts'

export interface TrainingInput {
  readonly dataset: string
  readonly method: 'scorecard'
  readonly name?: string | undefined
  readonly target?: Target | undefined
  readonly include?: readonly string[] | undefined
  readonly exclude: readonly string[]
  readonly seed: number
  readonly params: ScorecardParams
}

/** Starts a training; the model version, its fit evidence and the audit event are stored together or not at all. */
export function startTraining(input: TrainingInput, call: AuditedCall): { jobId: string } {
  const { state, workspace, session } = call
  const dataset = workspace.datasets.get(input.dataset)
  const task = trainingTask(input, dataset, call)
  const name = input.name ?? `${dataset.name} scorecard`
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'training.start',
      title: `Train ${name} on ${dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const trained = await job.inWorker<TrainScorecardOutput>('trainScorecard', task)
        return () => {
          const same = workspace.models
            .list()
            .find((model) => model.name === name && isSameTraining(model, trained, dataset, input, call))
          if (same !== undefined) {
            return {
              kind: 'modelVersion' as const,
              id: same.id,
              path: null,
              summary: `Nothing new: equal to version ${same.version} of ${name}`,
            }
          }
          const { version, evidence } = describeModel(name, task, input, trained, dataset, call)
          workspace.models.insert(version, trained.modelJson)
          workspace.evidence.insert(evidence)
          state.appendEvent(call, 'model.create', 'done', { object: version.id, after: version.contentHash })
          state.appendEvent(call, 'evidence.create', 'done', { object: evidence.id, after: evidence.contentHash })
          return {
            kind: 'modelVersion' as const,
            id: version.id,
            path: null,
            summary: trainingSummary(version, trained.fit),
          }
        }
      },
    })
    return { value: { jobId }, object: jobId }
  })
}

export function listModels(_input: unknown, call: SignedInCall): ModelVersion[] {
  return call.workspace.models.list()
}

export function getModel(
  input: { model: string },
  call: SignedInCall,
): { version: ModelVersion; model: ScorecardModel; fit: FitReport } {
  const { version, model } = call.workspace.models.get(input.model)
  const { payload } = call.workspace.evidence.get(version.fitEvidenceId)
  if (payload.kind !== 'fitReport')
    throw new AppError('internal', `model ${version.id} needs a fit report, got ${payload.kind}`)
  return { version, model, fit: payload }
}

/** Writes the canonical JSON text whose SHA-256 is the model's content hash. */
export function exportModel(
  input: { model: string; format: 'json'; path: string },
  call: AuditedCall,
): { path: string; bytes: number; sha256: string } {
  const { version, modelJson } = call.workspace.models.get(input.model)
  const path = outputPath(input.path, { field: 'path', workspaceDirectory: call.workspace.directory })
  return call.commit(() => {
    const { bytes, sha256 } = writeFileAtomically(path, new TextEncoder().encode(modelJson))
    return { value: { path, bytes, sha256 }, object: version.id, after: sha256 }
  })
}

function trainingTask(input: TrainingInput, dataset: DatasetVersion, call: AuditedCall): TrainScorecardInput {
  const asked = input.target ?? dataset.target
  if (asked === null) {
    throw new AppError('invalidInput', `Training on ${dataset.name} needs a target, got none`, {
      hint: 'Name the target column and its event value (--target COL --event VALUE).',
    })
  }
  const target = canonicalTarget(asked, dataset.columns)
  requireColumns(dataset, [target.column, ...(input.include ?? []), ...input.exclude])
  const excluded = new Set([...input.exclude, target.column])
  const named = input.include === undefined ? null : new Set(input.include)
  const characteristics = dataset.columns
    .filter(
      (column) => !excluded.has(column.name) && (named === null ? column.role === 'feature' : named.has(column.name)),
    )
    .map((column) => column.name)
  if (characteristics.length === 0) {
    throw new AppError('invalidInput', 'Training needs at least one characteristic, got none', {
      hint: 'Exclude fewer columns.',
    })
  }
  const params = withSpecialCodes(input.params, dataset, characteristics)
  const { steps, columns } = historyOf(dataset, call)
  const inputs = columns.map(({ name, type, dateFormat }) => ({ name, type, dateFormat }))
  return { datasetVersionId: dataset.id, target, characteristics, params, seed: input.seed, steps, inputs }
}

/** Training again what was trained before must not make a second version of the same thing. */
function isSameTraining(
  model: ModelVersion,
  trained: TrainScorecardOutput,
  dataset: DatasetVersion,
  input: TrainingInput,
  call: SignedInCall,
): boolean {
  return (
    model.contentHash === trained.modelHash &&
    model.datasetVersionId === dataset.id &&
    model.seed === input.seed &&
    contentHash(model.params) === contentHash(input.params) &&
    // Equal cards may come from looking at different columns: the report on them is part of what was done.
    call.workspace.evidence.get(model.fitEvidenceId).contentHash === contentHash(trained.fit)
  )
}

function describeModel(
  name: string,
  task: TrainScorecardInput,
  input: TrainingInput,
  trained: TrainScorecardOutput,
  dataset: DatasetVersion,
  call: AuditedCall,
) {
  const { workspace, session, state } = call
  const number = workspace.models.nextVersion(name)
  const id = `mv_${contentHash({ name, version: number, hash: trained.modelHash }).slice(0, 12)}`
  const createdAt = state.now.toISOString()
  const evidence = describeEvidence(trained.fit, {
    title: 'Fit of the scorecard',
    modelVersionId: id,
    modelHash: trained.modelHash,
    datasetVersionId: dataset.id,
    datasetHash: dataset.contentHash,
    method: 'scorecard.fit',
    parameters: { seed: input.seed, params: input.params, target: task.target, characteristics: task.characteristics },
    createdAt,
    createdBy: session.userName,
  })
  const version: ModelVersion = {
    id,
    name,
    version: number,
    method: 'scorecard',
    contentHash: trained.modelHash,
    datasetVersionId: dataset.id,
    datasetHash: dataset.contentHash,
    datasetName: dataset.name,
    seed: input.seed,
    params: input.params,
    target: task.target,
    codeVersion: CODE_VERSION,
    fitEvidenceId: evidence.id,
    nCharacteristics: trained.nCharacteristics,
    createdAt,
    createdBy: session.userName,
  }
  return { version, evidence }
}

function trainingSummary(version: ModelVersion, fit: FitReport): string {
  const n = version.nCharacteristics
  return `${version.name} version ${version.version}: ${n} characteristic${n === 1 ? '' : 's'}, AUC ${formatNumber(fit.developmentAuc.value, 'auc')} on development`
}

/** Codes declared with the data get bins of their own, unless the parameters say otherwise for the column. */
function withSpecialCodes(
  params: ScorecardParams,
  dataset: DatasetVersion,
  characteristics: readonly string[],
): ScorecardParams {
  const said = new Set(params.binning.specialCodes.map(({ column }) => column))
  const declared = dataset.columns
    .filter(({ name, specialCodes }) => specialCodes.length > 0 && characteristics.includes(name) && !said.has(name))
    .map(({ name, specialCodes }) => ({ column: name, codes: [...specialCodes] }))
  if (declared.length === 0) return params
  const specialCodes = [...params.binning.specialCodes, ...declared]
  return { ...params, binning: { ...params.binning, specialCodes } }
}

/** All steps from the imported columns to a version, and the columns they began with and made. */
function historyOf(dataset: DatasetVersion, call: AuditedCall): Pick<DatasetVersion, 'steps' | 'columns'> {
  const { parent } = dataset
  if (parent === null || parent.kind === 'append') return { steps: [], columns: dataset.columns }
  const before = historyOf(call.workspace.datasets.get(parent.id), call)
  return { steps: [...before.steps, ...dataset.steps], columns: dataset.columns }
}
