import { z } from 'zod'
import { type ColumnProfile, type ParseIssue, parseIssueSchema } from '../../shared/contract/dataset.ts'
import { AppError } from '../../shared/errors.ts'
import { CHUNK_ROWS } from '../core/frame/chunk-rows.ts'
import type { Column } from '../core/frame/frame.ts'
import { encodeChunk } from './column-chunk.ts'
import { ColumnSource, datasetDetailsSchema } from './column-source.ts'
import type { Connection } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'

/** Why, when and by whom cells of a version were blanked; never whose. */
export const erasureRecordSchema = z.object({
  id: z.string(),
  datasetVersionId: z.string(),
  kind: z.enum(['subject', 'disposal']),
  nRows: z.number().int(),
  reason: z.string(),
  erasedAt: z.string(),
  erasedBy: z.string(),
})
export type ErasureRecord = z.infer<typeof erasureRecordSchema>

/** What a version looks like once cells are blanked. */
export interface ErasedVersion {
  readonly versionId: string
  /** Every column, whole, with the cells missing and the texts nobody else has gone. */
  readonly columns: readonly Column[]
  /** The originals of the pseudonymised columns, likewise. */
  readonly originals: readonly { readonly columnIndex: number; readonly levels: readonly string[] }[]
  readonly profile: readonly ColumnProfile[]
}

/** Blanks cells of versions for good, as the law may ask. The version keeps its name, its number and the hash it had. */
export class ErasureStore {
  readonly #source: ColumnSource
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(connection: Connection) {
    this.#source = new ColumnSource(connection)
    this.#statements = prepareStatements(connection)
  }

  list(): ErasureRecord[] {
    return this.#statements.list.all().map((row) => parseJsonColumn(erasureRecordSchema, row.record, 'erasure'))
  }

  /** Writes the blanked version in place of the one there is. Call inside `workspace.transaction`. */
  apply(erased: ErasedVersion, record: ErasureRecord): void {
    const { setId, version } = this.#source.dataset(erased.versionId)
    if (erased.columns.length !== version.columns.length)
      throw new AppError('internal', `erasure needs ${version.columns.length} columns, got ${erased.columns.length}`)
    this.#statements.openWindow.run(setId)
    for (const [index, column] of erased.columns.entries()) this.#rewriteColumn(setId, index, column, version.nRows)
    for (const { columnIndex, levels } of erased.originals)
      this.#statements.updateOriginals.run(JSON.stringify(levels), setId, columnIndex)
    const { issues, dialect, steps, stepLog } = version
    // Why a column has its type may quote one of its values.
    const columns = version.columns.map((column) => ({ ...column, reason: `${column.type}: as imported` }))
    const details = datasetDetailsSchema.parse({ columns, issues: issues.map(blankIssue), dialect, steps, stepLog })
    this.#statements.updateVersion.run(jsonText(details), jsonText(erased.profile), erased.versionId)
    this.#statements.insert.run(record.id, erased.versionId, record.nRows, jsonText(erasureRecordSchema.parse(record)))
    this.#statements.closeWindow.run(setId)
  }

  #rewriteColumn(setId: string, index: number, column: Column, nRows: number): void {
    for (let from = 0, chunk = 0; from < nRows; from += CHUNK_ROWS, chunk++) {
      const to = Math.min(nRows, from + CHUNK_ROWS)
      const { encoding, data } = encodeChunk(
        column.kind === 'numeric'
          ? { type: 'numeric', values: column.values.slice(from, to) }
          : { type: 'text', codes: column.codes.slice(from, to) },
      )
      this.#statements.updateChunk.run(encoding, data, setId, index, chunk)
    }
    if (column.kind === 'text') this.#statements.updateLevels.run(JSON.stringify(column.levels), setId, index)
  }
}

/** An issue quotes the cell as it stood in the file; which issue was whose is not known any more. */
function blankIssue(issue: ParseIssue): ParseIssue {
  return parseIssueSchema.parse({ ...issue, raw: '' })
}

function prepareStatements(connection: Connection) {
  return {
    list: connection.prepare<{ record: string }>('SELECT record FROM erasure ORDER BY rowid'),
    insert: connection.prepare('INSERT INTO erasure (id, dataset_version_id, n_rows, record) VALUES (?, ?, ?, ?)'),
    openWindow: connection.prepare('INSERT INTO erasure_window (set_id) VALUES (?)'),
    closeWindow: connection.prepare('DELETE FROM erasure_window WHERE set_id = ?'),
    updateChunk: connection.prepare(
      'UPDATE column_chunk SET encoding = ?, data = ? WHERE set_id = ? AND column_index = ? AND chunk_index = ?',
    ),
    updateLevels: connection.prepare('UPDATE column_levels SET levels = ? WHERE set_id = ? AND column_index = ?'),
    updateOriginals: connection.prepare('UPDATE original_levels SET levels = ? WHERE set_id = ? AND column_index = ?'),
    updateVersion: connection.prepare('UPDATE dataset_version SET details = ?, profile = ? WHERE id = ?'),
  }
}
