import type { DatasetReader } from '../../store/open-database.ts'

/** What a task in a worker thread may use: progress, and a read-only connection opened on demand. */
export interface TaskContext {
  report(stage: string, fraction: number | null, rowsDone?: number): void
  /** Hands over something finished before the whole is; what was handed over stands even if the task is cancelled later. */
  part(part: unknown): void
  openReader(): DatasetReader
}
