import type { BoostingReport, BoostingSpec, GbdtParams, Job, TrainingProgress } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { crewSize } from '../../jobs/boosting/crew.ts'
import { hasEnded } from '../../jobs/job-feed.ts'
import { availableBytes, memoryNeed } from '../boosting-memory.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { planTraining } from '../training-plan.ts'
import { fitOf } from './model-handlers.ts'

/** Iterations of a training of trees: of a running one as they come, of one that has succeeded at once. */
export async function* trainingProgress(
  { jobId }: { jobId: string },
  call: SignedInCall,
): AsyncGenerator<TrainingProgress, void, void> {
  const job = call.state.jobs.get(jobId)
  const live = call.state.trainings.get(job.id)
  if (live === undefined) {
    yield endedProgress(job, call)
    return
  }
  const about = progressOf(job.id, live.params)
  for await (const message of live.follow(call.signal)) yield { ...about, ...message }
}

/** Ends a training of trees after the tree it grows now; the job then succeeds with the best iteration so far. */
export function stopTraining({ jobId }: { jobId: string }, call: AuditedCall): Job {
  const job = call.state.jobs.get(jobId)
  if (hasEnded(job)) {
    throw new AppError('conflict', `Stopping needs a training that runs, got one that has ${WORDS[job.state]}`, {
      hint: 'Its model, if it made one, is among the models.',
      place: { field: 'jobId' },
    })
  }
  const live = call.state.trainings.get(job.id)
  if (live === undefined) throw notOfTrees(job)
  if (job.state === 'queued') {
    throw new AppError('conflict', 'Stopping needs a training that runs, got one that waits for its turn', {
      hint: 'Cancel it: there is nothing to keep yet.',
      place: { field: 'jobId' },
    })
  }
  return call.commit(() => {
    live.stop()
    return { value: call.state.jobs.get(job.id), object: job.id }
  })
}

/** Bytes a training would need at most, and what the machine has. */
export function estimateMemory(
  spec: BoostingSpec,
  call: SignedInCall,
): { bytes: number; availableBytes: number; nRows: number; nCharacteristics: number } {
  const need = memoryNeed(planTraining(spec, call), crewSize())
  return { ...need, availableBytes: Math.floor(availableBytes(call)) }
}

const WORDS: Readonly<Record<Job['state'], string>> = {
  queued: 'not begun',
  running: 'not ended',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'been cancelled',
  interrupted: 'been interrupted',
}

type About = Pick<TrainingProgress, 'jobId' | 'maxTrees' | 'watched' | 'metric'>

function progressOf(jobId: string, { maxTrees, earlyStopping }: GbdtParams): About {
  const watched = earlyStopping.sample === 'validation' ? 'Validation rows' : 'Hold-out rows'
  return { jobId, maxTrees, watched, metric: earlyStopping.metric }
}

/** What the fit report keeps of the iterations; nothing of a training that made no model. */
function endedProgress(job: Job, call: SignedInCall): TrainingProgress {
  if (job.kind !== 'training.start') throw notOfTrees(job)
  const ended = { iterations: [], best: null, isStopping: false, isDone: true }
  if (job.result?.kind !== 'modelVersion') {
    if (!hasEnded(job)) throw notOfTrees(job)
    return { jobId: job.id, maxTrees: 0, watched: null, metric: 'logLoss', ...ended }
  }
  const { version } = call.workspace.models.get(job.result.id)
  const { boosting } = fitOf(version, call)
  if (version.method !== 'gbdt' || boosting === null) throw notOfTrees(job)
  const { watched, metric, history } = boosting
  const about = { jobId: job.id, maxTrees: version.params.maxTrees, watched, metric }
  return { ...about, ...ended, iterations: history, best: bestOf(version.params, boosting) }
}

function bestOf({ earlyStopping }: GbdtParams, { nTrees }: BoostingReport): number | null {
  return earlyStopping.sample === 'none' || nTrees === 0 ? null : nTrees
}

function notOfTrees(job: Job): AppError {
  return new AppError('invalidInput', `The job needs to be a training of boosted trees, got "${job.title}"`, {
    hint: 'Only trainings of boosted trees tell of iterations and can be stopped and kept; cancel the job instead.',
    place: { field: 'jobId' },
  })
}
