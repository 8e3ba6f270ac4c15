import { writeFrameCsv } from '../../io/csv/write-frame-csv.ts'
import type { TaskContext } from './task-context.ts'

export interface ExportCsvInput {
  readonly datasetVersionId: string
  /** Columns to write, in this order; all of them when left out. */
  readonly columns?: readonly string[]
  readonly path: string
}

export interface ExportCsvOutput {
  readonly nRows: number
  readonly sha256: string
  readonly bytes: number
}

/** Writes the stored values of a data set to a CSV file. */
export function exportCsv(input: ExportCsvInput, context: TaskContext): ExportCsvOutput {
  context.report('Reading columns', null)
  const frame = context.openReader().readFrame(input.datasetVersionId, input.columns)
  const { sha256, bytes } = writeFrameCsv(frame, input.path, (rowsDone) => {
    context.report('Writing rows', frame.nRows === 0 ? null : rowsDone / frame.nRows, rowsDone)
  })
  return { nRows: frame.nRows, sha256, bytes }
}
