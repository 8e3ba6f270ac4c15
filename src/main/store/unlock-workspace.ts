import { randomBytes } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import { derivePasswordKey, openDataKey, type SlotOwner } from './key-slots.ts'
import { type LoadedKeyring, readKeyring } from './keyring-file.ts'
import type { Keyring, KeySlot } from './keyring-format.ts'
import { openWorkspace, readWorkspaceHeader, recoverAfterOpening } from './open-workspace.ts'
import { withStoreErrors } from './store-errors.ts'
import { type EventOrigin, SYSTEM_ORIGIN, type User, type Workspace } from './workspace.ts'
import { acquireWorkspaceLock } from './workspace-lock.ts'

export interface UnlockWorkspaceOptions {
  readonly directory: string
  readonly userName: string
  readonly password: string
  readonly clock: () => Date
  readonly newId: () => string
  readonly origin?: EventOrigin | undefined
}

/**
 * Unlocks a workspace with a user's password. An unknown user costs the same time and gives the same error as a wrong password.
 *
 * @throws AppError `inUse` at once if another process has it; `notFound`, `damaged` or `conflict` if it cannot be opened;
 * `wrongPassword`
 */
export async function unlockWorkspace(options: UnlockWorkspaceOptions): Promise<{ workspace: Workspace; user: User }> {
  readWorkspaceHeader(options.directory)
  const lock = acquireWorkspaceLock(options.directory, options.clock().toISOString())
  let dataKey: Buffer | null = null
  let workspace: Workspace | null = null
  try {
    const loaded: LoadedKeyring = readKeyring(options.directory)
    const userName = normalizeUserName(options.userName)
    dataKey = await unwrapForUser(loaded.keyring, userName, options.password)
    workspace = openWorkspace({ ...options, loaded, dataKey, lock })
    const user = workspace.users.get(userName)
    const opened = workspace
    withStoreErrors('workspace', () =>
      recoverAfterOpening(opened, options.origin ?? SYSTEM_ORIGIN, 'a recovery that was cut off was completed'),
    )
    return { workspace, user: workspace.users.get(user.name) }
  } catch (error) {
    workspace?.close()
    dataKey?.fill(0)
    lock.release()
    throw error
  }
}

/** User names are compared in one Unicode form, without blanks around them. */
export function normalizeUserName(name: string): string {
  return name.normalize('NFC').trim()
}

/** Same words for a wrong password and an unknown name. */
export function wrongPassword(): AppError {
  return new AppError('wrongPassword', 'User name or password is wrong', {
    hint: 'Check both; passwords tell capital letters apart.',
  })
}

async function unwrapForUser(keyring: Keyring, userName: string, password: string): Promise<Buffer> {
  const user = keyring.users.find((entry) => entry.name === userName)
  const slot = user?.slot ?? decoySlot(keyring)
  const owner: SlotOwner = { workspaceId: keyring.workspaceId, ownerId: user?.userId ?? 'nobody', kind: 'user' }
  const passwordKey = await derivePasswordKey(password, slot.kdf)
  const dataKey = openDataKey(slot, passwordKey, owner)
  passwordKey.fill(0)
  if (dataKey === null || user === undefined) throw wrongPassword()
  return dataKey
}

/** As costly as a real slot, and never to be opened. */
function decoySlot(keyring: Keyring): KeySlot {
  const slot = keyring.users[0]!.slot
  return { ...slot, kdf: { ...slot.kdf, salt: randomBytes(16).toString('hex') } }
}
