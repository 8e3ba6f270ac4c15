import {
  type Cell,
  type ColumnProfile,
  columnProfileSchema,
  type DatasetSummary,
  type DatasetVersion,
  datasetSummarySchema,
} from '../../shared/contract/dataset.ts'
import { AppError } from '../../shared/errors.ts'
import { CHUNK_ROWS } from '../core/frame/chunk-rows.ts'
import { ChunkCache } from './chunk-cache.ts'
import { type ColumnPart, encodeChunk, isFitting, type PackedChunk } from './column-chunk.ts'
import { ColumnSource, columnIndexes, datasetDetailsSchema } from './column-source.ts'
import type { Connection } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'
import { resolveRef } from './resolve-ref.ts'

interface RefRow {
  readonly id: string
  readonly name: string
  readonly version: number
}

/** A rectangle of cells of a data set version. */
export interface RowPage {
  readonly columns: string[]
  readonly rows: Cell[][]
}

/** Data set versions: their records, and their cells in one BLOB per column and 65,536 rows. */
export class DatasetStore {
  readonly #now: () => string
  readonly #newId: () => string
  readonly #connection: Connection
  readonly #source: ColumnSource
  readonly #cache: ChunkCache
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(connection: Connection, now: () => string, newId: () => string) {
    this.#now = now
    this.#newId = newId
    this.#connection = connection
    this.#source = new ColumnSource(connection)
    this.#cache = new ChunkCache(this.#source)
    this.#statements = prepareStatements(connection)
  }

  /** Begins a set of column chunks. Until a version owns it, it is an orphan, swept at the next opening. */
  beginChunkSet(): string {
    const setId = this.#newId()
    this.#statements.insertSet.run(setId, this.#now())
    return setId
  }

  /**
   * Stores one chunk in a transaction of its own, so that a large import never holds up the writer for long.
   *
   * @param chunkIndex - counts from 0; every chunk but the last holds {@link CHUNK_ROWS} rows
   */
  writeChunk(setId: string, columnIndex: number, chunkIndex: number, part: ColumnPart): void {
    const chunk = encodeChunk(part)
    if (chunk.nRows > CHUNK_ROWS)
      throw new AppError('internal', `writeChunk needs at most ${CHUNK_ROWS} rows, got ${chunk.nRows}`)
    this.#statements.insertChunk.run(setId, columnIndex, chunkIndex, chunk.nRows, chunk.encoding, chunk.data)
  }

