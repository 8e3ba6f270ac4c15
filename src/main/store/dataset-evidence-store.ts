import { createHash } from 'node:crypto'
import {
  type DataEvidence,
  type DataEvidenceKind,
  type DataEvidenceSummary,
  dataEvidencePayloadSchema,
  dataEvidenceSummarySchema,
} from '../../shared/contract/data-evidence.ts'
import { AppError } from '../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'
import { resolveRef } from './resolve-ref.ts'

interface EvidenceRow {
  readonly summary: string
  readonly payload: string
}

/** Reports about data set versions: written once, cited by id. */
export class DatasetEvidenceStore {
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(connection: Connection) {
    this.#statements = prepareStatements(connection)
  }

  insert(evidence: DataEvidence): void {
    const { payload, ...summary } = evidence
    this.#statements.insert.run(
      evidence.id,
      evidence.kind,
      evidence.datasetVersionId,
      evidence.otherVersionId,
      evidence.key,
      jsonText(summary),
      jsonText(payload),
    )
  }

  /** Without the payloads, newest first. */
  list(filter: { datasetVersionId?: string; kind?: DataEvidenceKind } = {}): DataEvidenceSummary[] {
    return this.#statements.list
      .all(filter.datasetVersionId ?? null, filter.kind ?? null)
      .map((row) => parseJsonColumn(dataEvidenceSummarySchema, row.summary, 'evidence'))
  }

  /**
   * The evidence of that id, or of the only id that begins so.
   *
   * @throws AppError `damaged` if the stored payload no longer has the hash it was written with
   */
  get(ref: string): DataEvidence {
    const { get, ids } = this.#statements
    return evidenceOf(get.get(ref) ?? get.get(resolveRef('evidence', ref, ids.all()).id)!)
  }

  /** What was already found out about the same data by the same method, parameters and code; or null. */
  findByKey(key: string): DataEvidence | null {
    const row = this.#statements.byKey.get(key)
    return row === undefined ? null : evidenceOf(row)
  }
}

function evidenceOf(row: EvidenceRow): DataEvidence {
  const summary = parseJsonColumn(dataEvidenceSummarySchema, row.summary, 'evidence')
  const payload = parseJsonColumn(dataEvidencePayloadSchema, row.payload, 'evidence')
  // The stored text is canonical, so its SHA-256 is the content hash.
  if (createHash('sha256').update(row.payload, 'utf8').digest('hex') !== summary.contentHash) {
    throw new AppError('damaged', `Evidence ${summary.id} is not the text that was saved: its hash differs`, {
      hint: 'Restore the workspace folder from a backup.',
    })
  }
  return { ...summary, payload }
}

function prepareStatements(connection: Connection) {
  return {
    insert: connection.prepare(
      'INSERT INTO dataset_evidence (id, kind, dataset_version_id, other_version_id, key, summary, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    list: connection.prepare<{ summary: string }>(
      'SELECT summary FROM dataset_evidence WHERE dataset_version_id = ifnull(?, dataset_version_id) AND kind = ifnull(?, kind) ORDER BY rowid DESC',
    ),
    get: connection.prepare<EvidenceRow>('SELECT summary, payload FROM dataset_evidence WHERE id = ?'),
    byKey: connection.prepare<EvidenceRow>(
      'SELECT summary, payload FROM dataset_evidence WHERE key = ? ORDER BY rowid DESC LIMIT 1',
    ),
    ids: connection.prepare<{ id: string }>('SELECT id FROM dataset_evidence'),
  }
}
