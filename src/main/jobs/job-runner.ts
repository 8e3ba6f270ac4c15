import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { Job, JobResult } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { BackgroundProcessDied, cancelledError, packError } from './crossing-error.ts'
import { hasEnded, JobFeed } from './job-feed.ts'
import { JobProgress } from './job-progress.ts'
import type { JobControl, JobRunnerConfig, JobSpec } from './job-types.ts'
import { runInReader } from './reader-process.ts'
import type { TaskProgress } from './reader-protocol.ts'
import { runInWorker } from './worker-thread.ts'

/** Least time between two states shown of one job. */
const SHOW_EVERY_MS = 100
/** Least time between two states of progress stored of one job. */
const STORE_EVERY_MS = 1_000
/** How long a cancelled job may tidy up before it is reported as cancelled anyway. */
const TIDY_MS = 800

interface ActiveJob {
  job: Job
  readonly spec: JobSpec
  readonly controller: AbortController
  readonly progress: JobProgress
  readonly ended: Promise<void>
  readonly end: () => void
  isRunning: boolean
  shownAt: number
  storedAt: number
  showTimer: NodeJS.Timeout | null
}

/** Starts the runner of one unlocked workspace. */
export function createJobRunner(config: JobRunnerConfig): JobRunner {
  return new JobRunner(config)
}

/** Runs jobs in the background, a few at a time, and keeps their rows, progress and results. */
export class JobRunner {
  readonly #config: JobRunnerConfig
  readonly #feed = new JobFeed()
  /** Queued and running jobs, in the order of their start. */
  readonly #active = new Map<string, ActiveJob>()
  /** Ends that could not be stored (disk full, say); the next start of the program calls these jobs interrupted. */
  readonly #unstored = new Map<string, Job>()
  readonly #maxConcurrent: number
  readonly #closing = new AbortController()
  #isClosed = false

  constructor(config: JobRunnerConfig) {
    this.#config = config
    this.#maxConcurrent = config.maxConcurrent ?? Math.max(2, Math.min(4, availableParallelism() - 1))
  }

  /** Puts a job in the queue; may be called inside a transaction, and does nothing if that is rolled back. @returns the id */
  start(spec: JobSpec): string {
    if (this.#isClosed)
      throw new AppError('locked', 'The workspace is locked', { hint: 'Unlock it and start the job again.' })
    const job = this.#newJob(spec)
    this.#config.store.insert(job)
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    this.#active.set(job.id, {
      job,
      spec,
      controller: new AbortController(),
      progress: new JobProgress(),
      ended,
      end,
      isRunning: false,
      shownAt: 0,
      storedAt: 0,
      showTimer: null,
    })
    setImmediate(() => this.#onStored(job.id))
    return job.id
  }

  /** The job of that id, or of the only id that begins so. @throws AppError `notFound` */
  get(jobId: string): Job {
    return this.#newest(this.#active.get(jobId)?.job ?? this.#config.store.get(jobId))
  }

  /** Newest first. */
  list(limit: number): Job[] {
    return this.#config.store.list(limit).map((job) => this.#newest(job))
  }

  /** Stops a job and waits for its end, at most a second. A job that has ended stays as it is. @throws AppError `notFound` */
  async cancel(jobId: string): Promise<void> {
    const active = this.#active.get(this.get(jobId).id)
    if (active === undefined) return
    active.controller.abort()
    if (active.isRunning) await active.ended
    else this.#finish(active, { state: 'cancelled', error: cancelledError().toReply() })
  }

  /** The job as it is now, then at every change, until it has ended. */
  watch(jobId: string, signal?: AbortSignal): AsyncIterable<Job> {
    const { id } = this.get(jobId)
    return this.#feed.watch(() => this.get(id), signal)
  }

  /** Every job at every change, until the signal fires or the runner is closed. */
  watchAll(signal?: AbortSignal): AsyncIterable<Job> {
    return this.#feed.watchAll(signal)
  }

  /**
   * Runs a short task in a worker thread at once, without a job: for answers a person waits for. It ends with the runner.
   *
   * @throws AppError what the task threw; `cancelled`
   */
  async inWorker<T>(task: string, input: unknown, signal?: AbortSignal): Promise<T> {
    const { workerEntry, connection } = this.#config
    const ends = signal === undefined ? this.#closing.signal : AbortSignal.any([this.#closing.signal, signal])
    return await runInWorker<T>(workerEntry, { task, input, connection }, { signal: ends })
  }

  /** Jobs queued or running. */
  activeCount(): number {
    return this.#active.size
  }

  async cancelAll(): Promise<void> {
    await Promise.all([...this.#active.keys()].map((jobId) => this.cancel(jobId)))
  }

  /** Cancels everything, ends every watch, and takes no more jobs. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#closing.abort()
    await this.cancelAll()
    this.#feed.close()
  }

  #newJob(spec: JobSpec): Job {
    return {
      id: this.#config.newId(),
      kind: spec.kind,
      title: spec.title,
      state: 'queued',
      stage: 'Waiting',
      progress: null,
      rowsDone: null,
      rowsPerSecond: null,
      etaMs: null,
      createdBy: spec.createdBy,
      createdAt: this.#config.clock().toISOString(),
      startedAt: null,
      finishedAt: null,
      result: null,
      error: null,
    }
  }

  #newest(job: Job): Job {
    return this.#active.get(job.id)?.job ?? this.#unstored.get(job.id) ?? job
  }

  /** The transaction around `start` is over: the job is stored, or it never was. */
  #onStored(jobId: string): void {
    const active = this.#active.get(jobId)
    if (active === undefined) return
    if (!this.#isStored(jobId)) {
      this.#active.delete(jobId)
      active.end()
      return
    }
    this.#feed.publish(active.job)
    this.#startWaiting()
  }

  #isStored(jobId: string): boolean {
    try {
      return this.#config.store.get(jobId).id === jobId
    } catch {
      return false
    }
  }