  /**
   * Stores some chunks in one transaction; a chunk that stands there already is replaced. A few megabytes at a time keep the
   * writer free for others.
   */
  writeChunks(setId: string, chunks: readonly PackedChunk[]): void {
    for (const { nRows, encoding, data } of chunks) {
      if (nRows > CHUNK_ROWS || !isFitting(encoding, data, nRows))
        throw new AppError('internal', `writeChunks needs whole chunks, got ${data.byteLength} bytes for ${nRows} rows`)
    }
    this.#connection.transaction(() => {
      for (const { columnIndex, chunkIndex, nRows, encoding, data } of chunks)
        this.#statements.replaceChunk.run(setId, columnIndex, chunkIndex, nRows, encoding, data)
    })
  }

  /** Stores the texts that the codes of a text column stand for. */
  writeLevels(setId: string, columnIndex: number, levels: readonly string[]): void {
    this.#statements.insertLevels.run(setId, columnIndex, JSON.stringify(levels))
  }

  /** Keeps the texts that the tokens of a pseudonymised column stand for, apart from the column. */
  writeOriginals(setId: string, columnIndex: number, levels: readonly string[]): void {
    this.#statements.insertOriginals.run(setId, columnIndex, JSON.stringify(levels))
  }

  /** The original texts of a pseudonymised column by the codes of its tokens, or null if it never was. */
  originals(versionId: string, columnIndex: number): readonly string[] | null {
    const row = this.#statements.originals.get(this.setIdOf(versionId), columnIndex)
    return row === undefined ? null : (JSON.parse(row.levels) as string[])
  }

  /** The text that a token of a pseudonymised column stands for, or null. */
  originalOf(versionId: string, columnIndex: number, token: string): string | null {
    const setId = this.setIdOf(versionId)
    const code = this.#source.levels(setId, columnIndex).indexOf(token)
    return this.originals(versionId, columnIndex)?.[code] ?? null
  }

  /** Forgets cells read before: they have changed, as only an erasure changes them. */
  forgetCells(): void {
    this.#cache.clear()
  }

  /** The tokens of every pseudonymised column of a set, with the texts they stand for, code by code. */
  tokensIn(setId: string): { tokens: string[]; originals: string[] }[] {
    return this.#statements.tokens.all(setId).map(({ tokens, originals }) => ({
      tokens: JSON.parse(tokens) as string[],
      originals: JSON.parse(originals) as string[],
    }))
  }

  /** Removes a set that no version owns, column by column. */
  discardChunkSet(setId: string): void {
    for (const { column_index } of this.#statements.setColumns.all(setId))
      this.#statements.deleteChunks.run(setId, column_index)
    this.#statements.deleteLevels.run(setId)
    this.#statements.deleteOriginals.run(setId)
    this.#statements.deleteSet.run(setId)
  }

  /** Removes every set without a version: what an import left that was cut off. Returns how many. */
  sweepOrphans(): number {
    const orphans = this.#statements.orphanSets.all()
    for (const { id } of orphans) this.discardChunkSet(id)
    return orphans.length
  }

  /**
   * Writes the record of a version and gives it the set of chunks. Call inside `workspace.transaction`.
   *
   * @throws AppError `conflict` if name and version exist already; `internal` if the chunks are not whole columns
   */
  insert(version: DatasetVersion, profile: readonly ColumnProfile[], setId: string): void {
    this.#assertComplete(version, setId)
    const { columns, issues, dialect, steps, stepLog, ...summary } = version
    this.#statements.insertVersion.run(
      version.id,
      version.name,
      version.version,
      version.contentHash,
      setId,
      jsonText(summary),
      jsonText({ columns, issues, dialect, steps, stepLog }),
      jsonText(profile),
    )
  }

  /** All versions without their columns, newest first. */
  list(): DatasetSummary[] {
    return this.#statements.summaries.all().map((row) => ({
      ...parseJsonColumn(datasetSummarySchema, row.summary, 'data set version'),
      nErasedRows: row.n_erased,
    }))
  }

  /** All versions of one name, oldest first. */
  versionsOf(name: string): DatasetVersion[] {
    return this.#statements.versionsOf.all(name).map((row) => this.#source.dataset(row.id).version)
  }

  /** The chunks of a version; for the writer of cells only. */
  setIdOf(versionId: string): string {
    return this.#source.dataset(versionId).setId
  }

  /** Rows of a version whose cells were erased. */
  nErasedRows(versionId: string): number {
    return this.#statements.nErased.get(versionId)?.n ?? 0
  }

  /** The version a reference means; see `resolveRef`. */
  get(ref: string): DatasetVersion {
    return this.#source.dataset(this.#resolve(ref)).version
  }

  profile(ref: string): ColumnProfile[] {
    const row = this.#statements.profile.get(this.#resolve(ref))
    return parseJsonColumn(columnProfileSchema.array(), row?.profile ?? '', 'column profile')
  }

  /** Cells of consecutive rows; reads only the chunks they lie in. Rows count from 0; beyond the end there are none. */
  rows(ref: string, offset: number, limit: number, columns?: readonly string[]): RowPage {
    const { setId, version } = this.#source.dataset(this.#resolve(ref))
    const indexes = columnIndexes(version, columns)
    const end = Math.min(version.nRows, offset + limit)
    const byColumn = indexes.map((index) => this.#cache.cells(setId, index, offset, end))
    const rows = Array.from({ length: Math.max(0, end - offset) }, (_, row) => byColumn.map((cells) => cells[row]!))
    return { columns: indexes.map((index) => version.columns[index]!.name), rows }
  }

  /** Number the next version of that name gets. */
  nextVersion(name: string): number {
    return (this.#statements.lastVersion.get(name)?.version ?? 0) + 1
  }

  /** The latest version of that name with the same content, or null. */
  findByHash(name: string, contentHash: string): DatasetVersion | null {
    const row = this.#statements.byHash.get(name, contentHash)
    return row === undefined ? null : this.#source.dataset(row.id).version
  }

  #resolve(ref: string): string {
    return this.#statements.exists.get(ref)?.id ?? resolveRef('data set', ref, this.#statements.refs.all()).id
  }

  #assertComplete(version: DatasetVersion, setId: string): void {
    const rowsOf = new Map(this.#statements.setColumns.all(setId).map((row) => [row.column_index, row.n_rows]))
    const levelled = new Set(this.#statements.setLevels.all(setId).map((row) => row.column_index))
    version.columns.forEach((column, index) => {
      const nRows = rowsOf.get(index) ?? 0
      if (nRows !== version.nRows)
        throw new AppError('internal', `column ${index + 1} needs ${version.nRows} stored rows, got ${nRows}`)
      if (column.type !== 'numeric' && !levelled.has(index))
        throw new AppError('internal', `column ${index + 1} needs its levels, got none`)
    })
    if (rowsOf.size > version.columns.length) {
      throw new AppError('internal', `chunk set needs ${version.columns.length} columns, got ${rowsOf.size}`)
    }
    // Parsed once more at the door out; a record that could never be read back must not be written.
    const { columns, issues, dialect, steps, stepLog } = version
    datasetDetailsSchema.parse({ columns, issues, dialect, steps, stepLog })
  }
}

function prepareStatements(connection: Connection) {
  return {
    insertSet: connection.prepare('INSERT INTO chunk_set (id, created_at) VALUES (?, ?)'),
    insertChunk: connection.prepare(
      'INSERT OR REPLACE INTO column_chunk (set_id, column_index, chunk_index, n_rows, encoding, data) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    replaceChunk: connection.prepare(
      'INSERT OR REPLACE INTO column_chunk (set_id, column_index, chunk_index, n_rows, encoding, data) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    insertLevels: connection.prepare('INSERT INTO column_levels (set_id, column_index, levels) VALUES (?, ?, ?)'),
    setColumns: connection.prepare<{ column_index: number; n_rows: number }>(
      'SELECT column_index, sum(n_rows) AS n_rows FROM column_chunk WHERE set_id = ? GROUP BY column_index',
    ),
    setLevels: connection.prepare<{ column_index: number }>('SELECT column_index FROM column_levels WHERE set_id = ?'),
    deleteChunks: connection.prepare('DELETE FROM column_chunk WHERE set_id = ? AND column_index = ?'),
    deleteLevels: connection.prepare('DELETE FROM column_levels WHERE set_id = ?'),
    insertOriginals: connection.prepare('INSERT INTO original_levels (set_id, column_index, levels) VALUES (?, ?, ?)'),
    originals: connection.prepare<{ levels: string }>(
      'SELECT levels FROM original_levels WHERE set_id = ? AND column_index = ?',
    ),
    tokens: connection.prepare<{ tokens: string; originals: string }>(
      'SELECT column_levels.levels AS tokens, original_levels.levels AS originals FROM original_levels JOIN column_levels USING (set_id, column_index) WHERE set_id = ?',
    ),
    deleteOriginals: connection.prepare('DELETE FROM original_levels WHERE set_id = ?'),
    deleteSet: connection.prepare('DELETE FROM chunk_set WHERE id = ?'),
    orphanSets: connection.prepare<{ id: string }>(
      'SELECT id FROM chunk_set WHERE id NOT IN (SELECT chunk_set_id FROM dataset_version)',
    ),
    insertVersion: connection.prepare(
      'INSERT INTO dataset_version (id, name, version, content_hash, chunk_set_id, summary, details, profile) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    summaries: connection.prepare<{ summary: string; n_erased: number }>(
      'SELECT summary, (SELECT ifnull(sum(n_rows), 0) FROM erasure WHERE dataset_version_id = dataset_version.id) AS n_erased FROM dataset_version ORDER BY rowid DESC',
    ),
    versionsOf: connection.prepare<{ id: string }>('SELECT id FROM dataset_version WHERE name = ? ORDER BY version'),
    nErased: connection.prepare<{ n: number }>(
      'SELECT ifnull(sum(n_rows), 0) AS n FROM erasure WHERE dataset_version_id = ?',
    ),
    profile: connection.prepare<{ profile: string }>('SELECT profile FROM dataset_version WHERE id = ?'),
    exists: connection.prepare<{ id: string }>('SELECT id FROM dataset_version WHERE id = ?'),
    refs: connection.prepare<RefRow>('SELECT id, name, version FROM dataset_version'),
    lastVersion: connection.prepare<{ version: number }>(
      'SELECT version FROM dataset_version WHERE name = ? ORDER BY version DESC LIMIT 1',
    ),
    byHash: connection.prepare<{ id: string }>(
      'SELECT id FROM dataset_version WHERE name = ? AND content_hash = ? ORDER BY version DESC LIMIT 1',
    ),
  }
}
