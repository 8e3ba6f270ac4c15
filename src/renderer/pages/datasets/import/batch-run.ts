import type { ErrorReply } from '../../../../shared/errors.ts'

export type BatchState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped'

/** What became of one file of a batch. */
export interface BatchFile {
  readonly path: string
  readonly name: string
  readonly template: string | null
  readonly state: BatchState
  readonly id: string | null
  readonly summary: string
  readonly nRows: number | null
  readonly nColumns: number | null
  readonly nIssues: number | null
  readonly error: ErrorReply | null
}

export interface BatchReport {
  readonly files: readonly BatchFile[]
  readonly isRunning: boolean
}

/** What importing one file brings; the door and its jobs stand behind it. */
export type ImportOne = (
  file: BatchFile,
  signal: AbortSignal,
) => Promise<Pick<BatchFile, 'id' | 'summary' | 'nRows' | 'nColumns' | 'nIssues'>>

/** A file before its turn. */
export function waitingFile(path: string, name: string, template: string | null): BatchFile {
  return {
    path,
    name,
    template,
    state: 'waiting',
    id: null,
    summary: '',
    nRows: null,
    nColumns: null,
    nIssues: null,
    error: null,
  }
}

/**
 * Imports files one after the other; a file that fails is reported and the next one follows. After a stop the rest is left
 * and said so.
 *
 * @param onReport - called after every change with the state of every file
 */
export async function runBatch(
  files: readonly BatchFile[],
  importOne: ImportOne,
  onReport: (report: BatchReport) => void,
  signal: AbortSignal,
  readError: (error: unknown) => ErrorReply,
): Promise<BatchReport> {
  let report: BatchReport = { files, isRunning: true }
  const set = (index: number, change: Partial<BatchFile>) => {
    report = { ...report, files: report.files.map((file, at) => (at === index ? { ...file, ...change } : file)) }
    onReport(report)
  }
  for (const [index, file] of files.entries()) {
    if (signal.aborted) {
      set(index, { state: 'stopped' })
      continue
    }
    set(index, { state: 'running' })
    try {
      set(index, { state: 'done', ...(await importOne(file, signal)) })
    } catch (error) {
      const reply = readError(error)
      set(index, reply.code === 'cancelled' ? { state: 'stopped' } : { state: 'failed', error: reply })
    }
  }
  report = { ...report, isRunning: false }
  onReport(report)
  return report
}
