import { z } from 'zod'
import { columnPrivacySchema } from '../../shared/contract/column-privacy.ts'
import {
  columnNotesSchema,
  type ImportTemplate,
  type QualitySuite,
  qualitySuiteSchema,
  type Retention,
  retentionSchema,
  templateSchema,
} from '../../shared/contract/index.ts'
import type { Connection } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'

/** What people wrote about a column of a data set's name. `privacy` is absent while nobody has changed what the import said. */
export const storedNotesSchema = columnNotesSchema.partial().extend({
  privacy: columnPrivacySchema.nullable().optional(),
  editedAt: z.string(),
  editedBy: z.string(),
})
export type StoredNotes = z.infer<typeof storedNotesSchema>

const retentionRecordSchema = retentionSchema.omit({ isDue: true })
export type RetentionRecord = Omit<Retention, 'isDue'>

/** What is said about data sets by name: notes on columns, retention, quality rules; and the import templates. */
export class DatasetNotesStore {
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(connection: Connection) {
    this.#statements = prepareStatements(connection)
  }

  /** The newest notes of every column that has any, by column. */
  notes(datasetName: string): Map<string, StoredNotes> {
    const rows = this.#statements.notes.all(datasetName)
    return new Map(rows.map((row) => [row.column_name, parseJsonColumn(storedNotesSchema, row.record, 'dictionary')]))
  }

  /** Adds to what is known of a column; what the change does not name stays. */
  addNotes(datasetName: string, column: string, change: StoredNotes): void {
    const notes = { ...this.notes(datasetName).get(column), ...change }
    this.#statements.insertNotes.run(datasetName, column, jsonText(storedNotesSchema.parse(notes)))
  }

  /** The newest retention of every data set that has one. */
  retentions(): RetentionRecord[] {
    return this.#statements.retentions
      .all()
      .map((row) => parseJsonColumn(retentionRecordSchema, row.record, 'retention'))
  }

  retention(datasetName: string): RetentionRecord | null {
    return this.retentions().find((record) => record.datasetName === datasetName) ?? null
  }

  setRetention(record: RetentionRecord): void {
    this.#statements.insertRetention.run(record.datasetName, jsonText(retentionRecordSchema.parse(record)))
  }

  /** The newest quality suite of a data set's name, or null. */
  suite(datasetName: string): QualitySuite | null {
    const row = this.#statements.suite.get(datasetName)
    return row === undefined ? null : parseJsonColumn(qualitySuiteSchema, row.record, 'quality suite')
  }

  insertSuite(suite: QualitySuite): void {
    this.#statements.insertSuite.run(suite.datasetName, suite.version, jsonText(qualitySuiteSchema.parse(suite)))
  }

  templates(): ImportTemplate[] {
    return this.#statements.templates.all().map((row) => parseJsonColumn(templateSchema, row.record, 'import template'))
  }

  template(name: string): ImportTemplate | null {
    return this.templates().find((template) => template.name === name) ?? null
  }

  saveTemplate(template: ImportTemplate): void {
    this.#statements.saveTemplate.run(template.name, jsonText(templateSchema.parse(template)))
  }

  /** @returns whether there was one */
  removeTemplate(name: string): boolean {
    return this.#statements.removeTemplate.run(name) > 0
  }
}

function prepareStatements(connection: Connection) {
  return {
    notes: connection.prepare<{ column_name: string; record: string }>(
      'SELECT column_name, record FROM dictionary_entry WHERE seq IN (SELECT max(seq) FROM dictionary_entry WHERE dataset_name = ? GROUP BY column_name)',
    ),
    insertNotes: connection.prepare(
      'INSERT INTO dictionary_entry (dataset_name, column_name, record) VALUES (?, ?, ?)',
    ),
    retentions: connection.prepare<{ record: string }>(
      'SELECT record FROM dataset_policy WHERE seq IN (SELECT max(seq) FROM dataset_policy GROUP BY dataset_name) ORDER BY dataset_name',
    ),
    insertRetention: connection.prepare('INSERT INTO dataset_policy (dataset_name, record) VALUES (?, ?)'),
    suite: connection.prepare<{ record: string }>(
      'SELECT record FROM quality_suite WHERE dataset_name = ? ORDER BY version DESC LIMIT 1',
    ),
    insertSuite: connection.prepare('INSERT INTO quality_suite (dataset_name, version, record) VALUES (?, ?, ?)'),
    templates: connection.prepare<{ record: string }>('SELECT record FROM import_template ORDER BY name'),
    saveTemplate: connection.prepare(
      'INSERT INTO import_template (name, record) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET record = excluded.record',
    ),
    removeTemplate: connection.prepare('DELETE FROM import_template WHERE name = ?'),
  }
}
