import { type DevelopmentDraft, developmentDraftSchema } from '../../shared/contract/training.ts'
import type { Connection, Statement } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'

/** What a person is working on, one draft per data set version and person; changed freely. */
export class DraftStore {
  readonly #get: Statement<{ record: string }>
  readonly #save: Statement<never>
  readonly #remove: Statement<never>
  readonly #removeAll: Statement<never>

  constructor(connection: Connection) {
    this.#get = connection.prepare(
      'SELECT record FROM development_draft WHERE dataset_version_id = ? AND user_name = ?',
    )
    this.#save = connection.prepare(
      'INSERT INTO development_draft (dataset_version_id, user_name, record) VALUES (?, ?, ?) ON CONFLICT (dataset_version_id, user_name) DO UPDATE SET record = excluded.record',
    )
    this.#remove = connection.prepare('DELETE FROM development_draft WHERE dataset_version_id = ? AND user_name = ?')
    this.#removeAll = connection.prepare('DELETE FROM development_draft WHERE dataset_version_id = ?')
  }

  get(datasetVersionId: string, userName: string): DevelopmentDraft | null {
    const row = this.#get.get(datasetVersionId, userName)
    return row === undefined ? null : parseJsonColumn(developmentDraftSchema, row.record, 'draft')
  }

  /** Saves a draft whose `dataset` is the id of the version. */
  save(draft: DevelopmentDraft, userName: string): void {
    this.#save.run(draft.dataset, userName, jsonText(draft))
  }

  /** @returns whether there was one */
  remove(datasetVersionId: string, userName: string): boolean {
    return this.#remove.run(datasetVersionId, userName) > 0
  }

  /** Bins set by hand repeat levels: they go with the data. */
  removeOf(datasetVersionId: string): void {
    this.#removeAll.run(datasetVersionId)
  }
}