  #startWaiting(): void {
    let nRunning = [...this.#active.values()].filter((active) => active.isRunning).length
    for (const active of this.#active.values()) {
      if (nRunning >= this.#maxConcurrent) return
      if (active.isRunning) continue
      nRunning++
      active.isRunning = true
      void this.#run(active)
    }
  }

  async #run(active: ActiveJob): Promise<void> {
    const { signal } = active.controller
    try {
      this.#change(active, { state: 'running', stage: 'Starting', startedAt: this.#config.clock().toISOString() })
      this.#config.store.update(active.job)
      const commit = await this.#untilTidy(active.spec.run(this.#control(active)), signal)
      if (signal.aborted) throw cancelledError()
      this.#succeed(active, commit)
    } catch (error) {
      const state = signal.aborted ? 'cancelled' : error instanceof BackgroundProcessDied ? 'interrupted' : 'failed'
      this.#finish(active, { state, error: packError(signal.aborted ? cancelledError() : error) })
    }
    if (!this.#isClosed) this.#startWaiting()
  }

  /** The work itself, or its end by cancelling: then it has a moment to tidy up. */
  #untilTidy<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let timer: NodeJS.Timeout | null = null
      const onAbort = () => {
        timer = setTimeout(() => reject(cancelledError()), TIDY_MS)
      }
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort, { once: true })
      const settled = () => {
        signal.removeEventListener('abort', onAbort)
        if (timer !== null) clearTimeout(timer)
      }
      work.finally(settled).then(resolve, reject)
    })
  }

  #control(active: ActiveJob): JobControl {
    const { workerEntry, readerEntry, launchReader, connection } = this.#config
    const { signal } = active.controller
    const onProgress = (progress: TaskProgress) => this.#report(active, progress)
    return {
      jobId: active.job.id,
      signal,
      report: (stage, fraction, rowsDone) =>
        onProgress({ stage, fraction, ...(rowsDone === undefined ? {} : { rowsDone }) }),
      inWorker: (task, input, options) =>
        runInWorker(
          workerEntry,
          { task, input, connection },
          { ...options, signal, onProgress, writes: namedFile(input, 'path') },
        ),
      inReader: (task, input, options) =>
        runInReader({ readerEntry, launchReader }, task, input, {
          ...options,
          signal,
          onProgress,
          writes: namedFile(input, 'outputPath'),
        }),
    }
  }

  #report(active: ActiveJob, progress: TaskProgress): void {
    if (hasEnded(active.job) || active.controller.signal.aborted) return
    const now = performance.now()
    active.job = { ...active.job, ...active.progress.update(progress, now) }
    if (now - active.storedAt >= STORE_EVERY_MS) {
      active.storedAt = now
      this.#storeProgress(active.job)
    }
    if (active.showTimer !== null) return
    active.showTimer = setTimeout(() => this.#show(active), Math.max(0, active.shownAt + SHOW_EVERY_MS - now))
    active.showTimer.unref()
  }

  /** Called from event handlers of workers: progress that cannot be stored (disk full, say) must not end the program. */
  #storeProgress(job: Job): void {
    try {
      this.#config.store.update(job)
    } catch {
      // The end of the job is stored, or fails, on its own.
    }
  }

  #show(active: ActiveJob): void {
    if (active.showTimer !== null) clearTimeout(active.showTimer)
    active.showTimer = null
    active.shownAt = performance.now()
    this.#feed.publish(active.job)
  }

  #change(active: ActiveJob, change: Partial<Job>): void {
    active.job = { ...active.job, ...change }
    this.#show(active)
  }

  #succeed(active: ActiveJob, commit: () => JobResult): void {
    const finished = this.#config.transaction(() => {
      const result = commit()
      const job = this.#ended(active, { state: 'succeeded', result, stage: 'Done', progress: 1 })
      this.#config.store.update(job)
      this.#config.onFinished?.(job)
      return job
    })
    this.#leave(active, finished)
  }

  #finish(active: ActiveJob, change: Pick<Job, 'state' | 'error'>): void {
    const job = this.#ended(active, change)
    try {
      this.#config.transaction(() => {
        this.#config.store.update(job)
        this.#config.onFinished?.(job)
      })
    } catch {
      this.#unstored.set(job.id, job)
    }
    this.#leave(active, job)
  }

  #ended(active: ActiveJob, change: Partial<Job>): Job {
    return {
      ...active.job,
      rowsPerSecond: null,
      etaMs: null,
      finishedAt: this.#config.clock().toISOString(),
      ...change,
    }
  }

  #leave(active: ActiveJob, job: Job): void {
    active.job = job
    this.#active.delete(job.id)
    this.#show(active)
    active.end()
  }
}

/** The file a task writes, as its input names it. */
function namedFile(input: unknown, key: 'path' | 'outputPath'): string[] {
  if (typeof input !== 'object' || input === null) return []
  const path: unknown = (input as Record<string, unknown>)[key]
  return typeof path === 'string' ? [path] : []
}
