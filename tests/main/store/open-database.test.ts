import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CIPHERS, type DatabaseConnection, openDatabase, openReader } from '../../../src/main/store/open-database.ts'
import {
  createTestWorkspace,
  expectError,
  folderContent,
  keptConnection,
  temporaryFolder,
  unlockTestWorkspace,
} from './store-fixtures.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

async function closedWorkspace(cipher: DatabaseConnection['cipher'] = 'aegis'): Promise<DatabaseConnection> {
  const { workspace } = await createTestWorkspace(folder.path, cipher)
  const connection = keptConnection(workspace)
  workspace.close()
  return connection
}

describe('the connection factory', () => {
  it.each(CIPHERS)('sets every setting of the writer and of the reader (%s)', async (cipher) => {
    const connection = await closedWorkspace(cipher)
    const common = {
      synchronous: 2,
      temp_store: 2,
      foreign_keys: 1,
      secure_delete: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      mmap_size: 0,
      journal_mode: 'wal',
      cipher,
    }
    const writer = openDatabase({ ...connection, mode: 'readWrite' })
    const reader = openDatabase({ ...connection, mode: 'readOnly' })
    for (const [name, value] of Object.entries({ ...common, recursive_triggers: 1, wal_autocheckpoint: 256 }))
      expect(writer.pragma(name), name).toBe(value)
    for (const [name, value] of Object.entries({ ...common, query_only: 1 }))
      expect(reader.pragma(name), name).toBe(value)
    expect(writer.pragma('page_size')).toBe(cipher === 'aegis' ? 16_384 : 4096)
    await expectError(() => reader.execute("INSERT INTO setting VALUES ('a', '1')"), 'cannotWrite', /cannot be written/)
    writer.close()
    reader.close()
  })

  it('keeps nested and asynchronous transactions out, and rolls back what throws', async () => {
    const database = openDatabase({ ...(await closedWorkspace()), mode: 'readWrite' })
    const insert = database.prepare('INSERT INTO setting VALUES (?, ?)')
    await expectError(() => database.transaction(() => database.transaction(() => 1)), 'internal', /nested/)
    expect(() => database.transaction(async () => insert.run('a', '1'))).toThrow(/promise/)
    expect(() =>
      database.transaction(() => {
        insert.run('b', '1')
        throw new RangeError('mine')
      }),
    ).toThrow(new RangeError('mine'))
    expect(database.prepare('SELECT count(*) AS n FROM setting').get()).toEqual({ n: 0 })
    database.close()
  })

  it('reads a sqlcipher file as other programs do: SQLCipher 4 with a raw key', async () => {
    const { databasePath, key } = await closedWorkspace('sqlcipher')
    const other = new Database(databasePath, { readonly: true })
    other.pragma("cipher = 'sqlcipher'")
    other.pragma('legacy = 4')
    const setKey = ['key = "x\'', Buffer.from(key).toString('hex'), '\'"'].join('')
    other.pragma(setKey)
    expect(other.prepare('SELECT count(*) AS n FROM workspace').get()).toEqual({ n: 1 })
    other.close()
  })
})

