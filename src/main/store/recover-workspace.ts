import { AppError } from '../../shared/errors.ts'
import {
  DEFAULT_KDF,
  derivePasswordKey,
  type KdfCost,
  newKdfParams,
  newSigningKey,
  openDataKey,
  type SlotOwner,
  sealDataKey,
} from './key-slots.ts'
import { readKeyring } from './keyring-file.ts'
import type { Keyring, KeyringUser, KeySlot } from './keyring-format.ts'
import { openWorkspace, readWorkspaceHeader, recoverAfterOpening } from './open-workspace.ts'
import { checkNewPassword } from './password-rules.ts'
import { newRecoveryCode, normalizeRecoveryCode } from './recovery-code.ts'
import { withStoreErrors } from './store-errors.ts'
import { normalizeUserName } from './unlock-workspace.ts'
import { type EventOrigin, SYSTEM_ORIGIN, type User, type Workspace } from './workspace.ts'
import { acquireWorkspaceLock } from './workspace-lock.ts'

export interface RecoverWorkspaceOptions {
  readonly directory: string
  readonly recoveryCode: string
  readonly userName: string
  readonly newPassword: string
  readonly clock: () => Date
  readonly newId: () => string
  /** Lower cost for tests. */
  readonly kdf?: KdfCost | undefined
  readonly origin?: EventOrigin | undefined
}

/**
 * Unlocks a workspace with its recovery code and gives a user a new password, a new signing key (a `key.replaced`
 * event: the old private key is lost with the old password) and a new recovery code. The old code is dead.
 *
 * @throws AppError `invalidInput` for a code with a typing error or a bad password; `wrongPassword` for another code;
 * `notFound` if nobody has that name; and as `unlockWorkspace`
 */
export async function recoverWorkspace(
  options: RecoverWorkspaceOptions,
): Promise<{ workspace: Workspace; user: User; recoveryCode: string }> {
  const header = readWorkspaceHeader(options.directory)
  const userName = normalizeUserName(options.userName)
  const code = normalizeRecoveryCode(options.recoveryCode)
  checkNewPassword(options.newPassword, [userName, header.name])
  const lock = acquireWorkspaceLock(options.directory, options.clock().toISOString())
  let dataKey: Buffer | null = null
  let workspace: Workspace | null = null
  try {
    const loaded = readKeyring(options.directory)
    dataKey = await unwrapByCode(loaded.keyring, code)
    const renewed = await renewSlots(loaded.keyring, userName, options, dataKey)
    // Opened before anything is written: a damaged database must not cost the old code.
    const opened = openWorkspace({ ...options, loaded, dataKey, lock })
    workspace = opened
    withStoreErrors('workspace', () => {
      opened.keyring.replaceSlots(renewed)
      recoverAfterOpening(opened, options.origin ?? SYSTEM_ORIGIN, 'recovered with the recovery code')
    })
    return { workspace: opened, user: opened.users.get(userName), recoveryCode: renewed.recoveryCode }
  } catch (error) {
    workspace?.close()
    dataKey?.fill(0)
    lock.release()
    throw error
  }
}

/** The slot of a new recovery code for a workspace key. */
export async function newRecoverySlot(
  workspaceId: string,
  dataKey: Uint8Array,
  cost: KdfCost,
): Promise<{ recoveryCode: string; slot: KeySlot }> {
  const recoveryCode = newRecoveryCode()
  const kdf = newKdfParams(cost)
  const codeKey = await derivePasswordKey(recoveryCode, kdf)
  const slot = sealDataKey(dataKey, codeKey, recoveryOwner(workspaceId), kdf)
  codeKey.fill(0)
  return { recoveryCode, slot }
}

/** A user's entry for a new password: slot and a new signing key. */
export async function newUserEntry(
  user: Pick<KeyringUser, 'userId' | 'name'>,
  workspaceId: string,
  dataKey: Uint8Array,
  password: string,
  cost: KdfCost,
): Promise<KeyringUser> {
  const owner: SlotOwner = { workspaceId, ownerId: user.userId, kind: 'user' }
  const kdf = newKdfParams(cost)
  const passwordKey = await derivePasswordKey(password, kdf)
  const slot = sealDataKey(dataKey, passwordKey, owner, kdf)
  const signing = newSigningKey(passwordKey, owner, kdf)
  passwordKey.fill(0)
  return { userId: user.userId, name: user.name, slot, ...signing }
}

async function unwrapByCode(keyring: Keyring, code: string): Promise<Buffer> {
  const codeKey = await derivePasswordKey(code, keyring.recovery.kdf)
  const dataKey = openDataKey(keyring.recovery, codeKey, recoveryOwner(keyring.workspaceId))
  codeKey.fill(0)
  if (dataKey === null) {
    throw new AppError('wrongPassword', 'The recovery code is not the one of this workspace', {
      hint: 'A code is replaced each time it is used; take the latest one.',
    })
  }
  return dataKey
}

async function renewSlots(
  keyring: Keyring,
  userName: string,
  options: RecoverWorkspaceOptions,
  dataKey: Buffer,
): Promise<Pick<Keyring, 'users' | 'recovery'> & { recoveryCode: string }> {
  const user = keyring.users.find((entry) => entry.name === userName)
  if (user === undefined) {
    throw new AppError('notFound', `No user is called "${userName}"`, {
      hint: `Users: ${keyring.users.map((entry) => entry.name).join(', ')}.`,
    })
  }
  const cost = options.kdf ?? DEFAULT_KDF
  const [entry, { recoveryCode, slot }] = await Promise.all([
    newUserEntry(user, keyring.workspaceId, dataKey, options.newPassword, cost),
    newRecoverySlot(keyring.workspaceId, dataKey, cost),
  ])
  return { users: keyring.users.map((other) => (other === user ? entry : other)), recovery: slot, recoveryCode }
}

function recoveryOwner(workspaceId: string): SlotOwner {
  return { workspaceId, ownerId: 'recovery', kind: 'recovery' }
}
