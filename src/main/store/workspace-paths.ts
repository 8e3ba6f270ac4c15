import { join } from 'node:path'

/** Files of a workspace folder. */
export interface WorkspacePaths {
  readonly database: string
  readonly keyring: string
  readonly previousKeyring: string
  readonly lock: string
  /** Where a new workspace is put together; its presence beside no keyring means that creation was cut off. */
  readonly staging: string
}

/** Paths of the files of the workspace in that folder. */
export function workspacePaths(directory: string): WorkspacePaths {
  return {
    database: join(directory, 'assay.db'),
    keyring: join(directory, 'keyring.json'),
    previousKeyring: join(directory, 'keyring.previous.json'),
    lock: join(directory, 'assay.lock'),
    staging: join(directory, '.creating'),
  }
}