describe('bad luck with the database file', () => {
  const lengths = [0, 1, 15, 16, 511, 512, 16_383, 16_384, 16_385, 32_768, 49_152, 100_000]

  it.each(lengths)('refuses a file cut to %i bytes, and changes nothing', async (length) => {
    const { databasePath } = await closedWorkspace()
    truncateSync(databasePath, length)
    const before = folderContent(folder.path)
    const error = await expectError(
      () => unlockTestWorkspace(folder.path),
      'damaged',
      /workspace database (is cut short|is damaged)/,
    )
    expect(error.hint).toMatch(/backup/)
    expect(folderContent(folder.path)).toEqual(before)
  })

  it('refuses random bytes, another workspace, a plain database and an encrypted empty one', async () => {
    const { databasePath, key, cipher } = await closedWorkspace()
    const elsewhere = temporaryFolder()
    const other = await createTestWorkspace(elsewhere.path)
    other.workspace.close()
    const plain = new Database(join(elsewhere.path, 'plain.db'))
    plain.pragma('page_size = 16384')
    plain.exec('CREATE TABLE workspace (id TEXT)')
    plain.close()
    openDatabase({ databasePath: join(elsewhere.path, 'empty.db'), key, cipher, mode: 'create' }).close()
    const files: [Buffer, RegExp][] = [
      [randomBytes(65_536), /is damaged/],
      [readFileSync(join(elsewhere.path, 'assay.db')), /is damaged/],
      [readFileSync(join(elsewhere.path, 'plain.db')), /not encrypted/],
      [readFileSync(join(elsewhere.path, 'empty.db')), /is empty|is cut short/],
    ]
    for (const [bytes, message] of files) {
      writeFileSync(databasePath, bytes)
      const before = folderContent(folder.path)
      await expectError(() => unlockTestWorkspace(folder.path), 'damaged', message)
      expect(folderContent(folder.path)).toEqual(before)
    }
    elsewhere.remove()
  })

  it('refuses a workspace of the same key but another id', async () => {
    const connection = await closedWorkspace()
    const database = openDatabase({ ...connection, mode: 'readWrite' })
    database.execute("UPDATE workspace SET id = 'someone else'")
    database.close()
    const before = folderContent(folder.path)
    await expectError(() => unlockTestWorkspace(folder.path), 'damaged', /belongs to another workspace/)
    expect(folderContent(folder.path)).toEqual(before)
  })

  it('refuses a flipped bit anywhere in the pages it reads at opening', async () => {
    const { databasePath } = await closedWorkspace()
    const sound = readFileSync(databasePath)
    // The first 16 bytes are a salt that a raw key does not use; the next 8 are repeated inside.
    for (const offset of [24, 30, 5000, 16_383]) {
      const bytes = Buffer.from(sound)
      bytes[offset]! ^= 1
      writeFileSync(databasePath, bytes)
      await expectError(() => unlockTestWorkspace(folder.path), 'damaged', /database/)
    }
  })

  it('never makes a missing file, nor opens a folder or a file of a reader that is gone', async () => {
    const connection = await closedWorkspace()
    const missing = { ...connection, databasePath: join(folder.path, 'gone.db') }
    await expectError(() => openReader(missing), 'damaged', /is missing/)
    await expectError(() => openDatabase({ ...missing, mode: 'readWrite' }), 'damaged', /is missing/)
    expect(existsSync(missing.databasePath)).toBe(false)
    mkdirSync(missing.databasePath)
    await expectError(() => openReader(missing), 'damaged', /not a file/)
    await expectError(() => openReader({ ...connection, key: randomBytes(32) }), 'damaged', /is damaged/)
    await expectError(() => openReader({ ...connection, key: randomBytes(16) }), 'internal', /32 bytes/)
  })
})

describe('trouble while writing', () => {
  it('calls a full disk cannotWrite, keeps what was saved, and goes on afterwards', async () => {
    const connection = await closedWorkspace()
    const database = openDatabase({ ...connection, mode: 'readWrite' })
    const insert = database.prepare('INSERT INTO setting VALUES (?, ?)')
    insert.run('before', '1')
    const pages = Number(database.pragma('page_count'))
    // SQLite answers with SQLITE_FULL at this limit exactly as it does when the disk is full.
    expect(pages).toBeLessThan(100)
    database.pragma('max_page_count = 100')
    const error = await expectError(
      () => database.transaction(() => insert.run('big', 'x'.repeat(2_000_000))),
      'cannotWrite',
      /disk is full/,
    )
    expect(error.hint).toMatch(/Nothing already saved was lost/)
    expect(database.prepare('SELECT key FROM setting').all()).toEqual([{ key: 'before' }])
    database.pragma('max_page_count = 4294967294')
    insert.run('after', '1')
    database.close()
  })

  it('calls another writer inUse instead of waiting for ever', async () => {
    const connection = await closedWorkspace()
    const first = openDatabase({ ...connection, mode: 'readWrite' })
    const second = openDatabase({ ...connection, mode: 'readWrite' })
    const start = performance.now()
    let error: unknown
    first.transaction(() => {
      try {
        second.execute("INSERT INTO setting VALUES ('a', '1')")
      } catch (caught) {
        error = caught
      }
    })
    expect(error).toMatchObject({ code: 'inUse' })
    expect(performance.now() - start).toBeLessThan(15_000)
    first.close()
    second.close()
    expect(readdirSync(folder.path)).not.toContain('assay.db-wal')
  })
})
