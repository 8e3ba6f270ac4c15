import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/main/core/governance/canonical-json.ts'
import { hasStatedHash } from '../../../src/main/core/governance/has-stated-hash.ts'
import type { Connection } from '../../../src/main/store/connection.ts'
import { DatasetEvidenceStore } from '../../../src/main/store/dataset-evidence-store.ts'
import { DatasetNotesStore } from '../../../src/main/store/dataset-notes-store.ts'
import { DatasetStore } from '../../../src/main/store/dataset-store.ts'
import { DraftStore } from '../../../src/main/store/draft-store.ts'
import { ErasureStore } from '../../../src/main/store/erasure-store.ts'
import { EvidenceStore } from '../../../src/main/store/evidence-store.ts'
import { ExperimentStore } from '../../../src/main/store/experiment-store.ts'
import { foundations } from '../../../src/main/store/migrations/0001-foundations.ts'
import { dataRoom } from '../../../src/main/store/migrations/0002-data-room.ts'
import { MIGRATIONS, migrate, migrationChecksum } from '../../../src/main/store/migrations/migrate.ts'
import { ModelStore } from '../../../src/main/store/model-store.ts'
import { openDatabase } from '../../../src/main/store/open-database.ts'
import type { FitReport } from '../../../src/shared/contract/index.ts'
import {
  createTestWorkspace,
  expectError,
  folderContent,
  INSTANT,
  keptConnection,
  tamper,
  temporaryFolder,
  unlockTestWorkspace,
} from './store-fixtures.ts'

let folder: ReturnType<typeof temporaryFolder>
let database: Connection
beforeEach(() => {
  folder = temporaryFolder()
  database = openDatabase({
    databasePath: join(folder.path, 'a.db'),
    key: randomBytes(32),
    cipher: 'aegis',
    mode: 'create',
  })
})
afterEach(() => {
  database.close()
  folder.remove()
})

const names = (type: string) =>
  database
    .prepare<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'")
    .all(type)
    .map((row) => row.name)
const NEXT = MIGRATIONS.length + 1
const extra = { number: NEXT, name: 'extra', sql: 'CREATE TABLE extra (a TEXT) STRICT' }

