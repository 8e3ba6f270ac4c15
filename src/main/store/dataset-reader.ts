import type { DatasetVersion } from '../../shared/contract/dataset.ts'
import type { Frame } from '../core/frame/frame.ts'
import { ColumnSource } from './column-source.ts'
import type { Connection } from './connection.ts'

/** What a worker thread may do with the workspace: read columns. */
export interface DatasetReader {
  /** The version of that exact id. */
  readVersion(datasetVersionId: string): DatasetVersion
  /** The named columns (default: all) of a version, in the order asked for. */
  readFrame(datasetVersionId: string, columnNames?: readonly string[]): Frame
  close(): void
}

/** Wraps a read-only connection as a reader. */
export function createDatasetReader(connection: Connection): DatasetReader {
  const source = new ColumnSource(connection)
  return {
    readVersion: (id) => source.dataset(id).version,
    readFrame: (id, columnNames) => source.frame(id, columnNames),
    close: () => connection.close(),
  }
}
