import type { Job } from '../../../shared/contract/index.ts'
import type { LiveTraining } from './live-training.ts'

/** The trainings of trees that are queued or running, by job. */
export class LiveTrainings {
  readonly #live = new Map<string, LiveTraining>()

  get(jobId: string): LiveTraining | undefined {
    return this.#live.get(jobId)
  }

  /**
   * Keeps a training until its job has ended.
   *
   * @param states - the states of its job, as watched to the end
   */
  keep(jobId: string, live: LiveTraining, states: AsyncIterable<Job>): void {
    this.#live.set(jobId, live)
    this.#release(jobId, live, states).catch(() => undefined)
  }

  async #release(jobId: string, live: LiveTraining, states: AsyncIterable<Job>): Promise<void> {
    try {
      for await (const _state of states);
    } finally {
      this.#live.delete(jobId)
      live.end()
    }
  }
}
