import {
  type ColumnSchema,
  type DatasetVersion,
  datasetSummarySchema,
  datasetVersionSchema,
} from '../../shared/contract/dataset.ts'
import { AppError } from '../../shared/errors.ts'
import { isDateFormat } from '../core/calendar/date-format.ts'
import { type Column, createFrame, type Frame } from '../core/frame/frame.ts'
import { decodeChunk } from './column-chunk.ts'
import type { Connection, Statement } from './connection.ts'
import { parseJsonColumn } from './json-column.ts'

export const datasetDetailsSchema = datasetVersionSchema.pick({
  columns: true,
  issues: true,
  dialect: true,
  steps: true,
  stepLog: true,
})

/** What of a version stands in its summary; how many rows were erased since is counted, not stored. */
const storedSummarySchema = datasetSummarySchema.omit({ nErasedRows: true })

interface VersionRow {
  readonly chunk_set_id: string
  readonly summary: string
  readonly details: string
}

interface ChunkRow {
  readonly n_rows: number
  readonly encoding: string
  readonly data: Uint8Array
}

/** What reading a column needs to know of it. */
export type StagedSchema = Pick<ColumnSchema, 'name' | 'type' | 'dateFormat'>

/** A data set version and where its columns lie. */
export interface StoredDataset {
  readonly setId: string
  readonly version: DatasetVersion
}

/** Reads data set versions and their columns through one connection; used by the writer and by workers alike. */
export class ColumnSource {
  readonly #version: Statement<VersionRow>
  readonly #chunk: Statement<ChunkRow>
  readonly #chunks: Statement<ChunkRow>
  readonly #levels: Statement<{ levels: string }>
  readonly #originals: Statement<{ levels: string }>

  constructor(connection: Connection) {
    this.#version = connection.prepare('SELECT chunk_set_id, summary, details FROM dataset_version WHERE id = ?')
    this.#chunk = connection.prepare(
      'SELECT n_rows, encoding, data FROM column_chunk WHERE set_id = ? AND column_index = ? AND chunk_index = ?',
    )
    this.#chunks = connection.prepare(
      'SELECT n_rows, encoding, data FROM column_chunk WHERE set_id = ? AND column_index = ? ORDER BY chunk_index',
    )
    this.#originals = connection.prepare('SELECT levels FROM original_levels WHERE set_id = ? AND column_index = ?')
    this.#levels = connection.prepare('SELECT levels FROM column_levels WHERE set_id = ? AND column_index = ?')
  }

  /** The version of that exact id. */
  dataset(id: string): StoredDataset {
    const row = this.#version.get(id)
    if (row === undefined) throw new AppError('notFound', `Data set version needs to exist, got ${id}`)
    const summary = parseJsonColumn(storedSummarySchema, row.summary, 'data set version')
    const details = parseJsonColumn(datasetDetailsSchema, row.details, 'data set version')
    return { setId: row.chunk_set_id, version: { ...summary, ...details } }
  }

  /** All cells of the named columns (default: every column), in the order asked for. */
  frame(id: string, columnNames?: readonly string[]): Frame {
    const { setId, version } = this.dataset(id)
    const indexes = columnIndexes(version, columnNames)
    return createFrame(indexes.map((index) => this.column(setId, index, version.columns[index]!, version.nRows)))
  }

  /** As {@link frame}, with the texts that tokens stand for in place of the tokens. */
  originalFrame(id: string, columnNames?: readonly string[]): Frame {
    const { setId, version } = this.dataset(id)
    const frame = this.frame(id, columnNames)
    const columns = [...frame.columns.values()].map((column) => {
      if (column.kind !== 'text') return column
      const index = version.columns.findIndex((schema) => schema.name === column.name)
      const row = this.#originals.get(setId, index)
      return row === undefined ? column : { ...column, levels: JSON.parse(row.levels) as string[] }
    })
    return createFrame(columns)
  }

  /** Cells of one chunk of one column. */
  chunk(setId: string, columnIndex: number, chunkIndex: number): Float64Array | Int32Array {
    const row = this.#chunk.get(setId, columnIndex, chunkIndex)
    if (row === undefined) throw missingCells(columnIndex)
    return decodeChunk(row.encoding, row.data, row.n_rows)
  }

  /** Texts that the codes of a text column stand for. */
  levels(setId: string, columnIndex: number): readonly string[] {
    const row = this.#levels.get(setId, columnIndex)
    if (row === undefined) throw missingCells(columnIndex)
    return JSON.parse(row.levels) as string[]
  }

  /** All cells of one column of a set of chunks, whether a version owns it or not. */
  column(setId: string, index: number, schema: StagedSchema, nRows: number): Column {
    const target = schema.type === 'numeric' ? new Float64Array(nRows) : new Int32Array(nRows)
    let filled = 0
    for (const row of this.#chunks.iterate(setId, index)) {
      const cells = decodeChunk(row.encoding, row.data, row.n_rows)
      if (filled + cells.length > nRows) throw missingCells(index)
      target.set(cells, filled)
      filled += cells.length
    }
    if (filled !== nRows) throw missingCells(index)
    if (target instanceof Float64Array) return { kind: 'numeric', name: schema.name, values: target }
    const { dateFormat } = schema
    const column = { kind: 'text' as const, name: schema.name, codes: target, levels: this.levels(setId, index) }
    return dateFormat !== null && isDateFormat(dateFormat) ? { ...column, dateFormat } : column
  }
}

/**
 * Positions of the named columns, or of all.
 *
 * @throws AppError `notFound` if there is no column of that name
 */
export function columnIndexes(version: DatasetVersion, names?: readonly string[]): number[] {
  if (names === undefined) return version.columns.map((_, index) => index)
  const positions = new Map(version.columns.map((column, index) => [column.name, index]))
  return names.map((name) => {
    const index = positions.get(name)
    if (index === undefined) {
      const known = version.columns.slice(0, 5).map((column) => column.name)
      throw new AppError('notFound', `Data set "${version.name}" has no column "${name}"`, {
        hint: `Its columns begin with ${known.join(', ')}.`,
      })
    }
    return index
  })
}

function missingCells(columnIndex: number): AppError {
  return new AppError('damaged', `Stored column ${columnIndex + 1} is not complete`, {
    hint: 'Restore the workspace folder from a backup.',
  })
}
