import type { Dialect, ParseIssue, ReadOptions } from '../../../shared/contract/index.ts'
import type { StartParser } from '../fast-csv/parser-pool.ts'
import type { CsvLimits } from '../limits.ts'
import type { ColumnChunk, ValueCounts } from './column-sink.ts'
import type { DecidedColumn } from './column-types.ts'

export interface ImportTableInput {
  readonly path: string
  readonly options: ReadOptions
  /** Column whose values are to be counted, so that events can be checked before anything is stored. */
  readonly targetColumn?: string | null
  readonly limits?: Partial<CsvLimits>
}

/** A column as it was read; what its values are like is found out from the stored chunks. */
export interface ReadColumn extends DecidedColumn {
  readonly name: string
  /** Cells that are missing or were made missing. */
  readonly nMissing: number
  /** Cells made missing because they did not fit. */
  readonly nUnparsed: number
  /** Sum of all numbers, compensated for rounding, for reconciling with the file; null for a text column. */
  readonly sum: number | null
}

export interface ImportTableResult {
  readonly nRows: number
  readonly columns: ReadColumn[]
  /** Levels of the text and date columns, in order of first occurrence. */
  readonly levels: readonly { readonly columnIndex: number; readonly levels: readonly string[] }[]
  readonly issues: ParseIssue[]
  readonly nIssues: number
  readonly dialect: Dialect
  readonly source: { readonly fileName: string; readonly bytes: number; readonly sha256: string }
  /** See `io/values-hash.ts`. */
  readonly valuesHash: string
  /** Null if no target was named, or the file has no such column. */
  readonly targetCounts: ValueCounts | null
}

export interface ImportHooks {
  report(stage: string, fraction: number | null, rowsDone?: number): void
  /**
   * Takes one chunk. Its cells are valid until this returns its promise. A chunk of the same column and number that comes later
   * replaces it.
   */
  chunk(chunk: ColumnChunk): Promise<void>
  /** Starts a parser thread; without it everything runs in this one. */
  readonly startParser?: StartParser | undefined
}
