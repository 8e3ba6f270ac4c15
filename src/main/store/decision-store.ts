import { type Decision, decisionSchema } from '../../shared/contract/governance.ts'
import type { Connection, Statement } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'

/** Decisions at gates, written once. */
export class DecisionStore {
  readonly #insert: Statement<never>
  readonly #list: Statement<{ record: string }>

  constructor(connection: Connection) {
    this.#insert = connection.prepare('INSERT INTO decision (id, model_version_id, record) VALUES (?, ?, ?)')
    this.#list = connection.prepare(
      'SELECT record FROM decision WHERE model_version_id = ifnull(?, model_version_id) ORDER BY rowid DESC',
    )
  }

  insert(decision: Decision): void {
    this.#insert.run(decision.id, decision.modelVersionId, jsonText(decision))
  }

  /** Of one model version or of all, newest first. */
  list(modelVersionId?: string): Decision[] {
    return this.#list.all(modelVersionId ?? null).map((row) => parseJsonColumn(decisionSchema, row.record, 'decision'))
  }
}
