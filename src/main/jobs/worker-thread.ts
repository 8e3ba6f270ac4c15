import { type Transferable, Worker } from 'node:worker_threads'
import { discardPartialFile } from '../disk/atomic-file.ts'
import { BackgroundProcessDied, cancelledError, packError, unpackError } from './crossing-error.ts'
import type { TaskProgress } from './reader-protocol.ts'
import type { FromWorker, WorkerOrder } from './worker-protocol.ts'

export interface WorkerOptions<Part = never> {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TaskProgress) => void
  readonly transfer?: readonly Transferable[]
  /** Takes what the task hands over before its end; when it throws, the task ends with that error. */
  readonly onPart?: (part: Part) => void
  /** Files the task writes: what a terminated worker leaves of them is removed. */
  readonly writes?: readonly string[]
}

/**
 * Runs one task in a fresh worker thread. Cancelling terminates the thread: it only reads, so nothing is left half-done.
 *
 * @returns what the task returned
 * @throws AppError what the task threw; `cancelled` when the signal fires; `internal` ({@link BackgroundProcessDied}) if the thread
 * ended without an answer
 */
export async function runInWorker<Result, Part = never>(
  workerEntry: URL,
  order: WorkerOrder,
  options: WorkerOptions<Part> = {},
): Promise<Result> {
  if (options.signal?.aborted === true) throw cancelledError()
  const worker = new Worker(workerEntry, {
    workerData: order,
    transferList: [...(options.transfer ?? [])],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: process.env.ASSAY_DEBUG === undefined ? {} : { ASSAY_DEBUG: '1' },
    stdin: false,
  })
  try {
    return await answerOf<Result, Part>(worker, options)
  } catch (error) {
    await worker.terminate()
    for (const path of options.writes ?? []) discardPartialFile(path)
    throw error
  } finally {
    void worker.terminate()
  }
}

function answerOf<Result, Part>(worker: Worker, options: WorkerOptions<Part>): Promise<Result> {
  const { signal, onProgress, onPart } = options
  return new Promise<Result>((resolve, reject) => {
    const onAbort = () => reject(cancelledError())
    signal?.addEventListener('abort', onAbort, { once: true })
    worker.on('message', (message: FromWorker) => {
      switch (message.kind) {
        case 'progress':
          if (signal?.aborted !== true) onProgress?.(message.progress)
          return
        case 'part':
          try {
            if (signal?.aborted !== true) onPart?.(message.part as Part)
          } catch (error) {
            reject(error)
          }
          return
        case 'done':
          resolve(message.result as Result)
          return
        case 'failed':
          reject(unpackError(message.error))
      }
    })
    worker.once('error', (error) => reject(unpackError(packError(outOfMemory(error) ?? error))))
    worker.once('exit', () => {
      signal?.removeEventListener('abort', onAbort)
      reject(new BackgroundProcessDied('worker thread'))
    })
  })
}

function outOfMemory(error: unknown): RangeError | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? new RangeError('allocation failed') : null
}
