import { Worker } from 'node:worker_threads'
import { AppError, type ErrorReply } from '../../shared/errors.ts'
import { BackgroundProcessDied, unpackError } from './crossing-error.ts'

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** What a standing thread can be asked for, by verb. */
type AnyCalls<Calls> = { readonly [Verb in keyof Calls]: { readonly input: unknown; readonly output: unknown } }

/** A question to a standing thread, or the word that nobody waits for its answer any more. */
export type ToThread<Calls extends AnyCalls<Calls>> =
  | {
      [Verb in keyof Calls]: { readonly id: number; readonly verb: Verb; readonly input: Calls[Verb]['input'] }
    }[keyof Calls]
  | { readonly id: number; readonly verb: 'cancel' }

export type FromThread =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ErrorReply }

export interface StandingThreadOptions {
  readonly workerEntry: URL
  /** Handed to the thread at its start. */
  readonly workerData: unknown
  /** What died, in words. */
  readonly name: string
  /** The thread ends, and gives its memory back, when it has not been asked for so long; absent: never. */
  readonly idleMs?: number | undefined
}

/**
 * A thread that answers questions for as long as the workspace stays open. It starts with the first question, dies with `close`, and
 * starts anew if it died by itself or was idle for long.
 */
export class StandingThread<Calls extends AnyCalls<Calls>> {
  readonly #options: StandingThreadOptions
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #idleTimer: NodeJS.Timeout | null = null
  #lastId = 0
  #isClosed = false

  constructor(options: StandingThreadOptions) {
    this.#options = options
  }

  /** Whether the thread stands now. */
  get isRunning(): boolean {
    return this.#worker !== null
  }

  /**
   * Asks the thread. A fired signal ends the wait at once, and the work at its next halt.
   *
   * @throws AppError what the thread threw; `cancelled` if the signal fired; `locked` after `close`
   */
  async ask<Verb extends keyof Calls & string>(
    verb: Verb,
    input: Calls[Verb]['input'],
    signal?: AbortSignal,
  ): Promise<Calls[Verb]['output']> {
    if (this.#isClosed) throw lockedError()
    if (signal?.aborted === true) throw stoppedError()
    this.#worker ??= this.#start()
    this.#stopIdleTimer()
    const worker = this.#worker
    const id = ++this.#lastId
    const onAbort = () => {
      worker.postMessage({ id, verb: 'cancel' })
      this.#waiting.get(id)?.reject(stoppedError())
      this.#waiting.delete(id)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      return await new Promise<Calls[Verb]['output']>((resolve, reject) => {
        this.#waiting.set(id, { resolve: (result) => resolve(result as Calls[Verb]['output']), reject })
        worker.postMessage({ id, verb, input })
      })
    } finally {
      signal?.removeEventListener('abort', onAbort)
      this.#startIdleTimer()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#release(lockedError())
  }

  #start(): Worker {
    const { workerEntry, workerData } = this.#options
    const worker = new Worker(workerEntry, {
      workerData,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: process.env.ASSAY_DEBUG === undefined ? {} : { ASSAY_DEBUG: '1' },
      stdin: false,
    })
    // The thread must not keep a program alive that is done.
    worker.unref()
    worker.on('message', (message: FromThread) => this.#settle(message))
    worker.on('error', () => this.#died(worker))
    worker.on('exit', () => this.#died(worker))
    return worker
  }

  #settle(message: FromThread): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if ('error' in message) waiting?.reject(unpackError(message.error))
    else waiting?.resolve(message.result)
  }

  #startIdleTimer(): void {
    const { idleMs } = this.#options
    if (idleMs === undefined || this.#waiting.size > 0 || this.#worker === null) return
    this.#stopIdleTimer()
    this.#idleTimer = setTimeout(() => void this.#release(stoppedError()), idleMs)
    this.#idleTimer.unref()
  }

  #stopIdleTimer(): void {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer)
    this.#idleTimer = null
  }

  async #release(reason: AppError): Promise<void> {
    this.#stopIdleTimer()
    const worker = this.#worker
    this.#worker = null
    this.#fail(reason)
    await worker?.terminate()
  }

  #died(worker: Worker): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#fail(new BackgroundProcessDied(this.#options.name))
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
