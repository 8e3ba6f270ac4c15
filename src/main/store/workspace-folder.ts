/** A workspace is a folder: `assay.db` (encrypted), `keyring.json` and, while unlocked, `assay.lock`. Its life, in one place. */
export { type ChangePasswordOptions, changePassword } from './change-password.ts'
export { type CreateWorkspaceOptions, createWorkspace } from './create-workspace.ts'
export type { KdfCost } from './key-slots.ts'
export { readWorkspaceHeader, type WorkspaceHeader } from './open-workspace.ts'
export { type RecoverWorkspaceOptions, recoverWorkspace } from './recover-workspace.ts'
export { type UnlockWorkspaceOptions, unlockWorkspace } from './unlock-workspace.ts'
