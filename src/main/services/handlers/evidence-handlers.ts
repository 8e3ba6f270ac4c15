import type {
  CaseExplanation,
  CreditModel,
  DatasetVersion,
  Evidence,
  EvidenceKind,
  EvidencePayload,
  EvidenceSummary,
  Grouping,
  JobKind,
  JobResult,
  ModelVersion,
  SampleName,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { explainCase } from '../../core/explain/explain-case.ts'
import { compileCaseReader } from '../../core/scorecard/model-inputs.ts'
import { columnsToScore, type TrainingOrigin } from '../../jobs/tasks/scored-sample.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { describeEvidence, type EvidenceQuestion, evidenceKey } from '../evidence-record.ts'
import { requireModelColumns } from '../model-columns.ts'
import { originOf } from '../training-origin.ts'
import { requireColumns } from './dataset-handlers.ts'

export interface Subject {
  readonly version: ModelVersion
  readonly model: CreditModel
  readonly dataset: DatasetVersion
  readonly origin: TrainingOrigin
}

export interface Assessment {
  readonly kind: JobKind
  readonly title: string
  readonly task: string
  readonly method: string
  readonly parameters: Record<string, unknown>
  summarise(payload: EvidencePayload): string
}

export function listEvidence(
  input: { model?: string | undefined; kind?: EvidenceKind | undefined },
  call: SignedInCall,
): EvidenceSummary[] {
  const modelVersionId = input.model === undefined ? undefined : call.workspace.models.get(input.model).version.id
  return call.workspace.evidence.list({
    ...(modelVersionId === undefined ? {} : { modelVersionId }),
    ...(input.kind === undefined ? {} : { kind: input.kind }),
  })
}

export function getEvidence(input: { evidence: string }, call: SignedInCall): Evidence {
  return call.workspace.evidence.get(input.evidence)
}

export function runValidation(input: { model: string; dataset: string }, call: AuditedCall): { jobId: string } {
  return assess(findSubject(input, call), call, {
    kind: 'validation.run',
    title: 'Validation',
    task: 'validateModel',
    method: 'validation',
    parameters: {},
    summarise: () => 'Validation stored as evidence',
  })
}

export function runFairness(
  input: {
    model: string
    dataset: string
    grouping: Grouping
    reference?: string | undefined
    threshold?: number | undefined
    sample: SampleName
  },
  call: AuditedCall,
): { jobId: string } {
  const subject = findSubject(input, call, [input.grouping.column])
  const { grouping, sample } = input
  if (grouping.column === subject.model.target.column) {
    throw new AppError(
      'invalidInput',
      `The sensitive attribute needs to be another column than the target, got "${grouping.column}"`,
      {
        hint: 'Name an attribute of the applicant.',
        place: { field: 'sensitive' },
      },
    )
  }
  return assess(subject, call, {
    kind: 'fairness.run',
    title: `Disparate impact by ${grouping.column}`,
    task: 'assessFairness',
    method: 'fairness',
    parameters: { grouping, reference: input.reference ?? null, threshold: input.threshold ?? null, sample },
    summarise: () => `Disparate impact by ${grouping.column} stored as evidence`,
  })
}

export function runExplanation(
  input: { model: string; dataset: string; sample: SampleName },
  call: AuditedCall,
): { jobId: string } {
  return assess(findSubject(input, call), call, {
    kind: 'explain.run',
    title: 'Explanation',
    task: 'explainModel',
    method: 'explanation',
    parameters: { sample: input.sample },
    summarise: () => 'Explanation stored as evidence',
  })
}

/** Points, baseline and reasons of one row of a data set. */
export function explainOne(
  input: { model: string; dataset: string; row: number; maxReasons: number },
  call: SignedInCall,
): CaseExplanation {
  const { model, dataset } = findSubject(input, call)
  if (input.row > dataset.nRows) {
    throw new AppError('notFound', `The data set ${dataset.name} has ${dataset.nRows} rows, got row ${input.row}`, {
      hint: `Rows count from 1 to ${dataset.nRows}.`,
    })
  }
  const known = new Set(dataset.columns.map((column) => column.name))
  const names = columnsToScore(model, known)
  const reader = compileCaseReader(model, (name) => known.has(name))
  const { columns, rows } = call.workspace.datasets.rows(dataset.id, input.row - 1, 1, [...names, model.target.column])
  const cells = new Map(columns.map((column, index) => [column, rows[0]![index]!]))
  const actual = cells.get(model.target.column)
  const outcome =
    actual === null || actual === undefined ? null : isEvent(actual, model.target.eventValue) ? 'event' : 'nonEvent'
  return explainCase(
    model,
    reader.values((name) => cells.get(name) ?? null),
    { maxReasons: input.maxReasons, row: input.row, outcome },
  )
}

function isEvent(actual: number | string, eventValue: string): boolean {
  return typeof actual === 'number' ? actual === Number(eventValue) : actual === eventValue
}

export function findSubject(
  input: { model: string; dataset: string },
  call: SignedInCall,
  extraColumns: readonly string[] = [],
): Subject {
  const { version, model } = call.workspace.models.get(input.model)
  const dataset = call.workspace.datasets.get(input.dataset)
  requireColumns(dataset, [model.target.column, ...extraColumns])
  requireModelColumns(model, dataset)
  return { version, model, dataset, origin: originOf(version, dataset, call) }
}

/**
 * Asked before with equal inputs: the evidence there is stands; nothing is computed twice or stored twice.
 *
 * @param extra - what the task needs besides the parameters and what these name
 */
export function assess(
  subject: Subject,
  call: AuditedCall,
  assessment: Assessment,
  extra: Readonly<Record<string, unknown>> = {},
): { jobId: string } {
  const { state, workspace, session } = call
  const { version, dataset } = subject
  const request = {
    modelVersionId: version.id,
    modelHash: version.contentHash,
    datasetVersionId: dataset.id,
    datasetHash: dataset.contentHash,
    method: assessment.method,
    parameters: assessment.parameters,
  }
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: assessment.kind,
      title: `${assessment.title} of ${version.name} on ${dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const known = knownEvidence(request, call)
        if (known !== null) return () => known
        const payload = await job.inWorker<EvidencePayload>(assessment.task, {
          model: subject.model,
          origin: subject.origin,
          datasetVersionId: dataset.id,
          ...assessment.parameters,
          ...extra,
        })
        return () => {
          // Another job may have answered the same question meanwhile.
          const stored = knownEvidence(request, call)
          if (stored !== null) return stored
          const evidence = describeEvidence(payload, {
            ...request,
            title: assessment.title,
            createdAt: state.now.toISOString(),
            createdBy: session.userName,
          })
          workspace.evidence.insert(evidence)
          state.appendEvent(call, 'evidence.create', 'done', { object: evidence.id, after: evidence.contentHash })
          return { kind: 'evidence' as const, id: evidence.id, path: null, summary: assessment.summarise(payload) }
        }
      },
    })
    return { value: { jobId }, object: version.id }
  })
}

function knownEvidence(request: EvidenceQuestion, call: AuditedCall): JobResult | null {
  const known = call.workspace.evidence.findByKey(evidenceKey(request))
  if (known === null) return null
  return {
    kind: 'evidence',
    id: known.id,
    path: null,
    summary: 'Nothing new: equal inputs were assessed before',
  }
}
