import type { Connection, Statement } from './connection.ts'

/** A compliance pack that was written to a file. */
export interface PackRecord {
  readonly id: string
  readonly modelVersionId: string
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly nPages: number
  readonly createdAt: string
  readonly createdBy: string
}

/** The list of packs built from this workspace. */
export class PackStore {
  readonly #insert: Statement<never>
  readonly #list: Statement<PackRecord>

  constructor(connection: Connection) {
    this.#insert = connection.prepare(
      'INSERT INTO pack (id, model_version_id, path, sha256, bytes, n_pages, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#list = connection.prepare(
      'SELECT id, model_version_id AS modelVersionId, path, sha256, bytes, n_pages AS nPages, created_at AS createdAt, created_by AS createdBy FROM pack ORDER BY rowid DESC',
    )
  }

  insert(pack: PackRecord): void {
    this.#insert.run(
      pack.id,
      pack.modelVersionId,
      pack.path,
      pack.sha256,
      pack.bytes,
      pack.nPages,
      pack.createdAt,
      pack.createdBy,
    )
  }

  /** Newest first. */
  list(): PackRecord[] {
    return this.#list.all()
  }
}
