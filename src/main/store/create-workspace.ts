import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ROLES } from '../../shared/contract/primitives.ts'
import { AppError } from '../../shared/errors.ts'
import { contentHash } from '../core/governance/content-hash.ts'
import { syncFolder, writeFileAtomically } from '../disk/atomic-file.ts'
import { makeFolders } from '../disk/make-folders.ts'
import { AuditStore } from './audit-store.ts'
import { DEFAULT_KDF, type KdfCost, keyringMac } from './key-slots.ts'
import { readKeyring } from './keyring-file.ts'
import { type Keyring, keyringText } from './keyring-format.ts'
import { migrate } from './migrations/migrate.ts'
import { type Cipher, openDatabase } from './open-database.ts'
import { openWorkspace } from './open-workspace.ts'
import { checkNewPassword } from './password-rules.ts'
import { newRecoverySlot, newUserEntry } from './recover-workspace.ts'
import { withStoreErrors } from './store-errors.ts'
import { normalizeUserName } from './unlock-workspace.ts'
import { type User, UserStore } from './user-store.ts'
import { type EventOrigin, fingerprint, SYSTEM_ORIGIN, type Workspace } from './workspace.ts'
import { acquireWorkspaceLock, type WorkspaceLock } from './workspace-lock.ts'
import { type WorkspacePaths, workspacePaths } from './workspace-paths.ts'

export interface CreateWorkspaceOptions {
  readonly directory: string
  readonly name: string
  readonly userName: string
  readonly password: string
  readonly cipher: Cipher
  readonly isSample: boolean
  readonly clock: () => Date
  readonly newId: () => string
  readonly newWorkspaceId?: (() => string) | undefined
  /** Lower cost for tests. */
  readonly kdf?: KdfCost | undefined
  readonly origin?: EventOrigin | undefined
}

/** Left by file managers in folders a person takes for empty. */
const IGNORED_ENTRIES = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])
const LOCK_ENTRIES = new Set(['assay.lock', 'assay.lock.takeover'])

/**
 * Makes a workspace with its first user, who gets every role, and unlocks it. Either all of it is there afterwards or
 * nothing: the files are put together in a sub-folder, and the keyring moves into place last.
 *
 * @throws AppError `invalidInput` for names or password; `cannotWrite` if the folder holds other things, is a workspace
 * already, or cannot be written; `inUse` if another process is making one there
 */
export async function createWorkspace(
  options: CreateWorkspaceOptions,
): Promise<{ workspace: Workspace; user: User; recoveryCode: string }> {
  const names = { workspace: options.name.normalize('NFC').trim(), user: normalizeUserName(options.userName) }
  if (names.workspace === '' || names.user === '')
    throw new AppError('invalidInput', 'A workspace needs a name and a user name')
  checkNewPassword(options.password, [names.user, names.workspace])
  const directory = resolve(options.directory)
  const madeFrom = withStoreErrors('workspace folder', () => prepareFolder(directory))
  let lock: WorkspaceLock | null = null
  let dataKey: Buffer | null = null
  let isFree = false
  try {
    lock = acquireWorkspaceLock(directory, options.clock().toISOString())
    const paths = workspacePaths(directory)
    withStoreErrors('workspace folder', () => clearLeftovers(paths))
    isFree = true
    dataKey = randomBytes(32)
    const built = await buildWorkspace(directory, names, options, dataKey)
    const workspace = openWorkspace({ ...options, directory, loaded: readKeyring(directory), dataKey, lock })
    return { workspace, user: workspace.users.get(names.user), recoveryCode: built.recoveryCode }
  } catch (error) {
    dataKey?.fill(0)
    removeWhatWasMade(directory, madeFrom, lock, isFree)
    throw error
  }
}

/** Makes the folder where there is none. Returns the outermost folder made, or null. */
function prepareFolder(directory: string): string | null {
  const stat = statSync(directory, { throwIfNoEntry: false })
  if (stat === undefined) {
    return makeOwnFolders(directory)
  }
  if (!stat.isDirectory())
    throw new AppError('cannotWrite', 'The workspace path is a file, not a folder', {
      hint: 'Choose an empty folder or a new name.',
    })
  assertFree(directory)
  chmodSync(directory, 0o700)
  return null
}

function makeOwnFolders(directory: string): string | null {
  try {
    return makeFolders(directory, 0o700)
  } catch (cause) {
    throw new AppError('cannotWrite', 'The workspace folder cannot be made', {
      cause,
      hint: 'Choose a folder you may write to.',
    })
  }
}

