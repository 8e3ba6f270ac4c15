import type { BoostingIteration, GbdtParams } from '../../../shared/contract/index.ts'

/** Least time between two messages to one listener. */
const TELL_EVERY_MS = 100

/** What is new of a running training; the first one has everything so far. */
export interface LiveMessage {
  readonly iterations: BoostingIteration[]
  /** The iteration that would be kept now; null where none is chosen. */
  readonly best: number | null
  readonly isStopping: boolean
  readonly isDone: boolean
}

/** A training of trees while it runs: its iterations, kept once for all listeners, and the word to stop it. */
export class LiveTraining {
  readonly params: GbdtParams
  /** One 32-bit number that the training looks at after every tree: 1 asks it to stop. */
  readonly stopFlag = new SharedArrayBuffer(4)
  readonly #iterations: BoostingIteration[] = []
  readonly #listeners = new Set<() => void>()
  #best: BoostingIteration | null = null
  #isDone = false

  constructor(params: GbdtParams) {
    this.params = params
  }

  get isStopping(): boolean {
    return Atomics.load(new Int32Array(this.stopFlag), 0) !== 0
  }

  /** Takes iterations as they come. */
  add(iterations: readonly BoostingIteration[]): void {
    for (const iteration of iterations) {
      this.#iterations.push(iteration)
      if (isBetter(iteration, this.#best, this.params.earlyStopping)) this.#best = iteration
    }
    this.#wake()
  }

  /** Asks the training to end after the tree it grows now. */
  stop(): void {
    Atomics.store(new Int32Array(this.stopFlag), 0, 1)
    this.#wake()
  }

  /** The job has ended: listeners get what is left, and then the end. */
  end(): void {
    this.#isDone = true
    this.#wake()
  }

  /** Everything so far at once, then what is new, at most ten times a second, until the end. */
  async *follow(signal?: AbortSignal): AsyncGenerator<LiveMessage, void, void> {
    let news = Promise.withResolvers<void>()
    const onNews = (): void => news.resolve()
    this.#listeners.add(onNews)
    signal?.addEventListener('abort', onNews)
    try {
      for (let nTold = 0; signal?.aborted !== true; ) {
        news = Promise.withResolvers<void>()
        const message = this.#messageFrom(nTold)
        nTold += message.iterations.length
        yield message
        if (message.isDone) return
        await Promise.all([news.promise, sleep(TELL_EVERY_MS, signal)])
      }
    } finally {
      this.#listeners.delete(onNews)
      signal?.removeEventListener('abort', onNews)
    }
  }

  #messageFrom(start: number): LiveMessage {
    return {
      iterations: this.#iterations.slice(start),
      best: this.#best?.iteration ?? null,
      isStopping: this.isStopping,
      isDone: this.#isDone,
    }
  }

  #wake(): void {
    for (const wake of this.#listeners) wake()
  }
}

/** Ends early when the signal fires. */
function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done, { once: true })
  })
}

/** Where nothing is watched to stop by, no iteration is chosen. */
function isBetter(
  one: BoostingIteration,
  best: BoostingIteration | null,
  { sample, metric }: GbdtParams['earlyStopping'],
): boolean {
  if (sample === 'none') return false
  const key = metric === 'rocAuc' ? 'watchedAuc' : 'watchedLogLoss'
  const value = one[key]
  const known = best?.[key] ?? null
  if (value === null || known === null) return value !== null
  return metric === 'rocAuc' ? value > known : value < known
}
