import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Connection } from '../../../src/main/store/connection.ts'
import { type Cipher, type DatabaseConnection, openDatabase } from '../../../src/main/store/open-database.ts'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import { createWorkspace, unlockWorkspace } from '../../../src/main/store/workspace-folder.ts'
import { AppError, type ErrorCode } from '../../../src/shared/errors.ts'

export const FAST_KDF = { memoryKiB: 256, passes: 1 }
export const USER = 'ada'
export const PASSWORD = 'purple staple horse'
export const INSTANT = '2026-03-01T12:00:00.000Z'
export const HASH = 'a'.repeat(64)

/** A folder of its own below the system's temporary folder. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'assay-store-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const clock = () => new Date(INSTANT)
export const newId = () => crypto.randomUUID()
const common = { clock, newId, kdf: FAST_KDF }

export function createTestWorkspace(directory: string, cipher: Cipher = 'aegis') {
  return createWorkspace({
    ...common,
    directory,
    name: 'Retail',
    userName: USER,
    password: PASSWORD,
    cipher,
    isSample: false,
  })
}

export function unlockTestWorkspace(directory: string, password = PASSWORD, userName = USER) {
  return unlockWorkspace({ ...common, directory, userName, password })
}

/** The error a call ends with. */
export async function errorOf(work: () => unknown): Promise<AppError> {
  try {
    await work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('expected an AppError, got a result')
}

export async function expectError(work: () => unknown, code: ErrorCode, message: RegExp): Promise<AppError> {
  const error = await errorOf(work)
  expect({ code: error.code, message: error.message }).toEqual({ code, message: expect.stringMatching(message) })
  return error
}

/** The connection data of a workspace, with a key that outlives its closing. */
export function keptConnection(workspace: Workspace): DatabaseConnection {
  return { ...workspace.connection, key: Uint8Array.from(workspace.connection.key) }
}

/** Changes a closed workspace as someone with the key and an SQL tool could. */
export function tamper(connection: DatabaseConnection, change: (database: Connection) => void): void {
  const database = openDatabase({ ...connection, mode: 'readWrite' })
  try {
    change(database)
  } finally {
    database.close()
  }
}

/** Every file below a folder with its bytes, for comparing before and after. */
export function folderContent(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries
      .map((entry) => [
        join(entry.parentPath, entry.name),
        readFileSync(join(entry.parentPath, entry.name)).toString('base64'),
      ])
      .sort(),
  )
}

export const EVENT = {
  actor: USER,
  roles: ['developer'],
  channel: 'test',
  sessionId: 's-1',
  action: 'dataset.import',
  object: 'd-1',
  before: null,
  after: HASH,
  reason: null,
  result: 'done',
  build: 'test',
} as const
