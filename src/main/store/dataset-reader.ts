import type { DatasetVersion } from '../../shared/contract/dataset.ts'
import type { Column, Frame } from '../core/frame/frame.ts'
import { ColumnSource, type StagedSchema } from './column-source.ts'
import type { Connection } from './connection.ts'

/** A column of a set of chunks that no version owns yet. */
export type StagedColumn = StagedSchema & { readonly index: number }

/** What a worker thread may do with the workspace: read columns. */
export interface DatasetReader {
  /** The version of that exact id. */
  readVersion(datasetVersionId: string): DatasetVersion
  /** The named columns (default: all) of a version, in the order asked for. */
  readFrame(datasetVersionId: string, columnNames?: readonly string[]): Frame
  /** The same, with the texts that tokens stand for in place of the tokens: for a person with the right and a reason only. */
  readOriginalFrame(datasetVersionId: string, columnNames?: readonly string[]): Frame
  /** One column of a set of chunks that no version owns yet. */
  readStagedColumn(setId: string, column: StagedColumn, nRows: number): Column
  close(): void
}

/** Wraps a read-only connection as a reader. */
export function createDatasetReader(connection: Connection): DatasetReader {
  const source = new ColumnSource(connection)
  return {
    readVersion: (id) => source.dataset(id).version,
    readFrame: (id, columnNames) => source.frame(id, columnNames),
    readOriginalFrame: (id, columnNames) => source.originalFrame(id, columnNames),
    readStagedColumn: (setId, column, nRows) => source.column(setId, column.index, column, nRows),
    close: () => connection.close(),
  }
}