function assertFree(directory: string): void {
  const paths = workspacePaths(directory)
  const entries = readdirSync(directory).filter((entry) => !IGNORED_ENTRIES.has(entry) && !LOCK_ENTRIES.has(entry))
  if (
    existsSync(paths.keyring) ||
    (!existsSync(paths.staging) && (existsSync(paths.database) || existsSync(paths.previousKeyring)))
  ) {
    throw new AppError('cannotWrite', 'The folder holds a workspace already', {
      hint: 'Open it, or choose another folder.',
    })
  }
  const own = new Set(Object.values(paths))
  const foreign = entries.filter((entry) => !own.has(join(directory, entry)))
  if (foreign.length > 0) {
    throw new AppError(
      'cannotWrite',
      `The folder is not empty: it holds ${foreign.length} other ${foreign.length === 1 ? 'entry' : 'entries'}`,
      {
        hint: 'Choose an empty folder or a new name.',
      },
    )
  }
}

/** What a creation left that was cut off before its keyring was in place; nobody was ever told of that workspace. */
function clearLeftovers(paths: WorkspacePaths): void {
  assertFree(dirname(paths.database))
  for (const path of [paths.database, paths.previousKeyring, paths.staging])
    rmSync(path, { recursive: true, force: true })
}

async function buildWorkspace(
  directory: string,
  names: { workspace: string; user: string },
  options: CreateWorkspaceOptions,
  dataKey: Buffer,
): Promise<{ recoveryCode: string }> {
  const workspaceId = (options.newWorkspaceId ?? options.newId)()
  const cost = options.kdf ?? DEFAULT_KDF
  const [entry, recovery] = await Promise.all([
    newUserEntry({ userId: options.newId(), name: names.user }, workspaceId, dataKey, options.password, cost),
    newRecoverySlot(workspaceId, dataKey, cost),
  ])
  const keyring: Keyring = {
    format: 'assay-keyring',
    version: 1,
    workspaceId,
    name: names.workspace,
    isSample: options.isSample,
    cipher: options.cipher,
    createdAt: options.clock().toISOString(),
    epoch: 1,
    users: [entry],
    recovery: recovery.slot,
    checkpoint: null,
  }
  withStoreErrors('workspace', () => {
    const staged = workspacePaths(workspacePaths(directory).staging)
    mkdirSync(dirname(staged.database), { mode: 0o700 })
    buildDatabase(staged.database, keyring, options, dataKey)
    const text = keyringText({ keyring, mac: keyringMac(keyring, dataKey) })
    writeFileAtomically(staged.keyring, Buffer.from(text, 'utf8'))
    writeFileAtomically(staged.previousKeyring, Buffer.from(text, 'utf8'))
    moveIntoPlace(staged, workspacePaths(directory), directory)
  })
  return { recoveryCode: recovery.recoveryCode }
}

function buildDatabase(databasePath: string, keyring: Keyring, options: CreateWorkspaceOptions, dataKey: Buffer): void {
  const database = openDatabase({ databasePath, key: dataKey, cipher: keyring.cipher, mode: 'create' })
  try {
    migrate(database, keyring.createdAt)
    const [entry] = keyring.users
    const user: User = {
      id: entry!.userId,
      name: entry!.name,
      roles: [...ROLES],
      publicKey: entry!.publicKey,
      createdAt: keyring.createdAt,
    }
    const audit = new AuditStore(database, () => keyring.createdAt, {
      checkpoint: null,
      recordCheckpoint: () => undefined,
    })
    database.transaction(() => {
      database
        .prepare('INSERT INTO workspace (single, id, created_at, keyring_epoch) VALUES (1, ?, ?, ?)')
        .run(keyring.workspaceId, keyring.createdAt, keyring.epoch)
      new UserStore(database).insert(user)
      audit.append({
        ...(options.origin ?? SYSTEM_ORIGIN),
        actor: user.name,
        roles: user.roles,
        action: 'workspace.create',
        object: keyring.workspaceId,
        before: null,
        after: contentHash({
          workspaceId: keyring.workspaceId,
          userId: user.id,
          publicKey: fingerprint(user.publicKey),
          roles: user.roles,
        }),
        reason: null,
        result: 'done',
      })
    })
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

/** The keyring comes last: with it the workspace exists. */
function moveIntoPlace(staged: WorkspacePaths, final: WorkspacePaths, directory: string): void {
  renameSync(staged.database, final.database)
  renameSync(staged.previousKeyring, final.previousKeyring)
  syncFolder(directory)
  renameSync(staged.keyring, final.keyring)
  syncFolder(directory)
  rmdirSync(final.staging)
}

/** @param isFree - whether the folder was seen to be free under the lock: only then is what lies there our own */
function removeWhatWasMade(
  directory: string,
  madeFrom: string | null,
  lock: WorkspaceLock | null,
  isFree: boolean,
): void {
  try {
    if (lock !== null && isFree) {
      const { database, keyring, previousKeyring, staging } = workspacePaths(directory)
      for (const path of [keyring, previousKeyring, database, `${database}-wal`, `${database}-shm`, staging])
        rmSync(path, { recursive: true, force: true })
    }
    lock?.release()
    for (let folder = directory; madeFrom !== null && folder.length >= madeFrom.length; folder = dirname(folder))
      rmdirSync(folder)
  } catch {
    // The error that led here says more than a folder that cannot be removed.
  }
}
