import { createHash } from 'node:crypto'
import {
  type Experiment,
  type ExperimentPayload,
  type ExperimentSummary,
  experimentPayloadSchema,
  experimentSummarySchema,
  type SearchTrial,
  searchTrialSchema,
} from '../../shared/contract/experiment.ts'
import { AppError } from '../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'
import { resolveRef } from './resolve-ref.ts'

interface ExperimentRow {
  readonly summary: string
  readonly payload: string
}

/** What was tried with specifications: written once, cited by id. Trials of a search are kept as they finish. */
export class ExperimentStore {
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(connection: Connection) {
    this.#statements = prepareStatements(connection)
  }

  insert(experiment: Experiment): void {
    const { payload, ...summary } = experiment
    const { id, kind, datasetVersionId, key } = experiment
    this.#statements.insert.run(id, kind, datasetVersionId, key, jsonText(summary), jsonText(payload))
  }

  /** Without the payloads, newest first. */
  list(filter: { datasetVersionId?: string; kind?: ExperimentPayload['kind'] } = {}): ExperimentSummary[] {
    return this.#statements.list
      .all(filter.datasetVersionId ?? null, filter.kind ?? null)
      .map((row) => parseJsonColumn(experimentSummarySchema, row.summary, 'experiment'))
  }

  /**
   * The experiment of that id, or of the only id that begins so.
   *
   * @throws AppError `damaged` if the stored payload no longer has the hash it was written with
   */
  get(ref: string): Experiment {
    const { get, ids } = this.#statements
    return experimentOf(get.get(ref) ?? get.get(resolveRef('experiment', ref, ids.all()).id)!)
  }

  /** The same asked before of the same code; or null. */
  findByKey(key: string): Experiment | null {
    const row = this.#statements.byKey.get(key)
    return row === undefined ? null : experimentOf(row)
  }

  /** Keeps a finished trial. One kept before stays as it is. */
  keepTrial(key: string, trial: SearchTrial): void {
    this.#statements.keepTrial.run(key, trial.round, trial.trial, jsonText(trial))
  }

  /** Finished trials of a search, by round and number. */
  trials(key: string): SearchTrial[] {
    return this.#statements.trials.all(key).map((row) => parseJsonColumn(searchTrialSchema, row.record, 'trial'))
  }
}

function experimentOf(row: ExperimentRow): Experiment {
  const summary = parseJsonColumn(experimentSummarySchema, row.summary, 'experiment')
  const payload = parseJsonColumn(experimentPayloadSchema, row.payload, 'experiment')
  // The stored text is canonical, so its SHA-256 is the content hash.
  if (createHash('sha256').update(row.payload, 'utf8').digest('hex') !== summary.contentHash) {
    throw new AppError('damaged', `Experiment ${summary.id} is not the text that was saved: its hash differs`, {
      hint: 'Restore the workspace folder from a backup.',
    })
  }
  return { ...summary, payload }
}

function prepareStatements(connection: Connection) {
  return {
    insert: connection.prepare(
      'INSERT INTO experiment (id, kind, dataset_version_id, key, summary, payload) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    list: connection.prepare<{ summary: string }>(
      'SELECT summary FROM experiment WHERE dataset_version_id = ifnull(?, dataset_version_id) AND kind = ifnull(?, kind) ORDER BY rowid DESC',
    ),
    get: connection.prepare<ExperimentRow>('SELECT summary, payload FROM experiment WHERE id = ?'),
    byKey: connection.prepare<ExperimentRow>('SELECT summary, payload FROM experiment WHERE key = ?'),
    ids: connection.prepare<{ id: string }>('SELECT id FROM experiment'),
    keepTrial: connection.prepare(
      'INSERT INTO search_trial (key, round, trial, record) VALUES (?, ?, ?, ?) ON CONFLICT (key, round, trial) DO NOTHING',
    ),
    trials: connection.prepare<{ record: string }>(
      'SELECT record FROM search_trial WHERE key = ? ORDER BY round, trial',
    ),
  }
}
