import type { Job } from '../../shared/contract/index.ts'
import type { TaskProgress } from './reader-protocol.ts'

export type ProgressFields = Pick<Job, 'stage' | 'progress' | 'rowsDone' | 'rowsPerSecond' | 'etaMs'>

/** A rate measured over less says nothing. */
const MIN_SPAN_MS = 250

interface Mark {
  readonly atMs: number
  readonly fraction: number
  readonly rowsDone: number
}

/** Turns reports of a task into what a person sees: stage, share, rows per second and time to go, measured within the stage. */
export class JobProgress {
  #stage = ''
  #mark: Mark = { atMs: 0, fraction: 0, rowsDone: 0 }

  /** @param nowMs - milliseconds of any clock that does not jump */
  update(report: TaskProgress, nowMs: number): ProgressFields {
    const { stage, fraction } = report
    const rowsDone = report.rowsDone ?? null
    if (wordsOf(stage) !== this.#stage || (fraction ?? 0) < this.#mark.fraction) {
      this.#stage = wordsOf(stage)
      this.#mark = { atMs: nowMs, fraction: fraction ?? 0, rowsDone: rowsDone ?? 0 }
    }
    const spanMs = nowMs - this.#mark.atMs
    const progress = fraction === null ? null : Math.min(1, Math.max(0, fraction))
    return {
      stage,
      progress,
      rowsDone,
      rowsPerSecond: this.#rowsPerSecond(rowsDone, spanMs),
      etaMs: this.#timeToGo(progress, spanMs),
    }
  }

  #rowsPerSecond(rowsDone: number | null, spanMs: number): number | null {
    if (rowsDone === null || spanMs < MIN_SPAN_MS) return null
    return Math.max(0, Math.round(((rowsDone - this.#mark.rowsDone) * 1000) / spanMs))
  }

  #timeToGo(progress: number | null, spanMs: number): number | null {
    if (progress === null || spanMs < MIN_SPAN_MS) return null
    const done = progress - this.#mark.fraction
    return done <= 0 ? null : Math.round((spanMs * (1 - progress)) / done)
  }
}

/** "Tree 37 of 300" and "Tree 38 of 300" are one stage: it goes on as its numbers change. */
function wordsOf(stage: string): string {
  return stage.replace(/\d+/g, '0')
}
