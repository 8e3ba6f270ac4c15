import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { errorReplySchema } from '../errors.ts'
import { instantSchema } from './primitives.ts'

export const JOB_KINDS = [
  'dataset.import',
  'training.start',
  'experiment.crossValidate',
  'experiment.learningCurve',
  'experiment.search',
  'model.import',
  'model.calibrate',
  'strategy.run',
  'comparison.run',
  'validation.run',
  'fairness.run',
  'explain.run',
  'scoring.run',
  'pack.build',
  'dataset.export',
  'dataset.derive',
  'dictionary.export',
  'quality.run',
  'leakage.run',
  'association.run',
  'drift.run',
  'diff.run',
  'privacy.scan',
  'privacy.erase',
  'privacy.dispose',
] as const
export const JOB_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const

/** What a finished job made: the kind of thing, its id, and the words for a person. */
export const jobResultSchema = z.object({
  kind: z.enum(['datasetVersion', 'modelVersion', 'evidence', 'dataEvidence', 'experiment', 'file', 'pack']),
  id: z.string(),
  path: z.string().nullable(),
  summary: z.string(),
})

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(JOB_KINDS),
  title: z.string(),
  state: z.enum(JOB_STATES),
  stage: z.string(),
  /** Done share of the current job, 0 to 1; null while it cannot be known. */
  progress: z.number().min(0).max(1).nullable(),
  rowsDone: z.number().int().nonnegative().nullable(),
  rowsPerSecond: z.number().nonnegative().nullable(),
  etaMs: z.number().nonnegative().nullable(),
  createdBy: z.string(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  result: jobResultSchema.nullable(),
  error: errorReplySchema.nullable(),
})

export const jobStartedSchema = z.object({ jobId: z.string() })

export const jobContract = {
  list: oc.input(z.object({ limit: z.number().int().min(1).max(500).default(100) })).output(z.array(jobSchema)),
  get: oc.input(z.object({ jobId: z.string() })).output(jobSchema),
  cancel: oc.input(z.object({ jobId: z.string() })).output(jobSchema),
  /** Yields the job at once, then at every change, and ends when the job has ended. */
  watch: oc.input(z.object({ jobId: z.string() })).output(eventIterator(jobSchema)),
  /** Yields every job at every change until the caller stops listening. */
  watchAll: oc.output(eventIterator(jobSchema)),
}

export type Job = z.infer<typeof jobSchema>
export type JobKind = Job['kind']
export type JobState = Job['state']
export type JobResult = z.infer<typeof jobResultSchema>