/** A model version with its fit report as the release before the model room wrote them. */
function insertOldModel(opened: Connection): void {
  const estimate = { value: 0.7, lower: null, upper: null, level: null, method: 'AUC', reason: null }
  const test = {
    id: 't',
    formula: '',
    source: '',
    nullHypothesis: '',
    statistic: 1,
    degreesOfFreedom: 1,
    pValue: 0.1,
    reason: null,
  }
  const coefficient = {
    ...{ name: 'amount', estimate: -1, standardError: 0.1, zValue: -10, pValue: 0 },
    ...{ lower: -1.2, upper: -0.8, varianceInflationFactor: 1 },
  }
  const fit = canonicalJson({
    ...{ kind: 'fitReport', nDevelopment: 3, nHoldout: 0, nEventsDevelopment: 1, nEventsHoldout: 0, nIterations: 4 },
    ...{ converged: true, logLikelihood: -1, logLikelihoodNull: -2, likelihoodRatio: test, aic: 6, bic: 7 },
    ...{
      coefficients: [coefficient],
      characteristicReport: [],
      exclusions: [],
      developmentAuc: estimate,
      warnings: [],
    },
  })
  const modelText = canonicalJson({
    ...{ kind: 'scorecardModel', formatVersion: 1, target: TARGET, factor: 72, offset: 387, intercept: -1 },
    scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'integer' },
    ...{ variables: [], characteristics: [], developmentEventRate: 0.3 },
  })
  const summary = {
    ...{ id: 'ev_old', kind: 'fitReport', title: 'Fit', modelVersionId: 'mv_old', datasetVersionId: 'dv_old' },
    ...{ key: 'd'.repeat(64), contentHash: sha256(fit), method: 'scorecard.fit', parameters: {} },
    ...{ codeVersion: 'assay 0.1.0', createdAt: INSTANT, createdBy: 'ada' },
  }
  const params = {
    developmentShare: 0.7,
    binning: {
      maxBins: 6,
      maxPrebins: 20,
      minBinShare: 0.05,
      minEvents: 1,
      minNonEvents: 1,
      trend: 'auto',
      trends: [],
      specialCodes: [],
      keepLevels: false,
    },
    scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'integer' },
    ...{ minInformationValue: 0.02, l2: 0, dropWrongSigns: true },
  }
  const record = {
    ...{ id: 'mv_old', name: 'Old card', version: 1, method: 'scorecard', contentHash: sha256(modelText) },
    ...{
      datasetVersionId: 'dv_old',
      datasetHash: 'a'.repeat(64),
      datasetName: 'Old loans',
      seed: 1,
      params,
      target: TARGET,
    },
    ...{
      codeVersion: 'assay 0.1.0',
      fitEvidenceId: 'ev_old',
      nCharacteristics: 0,
      createdAt: INSTANT,
      createdBy: 'ada',
    },
  }
  opened.transaction(() => {
    opened.prepare('INSERT INTO chunk_set VALUES (?, ?)').run('set', INSTANT)
    opened
      .prepare('INSERT INTO dataset_version VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run('dv_old', 'Old loans', 1, 'a'.repeat(64), 'set', '{}', '{}', '[]')
    opened
      .prepare('INSERT INTO model_version VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run('mv_old', 'Old card', 1, 'dv_old', 'ev_old', JSON.stringify(record), modelText)
    opened
      .prepare('INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run('ev_old', 'fitReport', 'mv_old', 'dv_old', summary.key, JSON.stringify(summary), fit)
  })
}

const TARGET = { column: 'purpose', eventValue: 'car' }
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

describe('migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(MIGRATIONS.map((migration) => migration.number)).toEqual(MIGRATIONS.map((_, index) => index + 1))
  })

  it('make strict tables from empty, and record what they did', () => {
    expect(migrate(database, INSTANT)).toBe(MIGRATIONS.length)
    const tables = database
      .prepare<{ name: string; strict: number }>(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
      )
      .all()
    expect(tables.length).toBeGreaterThan(12)
    expect(tables.filter((table) => table.strict !== 1)).toEqual([])
    expect(database.prepare('SELECT number, checksum, applied_at FROM schema_migration').all()).toEqual(
      MIGRATIONS.map((migration) => ({
        number: migration.number,
        checksum: migrationChecksum(migration),
        applied_at: INSTANT,
      })),
    )
  })

  it('run once; a new one is added to an older workspace', () => {
    migrate(database, INSTANT)
    expect(migrate(database, INSTANT)).toBe(MIGRATIONS.length)
    expect(migrate(database, INSTANT, [...MIGRATIONS, extra])).toBe(NEXT)
    expect(names('table')).toContain('extra')
  })

  it('leave no half of a step that fails', () => {
    migrate(database, INSTANT)
    expect(() =>
      migrate(database, INSTANT, [
        ...MIGRATIONS,
        { ...extra, sql: 'CREATE TABLE extra (a TEXT) STRICT; CREATE TABLE nonsense (' },
      ]),
    ).toThrow()
    expect(names('table')).not.toContain('extra')
    expect(migrate(database, INSTANT)).toBe(MIGRATIONS.length)
  })

  it('refuse a released step that was changed, and a workspace of a newer program, in words', async () => {
    migrate(database, INSTANT, [...MIGRATIONS, extra])
    await expectError(
      () => migrate(database, INSTANT),
      'conflict',
      new RegExp(`newer Assay: its schema is ${NEXT}, this program knows ${MIGRATIONS.length}`),
    )
    await expectError(
      () => migrate(database, INSTANT, [...MIGRATIONS, { ...extra, sql: `${extra.sql} ` }]),
      'conflict',
      new RegExp(`Migration ${NEXT} \\(extra\\)`),
    )
  })

  it('are checked at every unlocking, before anything is written', async () => {
    const directory = join(folder.path, 'w')
    const { workspace } = await createTestWorkspace(directory)
    const connection = keptConnection(workspace)
    workspace.close()
    tamper(connection, (opened) =>
      opened.execute(`INSERT INTO schema_migration VALUES (${NEXT}, 'later', 'x', '2030-01-01T00:00:00.000Z')`),
    )
    const before = folderContent(directory)
    await expectError(() => unlockTestWorkspace(directory), 'conflict', /newer Assay/)
    expect(folderContent(directory)).toEqual(before)
  })
})

