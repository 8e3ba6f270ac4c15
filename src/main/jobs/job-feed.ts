import type { Job } from '../../shared/contract/index.ts'

interface Listener {
  readonly accepts: (job: Job) => boolean
  /** The newest state of each job not yet taken: a slow listener skips states, never jobs. */
  readonly pending: Map<string, Job>
  wake: () => void
}

const ENDED: ReadonlySet<Job['state']> = new Set(['succeeded', 'failed', 'cancelled', 'interrupted'])

/** True when nothing more will happen to the job. */
export function hasEnded(job: Job): boolean {
  return ENDED.has(job.state)
}

/** Tells listeners of changes to jobs. */
export class JobFeed {
  readonly #listeners = new Set<Listener>()
  #isClosed = false

  publish(job: Job): void {
    for (const listener of this.#listeners) {
      if (!listener.accepts(job)) continue
      listener.pending.set(job.id, job)
      listener.wake()
    }
  }

  /** Ends every watch. */
  close(): void {
    this.#isClosed = true
    for (const listener of this.#listeners) listener.wake()
  }

  /** The job as it is now, then at every change, until it has ended. */
  async *watch(current: () => Job, signal?: AbortSignal): AsyncGenerator<Job, void, void> {
    const first = current()
    yield first
    if (hasEnded(first)) return
    // Changes between the first state and this listening are caught up with by asking again.
    for await (const job of this.#follow((item) => item.id === first.id, [current], signal)) {
      if (job === first) continue
      yield job
      if (hasEnded(job)) return
    }
  }

  /** Every job at every change, until the signal fires. */
  watchAll(signal?: AbortSignal): AsyncGenerator<Job, void, void> {
    return this.#follow(() => true, [], signal)
  }

  async *#follow(
    accepts: (job: Job) => boolean,
    first: readonly (() => Job)[],
    signal?: AbortSignal,
  ): AsyncGenerator<Job, void, void> {
    const listener: Listener = { accepts, pending: new Map(), wake: () => undefined }
    const onAbort = () => listener.wake()
    signal?.addEventListener('abort', onAbort)
    this.#listeners.add(listener)
    try {
      for (const current of first) {
        const job = current()
        listener.pending.set(job.id, job)
      }
      while (signal?.aborted !== true) {
        for (const [id, job] of [...listener.pending]) {
          listener.pending.delete(id)
          yield job
        }
        if (listener.pending.size > 0) continue
        if (this.#isClosed || isAborted(signal)) return
        await new Promise<void>((resolve) => {
          listener.wake = resolve
        })
      }
    } finally {
      this.#listeners.delete(listener)
      signal?.removeEventListener('abort', onAbort)
    }
  }
}

/** A function of its own, because the signal changes while the generator waits. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}
