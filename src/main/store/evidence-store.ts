import { createHash } from 'node:crypto'
import {
  type Evidence,
  type EvidenceKind,
  type EvidenceSummary,
  evidencePayloadSchema,
  evidenceSummarySchema,
} from '../../shared/contract/evidence.ts'
import { AppError } from '../../shared/errors.ts'
import type { Connection, Statement } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'
import { resolveRef } from './resolve-ref.ts'

interface EvidenceRow {
  readonly summary: string
  readonly payload: string
}

export interface EvidenceFilter {
  readonly modelVersionId?: string | undefined
  readonly kind?: EvidenceKind | undefined
}

/** Reports that decisions rest on: written once, cited by id. */
export class EvidenceStore {
  readonly #insert: Statement<never>
  readonly #list: Statement<{ summary: string }>
  readonly #get: Statement<EvidenceRow>
  readonly #byKey: Statement<EvidenceRow>
  readonly #ids: Statement<{ id: string }>

  constructor(connection: Connection) {
    this.#insert = connection.prepare(
      'INSERT INTO evidence (id, kind, model_version_id, dataset_version_id, key, summary, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#list = connection.prepare(
      'SELECT summary FROM evidence WHERE model_version_id = ifnull(?, model_version_id) AND kind = ifnull(?, kind) ORDER BY rowid DESC',
    )
    this.#get = connection.prepare('SELECT summary, payload FROM evidence WHERE id = ?')
    this.#byKey = connection.prepare('SELECT summary, payload FROM evidence WHERE key = ? ORDER BY rowid DESC LIMIT 1')
    this.#ids = connection.prepare('SELECT id FROM evidence')
  }

  insert(evidence: Evidence): void {
    const { payload, ...summary } = evidence
    this.#insert.run(
      evidence.id,
      evidence.kind,
      evidence.modelVersionId,
      evidence.datasetVersionId,
      evidence.key,
      jsonText(summary),
      jsonText(payload),
    )
  }

  /** Without the payloads, newest first. */
  list(filter: EvidenceFilter = {}): EvidenceSummary[] {
    const rows = this.#list.all(filter.modelVersionId ?? null, filter.kind ?? null)
    return rows.map((row) => parseJsonColumn(evidenceSummarySchema, row.summary, 'evidence'))
  }

  /**
   * The evidence of that id, or of the only id that begins so.
   *
   * @throws AppError `damaged` if the stored payload no longer has the hash it was written with
   */
  get(ref: string): Evidence {
    return evidenceOf(this.#get.get(ref) ?? this.#get.get(resolveRef('evidence', ref, this.#ids.all()).id)!)
  }

  /** What was already found out for the same model, data, method, parameters and code; or null. */
  findByKey(key: string): Evidence | null {
    const row = this.#byKey.get(key)
    return row === undefined ? null : evidenceOf(row)
  }
}

function evidenceOf(row: EvidenceRow): Evidence {
  const summary = parseJsonColumn(evidenceSummarySchema, row.summary, 'evidence')
  const payload = parseJsonColumn(evidencePayloadSchema, row.payload, 'evidence')
  // The stored text is canonical, so its SHA-256 is the content hash.
  if (createHash('sha256').update(row.payload, 'utf8').digest('hex') !== summary.contentHash) {
    throw new AppError('damaged', `Evidence ${summary.id} is not the text that was saved: its hash differs`, {
      hint: 'Restore the workspace folder from a backup.',
    })
  }
  return { ...summary, payload }
}
