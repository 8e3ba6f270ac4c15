import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { Connection } from './connection.ts'
import { createDatasetReader, type DatasetReader } from './dataset-reader.ts'
import { translateStoreError } from './store-errors.ts'

export type { DatasetReader } from './dataset-reader.ts'

export const CIPHERS = ['aegis', 'sqlcipher'] as const
export type Cipher = (typeof CIPHERS)[number]

/** What another thread needs to open its own read-only connection. */
export interface DatabaseConnection {
  readonly databasePath: string
  /** The workspace key, 32 bytes. */
  readonly key: Uint8Array
  readonly cipher: Cipher
}

export interface OpenDatabaseOptions extends DatabaseConnection {
  /** `create` needs the file not to exist; the other two need it to be a whole database. */
  readonly mode: 'create' | 'readWrite' | 'readOnly'
}

/** The fork's own method, missing in the upstream types. */
type KeyedDatabase = Database.Database & { key(key: Buffer): number }

interface Setting {
  readonly name: string
  readonly set: string
  readonly expected: number | string
}

/** SQLCipher keeps its own default page so that other programs can read the file. */
const PAGE_SIZE: Record<Cipher, number> = { aegis: 16384, sqlcipher: 4096 }
const BUSY_TIMEOUT_MS = 1500
const PLAIN_HEADER = 'SQLite format 3\0'

const COMMON_SETTINGS: readonly Setting[] = [
  { name: 'synchronous', set: 'synchronous = FULL', expected: 2 },
  { name: 'temp_store', set: 'temp_store = MEMORY', expected: 2 },
  { name: 'foreign_keys', set: 'foreign_keys = ON', expected: 1 },
  { name: 'secure_delete', set: 'secure_delete = ON', expected: 1 },
  { name: 'trusted_schema', set: 'trusted_schema = OFF', expected: 0 },
  { name: 'cell_size_check', set: 'cell_size_check = ON', expected: 1 },
  { name: 'mmap_size', set: 'mmap_size = 0', expected: 0 },
]

const WRITER_SETTINGS: readonly Setting[] = [
  { name: 'journal_mode', set: 'journal_mode = WAL', expected: 'wal' },
  ...COMMON_SETTINGS,
  // Else INSERT OR REPLACE would delete rows without firing the triggers that forbid it.
  { name: 'recursive_triggers', set: 'recursive_triggers = ON', expected: 1 },
  // Small checkpoints: none of them may hold up the main thread for long.
  { name: 'wal_autocheckpoint', set: 'wal_autocheckpoint = 256', expected: 256 },
]

const READER_SETTINGS: readonly Setting[] = [
  ...COMMON_SETTINGS,
  { name: 'query_only', set: 'query_only = ON', expected: 1 },
]

/**
 * The only place that opens a database: cipher, raw key, proof that the key fits, then every setting, each read back.
 * A missing, empty, truncated or foreign file is refused, and never created or filled silently.
 *
 * @throws AppError `damaged` if the file is not a whole database under this key; `cannotWrite`, `inUse` as they come
 */
export function openDatabase(options: OpenDatabaseOptions): Connection {
  if (options.mode === 'create') createEmptyFile(options.databasePath)
  else assertWholeFile(options.databasePath, options.cipher)
  const database = openFile(options)
  try {
    applyKey(database, options)
    assertReadable(database, options.mode)
    for (const setting of options.mode === 'readOnly' ? READER_SETTINGS : WRITER_SETTINGS)
      applySetting(database, setting)
    return new Connection(database)
  } catch (error) {
    database.close()
    throw translateStoreError(error)
  }
}

/** A reader of stored columns on its own read-only connection, for worker threads. */
export function openReader(connection: DatabaseConnection): DatasetReader {
  return createDatasetReader(openDatabase({ ...connection, mode: 'readOnly' }))
}

function openFile(options: OpenDatabaseOptions): KeyedDatabase {
  try {
    return new Database(options.databasePath, {
      readonly: options.mode === 'readOnly',
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    }) as KeyedDatabase
  } catch (error) {
    throw translateStoreError(error)
  }
}

/** The file is made before SQLite opens it: its mode passes on to the WAL and shared-memory files. */
function createEmptyFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    throw translateStoreError(error)
  }
}

function applyKey(database: KeyedDatabase, options: OpenDatabaseOptions): void {
  if (options.key.length !== 32)
    throw new AppError('internal', `database key needs 32 bytes, got ${options.key.length}`)
  switch (options.cipher) {
    case 'aegis':
      database.pragma("cipher = 'aegis'")
      break
    case 'sqlcipher':
      database.pragma("cipher = 'sqlcipher'")
      database.pragma('legacy = 4')
      break
  }
  // The raw key goes in as bytes, not as hex text that would linger in memory as a string.
  const keyBytes = Buffer.concat([Buffer.from('raw:'), options.key])
  try {
    database.key(keyBytes)
  } finally {
    keyBytes.fill(0)
  }
  const cipher = database.pragma('cipher', { simple: true })
  if (cipher !== options.cipher)
    throw new AppError('internal', `database cipher needs to be ${options.cipher}, got ${String(cipher)}`)
  if (options.mode === 'create' && options.cipher === 'aegis') database.pragma('page_size = 16384')
}

function assertReadable(database: Database.Database, mode: OpenDatabaseOptions['mode']): void {
  const { n } = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get() ?? { n: 0 }
  if (mode === 'create' ? n !== 0 : n === 0) throw damagedDatabase(mode === 'create' ? 'is not empty' : 'is empty')
}

function applySetting(database: Database.Database, setting: Setting): void {
  database.pragma(setting.set)
  const actual = database.pragma(setting.name, { simple: true })
  if (actual !== setting.expected) {
    throw new AppError(
      'internal',
      `database setting ${setting.name} needs to be ${setting.expected}, got ${String(actual)}`,
    )
  }
}

/** Refuses what SQLite would take for a new, empty database, and what cannot be one. */
function assertWholeFile(path: string, cipher: Cipher): void {
  if (!existsSync(path)) throw damagedDatabase('is missing')
  const stat = statSync(path)
  if (!stat.isFile()) throw damagedDatabase('is not a file')
  if (stat.size < PAGE_SIZE[cipher]) throw damagedDatabase(`is cut short (${stat.size} bytes)`)
  // After a power cut a torn checkpoint may leave a partial page, which the write-ahead log mends.
  if (stat.size % PAGE_SIZE[cipher] !== 0 && !hasContent(`${path}-wal`))
    throw damagedDatabase(`is cut short (${stat.size} bytes)`)
  if (readStart(path) === PLAIN_HEADER)
    throw damagedDatabase('is not encrypted, so it is not the one of this workspace')
}

function readStart(path: string): string {
  try {
    const file = openSync(path, 'r')
    try {
      const start = Buffer.alloc(PLAIN_HEADER.length)
      readSync(file, start, 0, start.length, 0)
      return start.toString('latin1')
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw translateStoreError(error)
  }
}

function hasContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** The database file is not what the keyring says: named cause and remedy, files untouched. */
export function damagedDatabase(problem: string): AppError {
  return new AppError('damaged', `The workspace database ${problem}`, {
    hint: 'Restore the workspace folder from a backup. The files were left as they are.',
  })
}
