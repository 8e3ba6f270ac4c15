import type { Transferable } from 'node:worker_threads'
import type { Job, JobKind, JobResult } from '../../shared/contract/index.ts'
import type { DatabaseConnection } from '../store/open-database.ts'
import type { ChunkBatch } from './chunk-packer.ts'
import type { ReaderLaunch } from './reader-process.ts'

/** Where jobs are kept. */
export interface JobStorePort {
  insert(job: Job): void
  update(job: Job): void
  /** @throws AppError `notFound` */
  get(jobId: string): Job
  /** Newest first. */
  list(limit: number): Job[]
}

export interface JobRunnerConfig {
  readonly store: JobStorePort
  /** Runs the work in one database transaction: all of it is stored, or nothing. */
  readonly transaction: <T>(work: () => T) => T
  readonly clock: () => Date
  readonly newId: () => string
  /** What worker threads open the database with. */
  readonly connection: DatabaseConnection
  readonly workerEntry: URL
  readonly readerEntry: URL
  readonly launchReader: ReaderLaunch
  /** Jobs running at once; more wait. */
  readonly maxConcurrent?: number
  /** Called in the transaction that stores the end of a job, whatever the end. */
  readonly onFinished?: (job: Job) => void
}

/** What the orchestration of a job may use. It runs on the main thread: anything long belongs into a worker or a reader. */
export interface JobControl {
  readonly jobId: string
  /** Fires when the job is cancelled. */
  readonly signal: AbortSignal
  report(stage: string, fraction: number | null, rowsDone?: number): void
  /**
   * Runs a task of `jobs/tasks` in a worker thread with a read-only connection. A file it writes is named `path` in the input.
   * `onPart` takes what the task hands over before its end; when it throws, the task ends with that error.
   */
  inWorker<T, Part = never>(
    task: string,
    input: unknown,
    options?: { readonly transfer?: readonly Transferable[]; readonly onPart?: (part: Part) => void },
  ): Promise<T>
  /**
   * Runs a task of `jobs/reader-tasks` in a process without the workspace key. A file it writes is named `outputPath` in the
   * input. `onChunk` takes one chunk after the other; the reader waits when it is slow. After `timeLimitMs` the process is killed.
   */
  inReader<T, Chunk = ChunkBatch>(
    task: string,
    input: unknown,
    options?: { readonly onChunk?: (chunk: Chunk) => void | Promise<void>; readonly timeLimitMs?: number },
  ): Promise<T>
}

export interface JobSpec {
  readonly kind: JobKind
  readonly title: string
  readonly createdBy: string
  /**
   * Does the work and resolves with the commit: the function that stores the result. The runner calls it once, in the transaction
   * that ends the job, and not at all if the job was cancelled meanwhile. Whatever was made before is undone by `run` itself when it
   * throws.
   */
  readonly run: (job: JobControl) => Promise<() => JobResult>
}