describe('a workspace of the first schema', () => {
  const columns = [
    {
      name: 'amount',
      type: 'numeric',
      role: 'feature',
      reason: 'numeric: every value',
      nMissing: 1,
      nDistinct: 2,
      nUnparsed: 0,
    },
    { name: 'purpose', type: 'text', role: 'target', reason: 'text: some', nMissing: 0, nDistinct: 2, nUnparsed: 0 },
  ]
  const dialect = {
    delimiter: ',',
    quote: '"',
    decimal: '.',
    encoding: 'utf-8',
    lineEnding: '\n',
    byteOrderMark: false,
    missing: [''],
  }
  const numbers = { minimum: 1, quantile25: 1, median: 2, quantile75: 2, maximum: 2, mean: 1.5, standardDeviation: 0.7 }
  const summary = {
    id: 'dv_old',
    name: 'Old loans',
    version: 1,
    contentHash: 'a'.repeat(64),
    nRows: 3,
    nColumns: 2,
    target: { column: 'purpose', eventValue: 'car' },
    nEvents: 1,
    source: { fileName: 'old.csv', bytes: 40, sha256: 'b'.repeat(64) },
    nIssues: 0,
    createdAt: INSTANT,
    createdBy: 'ada',
  }
  const profile = {
    name: 'amount',
    type: 'numeric',
    count: 3,
    nMissing: 1,
    nDistinct: 2,
    ...numbers,
    topValues: [],
    histogram: [],
  }

  it('is brought up to date; its records are read with what they did not know of yet', () => {
    expect(migrate(database, INSTANT, [foundations])).toBe(1)
    expect(names('table')).not.toContain('dataset_evidence')
    database.prepare('INSERT INTO chunk_set VALUES (?, ?)').run('set', INSTANT)
    const chunk = database.prepare('INSERT INTO column_chunk VALUES (?, ?, ?, ?, ?, ?)')
    chunk.run('set', 0, 0, 3, 'f64', new Uint8Array(Float64Array.of(1, Number.NaN, 2).buffer))
    chunk.run('set', 1, 0, 3, 'i32', new Uint8Array(Int32Array.of(0, 1, 1).buffer))
    database.prepare('INSERT INTO column_levels VALUES (?, ?, ?)').run('set', 1, '["car","house"]')
    const details = JSON.stringify({ columns, issues: [], dialect })
    database
      .prepare('INSERT INTO dataset_version VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        'dv_old',
        'Old loans',
        1,
        summary.contentHash,
        'set',
        JSON.stringify(summary),
        details,
        JSON.stringify([profile]),
      )
    expect(migrate(database, INSTANT)).toBe(MIGRATIONS.length)

    const datasets = new DatasetStore(
      database,
      () => INSTANT,
      () => 'new',
    )
    expect(datasets.rows('Old loans', 0, 3).rows).toEqual([
      [1, 'car'],
      [null, 'house'],
      [2, 'house'],
    ])
    const version = datasets.get('dv_old')
    expect(version).toMatchObject({ ...summary, parent: null, steps: [], stepLog: [], appended: null, template: null })
    expect(version.dialect).toMatchObject({ ...dialect, format: 'csv', decisions: [], raggedRows: 'refuse' })
    expect(version.columns[0]).toEqual({ ...columns[0], dateFormat: null, specialCodes: [], privacy: null })
    expect(datasets.list()).toMatchObject([{ id: 'dv_old', nErasedRows: 0, parent: null }])
    expect(datasets.profile('dv_old')).toMatchObject([
      { ...profile, histogramUnit: 'value', nSpecial: 0, quantiles: [] },
    ])
    expect(new DatasetEvidenceStore(database).list()).toEqual([])
    expect(new DatasetNotesStore(database).notes('Old loans').size).toBe(0)
    expect(new ErasureStore(database).list()).toEqual([])
    expect(datasets.sweepOrphans()).toBe(0)
    expect(() => database.execute('UPDATE column_chunk SET data = zeroblob(8) WHERE column_index = 0')).toThrow(
      /written once/,
    )
  })
})

describe('a workspace of the second schema', () => {
  it('is brought up to date; its evidence stands and the model room is empty', () => {
    expect(migrate(database, INSTANT, [foundations, dataRoom])).toBe(2)
    expect(names('table')).not.toContain('experiment')
    insertOldModel(database)
    expect(migrate(database, INSTANT)).toBe(MIGRATIONS.length)
    expect(names('table')).toEqual(expect.arrayContaining(['experiment', 'search_trial', 'development_draft']))

    const { version, model } = new ModelStore(database).get('Old card')
    expect(version).toMatchObject({ origin: { kind: 'trained' }, developmentAuc: null, holdoutAuc: null })
    expect(version.params).toMatchObject({ l1: 0, weights: 'role', riskBands: 0, selection: { method: 'none' } })
    expect(model.calibration).toBeUndefined()
    const fit = new EvidenceStore(database).get('ev_old')
    expect(fit.payload).toMatchObject({ kind: 'fitReport', holdoutAuc: null, selectionPath: [] })
    expect(hasStatedHash(fit.payload, fit.contentHash)).toBe(true)
    expect(hasStatedHash({ ...fit.payload, warnings: ['another'] } as FitReport, fit.contentHash)).toBe(false)
    expect(new ExperimentStore(database).list()).toEqual([])
    expect(new DraftStore(database).get('dv_old', 'ada')).toBeNull()
  })
})
