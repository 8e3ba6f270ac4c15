import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import type { DatabaseConnection } from '../../store/open-database.ts'
import { BackgroundProcessDied, unpackError } from '../crossing-error.ts'
import { type FromGrid, GRID_TASK, type GridCalls, type GridOrder, type GridVerb } from './grid-protocol.ts'

/** Decoded chunks and levels kept in memory. */
const CACHE_BYTES = 512 * 2 ** 20

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

export interface GridWorkerOptions {
  readonly workerEntry: URL
  readonly connection: DatabaseConnection
  readonly cacheBytes?: number
}

/**
 * The thread that reads, sorts, filters and searches for the grid. It starts with the first question, dies with `close`, and
 * starts anew if it died by itself.
 */
export class GridWorker {
  readonly #options: GridWorkerOptions
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #lastId = 0
  #isClosed = false

  constructor(options: GridWorkerOptions) {
    this.#options = options
  }

  /**
   * Asks the thread. A fired signal ends the wait at once, and the work at its next halt.
   *
   * @throws AppError what the thread threw; `cancelled` if the signal fired; `locked` after `close`
   */
  async ask<Verb extends GridVerb>(
    verb: Verb,
    input: GridCalls[Verb]['input'],
    signal?: AbortSignal,
  ): Promise<GridCalls[Verb]['output']> {
    if (this.#isClosed) throw lockedError()
    if (signal?.aborted === true) throw stoppedError()
    this.#worker ??= this.#start()
    const worker = this.#worker
    const id = ++this.#lastId
    const onAbort = () => {
      worker.postMessage({ id, verb: 'cancel' })
      this.#waiting.get(id)?.reject(stoppedError())
      this.#waiting.delete(id)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      return await new Promise<GridCalls[Verb]['output']>((resolve, reject) => {
        this.#waiting.set(id, { resolve: (result) => resolve(result as GridCalls[Verb]['output']), reject })
        worker.postMessage({ id, verb, input })
      })
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const worker = this.#worker
    this.#worker = null
    this.#fail(lockedError())
    await worker?.terminate()
  }

  #start(): Worker {
    const order: GridOrder = {
      task: GRID_TASK,
      input: { cacheBytes: this.#options.cacheBytes ?? CACHE_BYTES },
      connection: this.#options.connection,
    }
    const worker = new Worker(this.#options.workerEntry, {
      workerData: order,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: process.env.ASSAY_DEBUG === undefined ? {} : { ASSAY_DEBUG: '1' },
      stdin: false,
    })
    // The thread must not keep a program alive that is done.
    worker.unref()
    worker.on('message', (message: FromGrid) => this.#settle(message))
    worker.on('error', () => this.#died(worker))
    worker.on('exit', () => this.#died(worker))
    return worker
  }

  #settle(message: FromGrid): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if ('error' in message) waiting?.reject(unpackError(message.error))
    else waiting?.resolve(message.result)
  }

  #died(worker: Worker): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#fail(new BackgroundProcessDied('grid'))
  }

  #fail(error: AppError): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

function stoppedError(): AppError {
  return new AppError('cancelled', 'The request was cancelled')
}

function lockedError(): AppError {
  return new AppError('locked', 'The workspace is locked', { hint: 'Unlock it with your name and password.' })
}
