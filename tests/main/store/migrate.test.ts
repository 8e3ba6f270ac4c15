import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../../src/main/store/connection.ts'
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
const extra = { number: 2, name: 'extra', sql: 'CREATE TABLE extra (a TEXT) STRICT' }

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
    expect(migrate(database, INSTANT, [...MIGRATIONS, extra])).toBe(2)
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
      /newer Assay: its schema is 2, this program knows 1/,
    )
    await expectError(
      () => migrate(database, INSTANT, [...MIGRATIONS, { ...extra, sql: `${extra.sql} ` }]),
      'conflict',
      /Migration 2 \(extra\)/,
    )
  })

  it('are checked at every unlocking, before anything is written', async () => {
    const directory = join(folder.path, 'w')
    const { workspace } = await createTestWorkspace(directory)
    const connection = keptConnection(workspace)
    workspace.close()
    tamper(connection, (opened) =>
      opened.execute("INSERT INTO schema_migration VALUES (2, 'later', 'x', '2030-01-01T00:00:00.000Z')"),
    )
    const before = folderContent(directory)
    await expectError(() => unlockTestWorkspace(directory), 'conflict', /newer Assay/)
    expect(folderContent(directory)).toEqual(before)
  })
})
