import { createHash } from 'node:crypto'
import {
  type CreditModel,
  creditModelSchema,
  type ModelVersion,
  modelVersionSchema,
} from '../../shared/contract/model.ts'
import { AppError } from '../../shared/errors.ts'
import type { Connection, Statement } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'
import { resolveRef } from './resolve-ref.ts'

interface ModelRow {
  readonly record: string
  readonly model: string
}

interface RefRow {
  readonly id: string
  readonly name: string
  readonly version: number
}

/** Models kept as read: those of a person's last steps. */
const MOST_KEPT = 4

/** A model version with the model itself and its canonical text. */
export interface StoredModel {
  readonly version: ModelVersion
  readonly model: CreditModel
  readonly modelJson: string
}

/** Model versions, each with the whole model as canonical JSON. */
export class ModelStore {
  readonly #insert: Statement<never>
  readonly #list: Statement<{ record: string }>
  readonly #get: Statement<ModelRow>
  readonly #refs: Statement<RefRow>
  readonly #lastVersion: Statement<{ version: number }>
  /** By content hash, latest last: hundreds of trees take longer to read than to score. */
  readonly #kept = new Map<string, CreditModel>()

  constructor(connection: Connection) {
    this.#insert = connection.prepare(
      'INSERT INTO model_version (id, name, version, dataset_version_id, fit_evidence_id, record, model) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#list = connection.prepare('SELECT record FROM model_version ORDER BY rowid DESC')
    this.#get = connection.prepare('SELECT record, model FROM model_version WHERE id = ?')
    this.#refs = connection.prepare('SELECT id, name, version FROM model_version')
    this.#lastVersion = connection.prepare(
      'SELECT version FROM model_version WHERE name = ? ORDER BY version DESC LIMIT 1',
    )
  }

  /**
   * Writes a model version. Its fit evidence must be in the same transaction (checked at commit).
   *
   * @param modelJson - canonical JSON of the model; its SHA-256 must be the version's content hash
   * @throws AppError `internal` if the hash is not that of the text
   */
  insert(version: ModelVersion, modelJson: string): void {
    if (sha256(modelJson) !== version.contentHash) {
      throw new AppError('internal', 'model version needs the SHA-256 of its text as content hash, got another one')
    }
    this.#insert.run(
      version.id,
      version.name,
      version.version,
      version.datasetVersionId,
      version.fitEvidenceId,
      jsonText(version),
      modelJson,
    )
  }

  /** Newest first. */
  list(): ModelVersion[] {
    return this.#list.all().map((row) => parseJsonColumn(modelVersionSchema, row.record, 'model version'))
  }

  /**
   * The model version a reference means; see `resolveRef`.
   *
   * @throws AppError `damaged` if the stored text no longer has the hash it was written with
   */
  get(ref: string): StoredModel {
    const row = this.#get.get(ref) ?? this.#get.get(resolveRef('model', ref, this.#refs.all()).id)!
    const version = parseJsonColumn(modelVersionSchema, row.record, 'model version')
    if (sha256(row.model) !== version.contentHash) {
      throw new AppError(
        'damaged',
        `Model "${version.name}" version ${version.version} is not the text that was saved: its hash differs`,
        {
          hint: 'Restore the workspace folder from a backup.',
        },
      )
    }
    return { version, model: this.#parse(version.contentHash, row.model), modelJson: row.model }
  }

  /** The same value for the same text, as long as it is kept; models are never changed. */
  #parse(contentHash: string, text: string): CreditModel {
    const model = this.#kept.get(contentHash) ?? parseJsonColumn(creditModelSchema, text, 'model')
    this.#kept.delete(contentHash)
    this.#kept.set(contentHash, model)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest!)
    return model
  }

  /** Number the next version of that name gets. */
  nextVersion(name: string): number {
    return (this.#lastVersion.get(name)?.version ?? 0) + 1
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
