import { AppError } from '../../shared/errors.ts'
import {
  DEFAULT_KDF,
  derivePasswordKey,
  type KdfCost,
  newKdfParams,
  openDataKey,
  openSigningKey,
  type SlotOwner,
  sealDataKey,
  sealSigningKey,
} from './key-slots.ts'
import type { KeyringUser } from './keyring-format.ts'
import { checkNewPassword } from './password-rules.ts'
import { wrongPassword } from './unlock-workspace.ts'
import type { User, Workspace } from './workspace.ts'

export interface ChangePasswordOptions {
  readonly workspace: Workspace
  readonly user: Pick<User, 'id'>
  readonly currentPassword: string
  readonly newPassword: string
  /** Lower cost for tests. */
  readonly kdf?: KdfCost | undefined
}

/**
 * Gives a user a new password. Workspace key and signing key stay the same and are wrapped anew; the old password
 * opens neither generation of the keyring any more. The caller records the event and, in the same transaction, the keyring's
 * epoch (`workspace.recordKeyringEpoch`); if that is cut off, the next unlocking does it.
 *
 * @throws AppError `wrongPassword` if the current one is wrong; `invalidInput` if the new one breaks the rules or is the same
 */
export async function changePassword(options: ChangePasswordOptions): Promise<void> {
  const { workspace, newPassword, currentPassword } = options
  const entry = workspace.keyring.keyring.users.find((user) => user.userId === options.user.id)
  if (entry === undefined) throw new AppError('notFound', 'The user has no key in this workspace')
  checkNewPassword(newPassword, [entry.name, workspace.name])
  if (newPassword.normalize('NFC') === currentPassword.normalize('NFC')) {
    throw new AppError('invalidInput', 'The new password is the current one', { place: { field: 'newPassword' } })
  }
  const renewed = await rewrap(entry, workspace.id, currentPassword, newPassword, options.kdf ?? DEFAULT_KDF)
  // The idle lock may have closed the workspace meanwhile; the keyring's seal refuses then.
  const users = workspace.keyring.keyring.users.map((user) => (user.userId === entry.userId ? renewed : user))
  workspace.keyring.replaceSlots({ users })
}

async function rewrap(
  entry: KeyringUser,
  workspaceId: string,
  currentPassword: string,
  newPassword: string,
  cost: KdfCost,
): Promise<KeyringUser> {
  const owner: SlotOwner = { workspaceId, ownerId: entry.userId, kind: 'user' }
  const kdf = newKdfParams(cost)
  const [currentKey, newKey] = await Promise.all([
    derivePasswordKey(currentPassword, entry.slot.kdf),
    derivePasswordKey(newPassword, kdf),
  ])
  const dataKey = openDataKey(entry.slot, currentKey, owner)
  const privateKey = openSigningKey(entry, currentKey, workspaceId)
  try {
    if (dataKey === null || privateKey === null) throw wrongPassword()
    const slot = sealDataKey(dataKey, newKey, owner, kdf)
    return { ...entry, slot, signingKey: sealSigningKey(privateKey, entry.publicKey, newKey, owner, kdf) }
  } finally {
    dataKey?.fill(0)
    currentKey.fill(0)
    newKey.fill(0)
  }
}
