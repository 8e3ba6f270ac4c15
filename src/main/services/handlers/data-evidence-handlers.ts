import type {
  DataEvidence,
  DataEvidenceKind,
  DataEvidencePayload,
  DataEvidenceSummary,
  DatasetVersion,
  JobKind,
  JobResult,
  LeakageThresholds,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { DEFAULT_LEAKAGE_THRESHOLDS } from '../../core/leakage/leakage-types.ts'
import type { Workspace } from '../../store/workspace.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { type DataEvidenceRequest, dataEvidenceKey, describeDataEvidence } from '../data-evidence-record.ts'
import { maskedColumns } from '../effective-privacy.ts'
import { requireColumns } from './dataset-handlers.ts'

interface DataAssessment extends DataEvidenceRequest {
  readonly jobKind: JobKind
  /** Task of the worker threads that makes the payload. */
  readonly task: string
  /** What the task needs besides the versions. */
  readonly input: Record<string, unknown>
}

export function listDataEvidence(
  input: { dataset?: string | undefined; kind?: DataEvidenceKind | undefined },
  call: SignedInCall,
): DataEvidenceSummary[] {
  const { datasets, datasetEvidence } = call.workspace
  return datasetEvidence.list({
    ...(input.dataset === undefined ? {} : { datasetVersionId: datasets.get(input.dataset).id }),
    ...(input.kind === undefined ? {} : { kind: input.kind }),
  })
}

export function getDataEvidence(input: { evidence: string }, call: SignedInCall): DataEvidence {
  return call.workspace.datasetEvidence.get(input.evidence)
}

export function runLeakage(
  input: {
    dataset: string
    thresholds?: { [Key in keyof LeakageThresholds]?: LeakageThresholds[Key] | undefined } | undefined
  },
  call: AuditedCall,
): { jobId: string } {
  const dataset = call.workspace.datasets.get(input.dataset)
  const { target } = dataset
  if (target === null) {
    throw new AppError('invalidInput', `The leakage scan needs a target, got none in ${dataset.name}`, {
      hint: 'Import the data set with a target, or set one under Steps.',
      place: { field: 'dataset' },
    })
  }
  const given = Object.entries(input.thresholds ?? {}).filter(([, value]) => value !== undefined)
  const thresholds = { ...DEFAULT_LEAKAGE_THRESHOLDS, ...Object.fromEntries(given) }
  return assessDataset(call, {
    kind: 'leakage',
    jobKind: 'leakage.run',
    title: 'Leakage scan',
    dataset,
    other: null,
    parameters: { target, thresholds },
    task: 'scanLeakage',
    input: { target, thresholds },
  })
}

export function runAssociation(input: { dataset: string }, call: AuditedCall): { jobId: string } {
  return assessDataset(call, {
    kind: 'association',
    jobKind: 'association.run',
    title: 'Associations',
    dataset: call.workspace.datasets.get(input.dataset),
    other: null,
    parameters: {},
    task: 'associateColumns',
    input: {},
  })
}

export function runDrift(input: { dataset: string; expected: string }, call: AuditedCall): { jobId: string } {
  const [dataset, other] = twoVersions(call, input.dataset, input.expected, 'expected')
  return assessDataset(call, {
    kind: 'drift',
    jobKind: 'drift.run',
    title: `Drift against ${other.name}, version ${other.version}`,
    dataset,
    other,
    parameters: {},
    task: 'compareDrift',
    input: {},
  })
}

export function runDiff(
  input: { dataset: string; before: string; key: readonly string[] },
  call: AuditedCall,
): { jobId: string } {
  const [dataset, other] = twoVersions(call, input.dataset, input.before, 'before')
  requireColumns(dataset, input.key)
  requireColumns(other, input.key)
  return assessDataset(call, {
    kind: 'diff',
    jobKind: 'diff.run',
    title: `Difference from ${other.name}, version ${other.version}`,
    dataset,
    other,
    parameters: { key: [...input.key] },
    task: 'compareVersions',
    input: { key: [...input.key] },
  })
}

export function runPrivacyScan(
  input: { dataset: string; quasiIdentifiers: readonly string[] },
  call: AuditedCall,
): { jobId: string } {
  const dataset = call.workspace.datasets.get(input.dataset)
  requireColumns(dataset, input.quasiIdentifiers)
  const quasiIdentifiers = [...input.quasiIdentifiers]
  return assessDataset(call, {
    kind: 'privacy',
    jobKind: 'privacy.scan',
    title: 'Personal data',
    dataset,
    other: null,
    parameters: { quasiIdentifiers },
    task: 'scanPrivacy',
    input: { quasiIdentifiers },
  })
}

/** Asked before with equal inputs: the evidence there is stands; nothing is computed twice or stored twice. */
export function assessDataset(call: AuditedCall, assessment: DataAssessment): { jobId: string } {
  const { state, workspace, session } = call
  const { dataset, other } = assessment
  const nErasedRows = workspace.datasets.nErasedRows(dataset.id)
  const masked = maskedIn(workspace, other === null ? [dataset] : [dataset, other])
  const request = masked.length === 0 ? assessment : { ...assessment, parameters: { ...assessment.parameters, masked } }
  const key = dataEvidenceKey(request, nErasedRows + (other === null ? 0 : workspace.datasets.nErasedRows(other.id)))
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: assessment.jobKind,
      title: `${assessment.title}: ${dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const known = knownEvidence(key, call)
        if (known !== null) return () => known
        const payload = await job.inWorker<DataEvidencePayload>(assessment.task, {
          datasetVersionId: dataset.id,
          otherVersionId: other?.id ?? null,
          masked,
          ...assessment.input,
        })
        return () => {
          // Another job may have answered the same question meanwhile.
          const stored = knownEvidence(key, call)
          if (stored !== null) return stored
          const rest = { key, createdAt: state.now.toISOString(), createdBy: session.userName }
          const evidence = describeDataEvidence(payload, request, rest)
          workspace.datasetEvidence.insert(evidence)
          state.appendEvent(call, 'dataEvidence.create', 'done', { object: evidence.id, after: evidence.contentHash })
          return { kind: 'dataEvidence' as const, id: evidence.id, path: null, summary: evidence.verdict }
        }
      },
    })
    return { value: { jobId }, object: dataset.id }
  })
}

function knownEvidence(key: string, call: AuditedCall): JobResult | null {
  const known = call.workspace.datasetEvidence.findByKey(key)
  if (known === null) return null
  const summary = `Nothing new, equal inputs were assessed before: ${known.verdict}`
  return { kind: 'dataEvidence', id: known.id, path: null, summary }
}

/** Columns masked in any of the versions: reports say nothing of their cells, so another mask asks another question. */
function maskedIn(workspace: Workspace, versions: readonly DatasetVersion[]): string[] {
  return [...new Set(versions.flatMap((version) => [...maskedColumns(workspace, version).keys()]))].sort()
}

function twoVersions(
  call: AuditedCall,
  ref: string,
  otherRef: string,
  field: string,
): readonly [DatasetVersion, DatasetVersion] {
  const { datasets } = call.workspace
  const [dataset, other] = [datasets.get(ref), datasets.get(otherRef)]
  if (dataset.id !== other.id) return [dataset, other]
  throw new AppError(
    'invalidInput',
    `A comparison needs two versions, got ${dataset.name}, version ${dataset.version} twice`,
    {
      hint: 'Name another version, as in NAME@1.',
      place: { field },
    },
  )
}
