import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../../src/main/store/connection.ts'
import { DatasetEvidenceStore } from '../../../src/main/store/dataset-evidence-store.ts'
import { DatasetNotesStore } from '../../../src/main/store/dataset-notes-store.ts'
import { DatasetStore } from '../../../src/main/store/dataset-store.ts'
import { ErasureStore } from '../../../src/main/store/erasure-store.ts'
import { foundations } from '../../../src/main/store/migrations/0001-foundations.ts'
import { MIGRATIONS, migrate, migrationChecksum } from '../../../src/main/store/migrations/migrate.ts'
import { openDatabase } from '../../../src/main/store/open-database.ts'
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
