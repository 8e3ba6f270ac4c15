import type { Job } from '../../shared/contract/index.ts'
import { AppError, appErrorFromReply, assertNever } from '../../shared/errors.ts'
import type { Client } from './local-client.ts'

export interface RunJobOptions {
  /** Aborting it cancels the job; the end of the job is still waited for. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (job: Job) => void
}

/**
 * Starts a job and waits for its end.
 *
 * @returns the succeeded job
 * @throws AppError the job's own error when it failed, `cancelled` when it was cancelled
 */
export async function runJob(
  client: Client,
  start: () => Promise<{ jobId: string }>,
  options: RunJobOptions = {},
): Promise<Job> {
  options.signal?.throwIfAborted()
  const { jobId } = await start()
  const cancel = (): void => {
    // The job may have ended in this moment; its end is read below either way.
    client.job.cancel({ jobId }).catch(() => undefined)
  }
  if (options.signal?.aborted === true) cancel()
  options.signal?.addEventListener('abort', cancel, { once: true })
  try {
    let last: Job | null = null
    for await (const job of await client.job.watch({ jobId })) {
      last = job
      options.onProgress?.(job)
    }
    return succeeded(last ?? (await client.job.get({ jobId })))
  } finally {
    options.signal?.removeEventListener('abort', cancel)
  }
}

function succeeded(job: Job): Job {
  switch (job.state) {
    case 'succeeded':
      return job
    case 'failed':
      throw job.error === null ? new AppError('internal', `${job.title} failed`) : appErrorFromReply(job.error)
    case 'cancelled':
      throw new AppError('cancelled', `${job.title} was cancelled; nothing was kept`)
    case 'queued':
    case 'running':
    case 'interrupted':
      throw new AppError('internal', `${job.title} was interrupted`, {
        hint: 'Start it again; nothing half-written was kept.',
      })
    default:
      return assertNever(job.state)
  }
}

/** What a succeeded job made. */
export function resultOf(job: Job): NonNullable<Job['result']> {
  if (job.result === null) throw new AppError('internal', `job ${job.id} needs a result, got none`)
  return job.result
}
