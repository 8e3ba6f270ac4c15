import { rmSync, statSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { isKeyringAuthentic } from './key-slots.ts'
import { type LoadedKeyring, readKeyring } from './keyring-file.ts'
import { KeyringHolder } from './keyring-holder.ts'
import { migrate } from './migrations/migrate.ts'
import { type Cipher, damagedDatabase, openDatabase } from './open-database.ts'
import { type EventOrigin, Workspace } from './workspace.ts'
import type { WorkspaceLock } from './workspace-lock.ts'
import { workspacePaths } from './workspace-paths.ts'

export interface WorkspaceHeader {
  readonly workspaceId: string
  readonly name: string
  readonly isSample: boolean
  readonly cipher: Cipher
  /** Said to the person when the keyring's previous generation had to be used; else null. */
  readonly notice: string | null
}

/**
 * What can be known of a workspace without a password.
 *
 * @throws AppError `notFound` if the folder is none or holds no keyring; `damaged` if keyring or database cannot be one
 */
export function readWorkspaceHeader(directory: string): WorkspaceHeader {
  const { keyring, notice } = readKeyring(directory)
  const database = statSync(workspacePaths(directory).database, { throwIfNoEntry: false })
  if (database === undefined) throw damagedDatabase('is missing')
  if (!database.isFile()) throw damagedDatabase('is not a file')
  return {
    workspaceId: keyring.workspaceId,
    name: keyring.name,
    isSample: keyring.isSample,
    cipher: keyring.cipher,
    notice,
  }
}

export interface OpenWorkspaceOptions {
  readonly directory: string
  readonly loaded: LoadedKeyring
  readonly dataKey: Buffer
  readonly lock: WorkspaceLock
  readonly clock: () => Date
  readonly newId: () => string
}

/**
 * Opens the database of a folder whose lock is held and whose key is known. Nothing is written before the keyring's
 * seal and the workspace id in the database have been checked; then migrates.
 *
 * @throws AppError `damaged` if keyring and database do not belong together
 */
export function openWorkspace(options: OpenWorkspaceOptions): Workspace {
  const { directory, loaded, dataKey, clock } = options
  const { keyring, mac } = loaded
  if (!isKeyringAuthentic(keyring, mac, dataKey)) {
    throw new AppError('damaged', 'The keyring of the workspace was changed by something other than Assay', {
      hint: 'Restore keyring.json from a backup of the workspace folder. The files were left as they are.',
    })
  }
  const connection = { databasePath: workspacePaths(directory).database, key: dataKey, cipher: keyring.cipher }
  const database = openDatabase({ ...connection, mode: 'readWrite' })
  try {
    assertBelongsTogether(database, keyring.workspaceId, keyring.epoch)
    const schemaVersion = migrate(database, clock().toISOString())
    const holder = new KeyringHolder(directory, keyring, dataKey)
    const notices = loaded.notice === null ? [] : [loaded.notice]
    return new Workspace({ ...options, schemaVersion, database, connection, keyring: holder, notices })
  } catch (error) {
    database.close()
    throw error
  }
}

/** Puts right what a crash left, in the database and beside it. */
export function recoverAfterOpening(workspace: Workspace, origin: EventOrigin, reason: string): void {
  workspace.recover(origin, reason)
  workspace.keyring.repairGenerations(workspace.notices.length > 0)
  rmSync(workspacePaths(workspace.directory).staging, { recursive: true, force: true })
}

function assertBelongsTogether(database: Connection, workspaceId: string, epoch: number): void {
  const table = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'workspace'").get()
  if (table === undefined) throw damagedDatabase('is not one of Assay')
  const row = database.prepare<{ id: string; keyring_epoch: number }>('SELECT id, keyring_epoch FROM workspace').get()
  if (row?.id !== workspaceId) throw damagedDatabase('belongs to another workspace than the keyring')
  if (row.keyring_epoch > epoch) {
    throw new AppError('damaged', 'The keyring of the workspace is older than its database', {
      hint: 'Restore keyring.json and assay.db from the same backup. The files were left as they are.',
    })
  }
}
