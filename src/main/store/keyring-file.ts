import { readFileSync, statSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { writeFileAtomically } from '../disk/atomic-file.ts'
import { keyringText, parseKeyringText, type SealedKeyring } from './keyring-format.ts'
import { errorCode, withStoreErrors } from './store-errors.ts'
import { workspacePaths } from './workspace-paths.ts'

export interface LoadedKeyring extends SealedKeyring {
  /** Said to the person when the previous generation had to be used; else null. */
  readonly notice: string | null
}

const RESTORE = 'Restore keyring.json from a backup of the workspace folder. The files were left as they are.'

/**
 * Reads the keyring of a folder; falls back on the previous generation, with a notice, when the current one is unreadable.
 *
 * @throws AppError `notFound` if there is no such folder or no keyring in it; `damaged` if neither generation can be read
 */
export function readKeyring(directory: string): LoadedKeyring {
  assertFolder(directory)
  const paths = workspacePaths(directory)
  const currentText = readText(paths.keyring)
  const previousText = readText(paths.previousKeyring)
  if (currentText === null && previousText === null) {
    throw new AppError('notFound', 'The folder is not an Assay workspace: it has no keyring.json', {
      hint: 'Choose a workspace folder, or make one with "assay init".',
    })
  }
  const current = parseKeyringText(currentText ?? '')
  if (current !== null) return { ...current, notice: null }
  const previous = parseKeyringText(previousText ?? '')
  if (previous === null)
    throw new AppError('damaged', 'The keyring of the workspace is damaged, and so is its previous generation', {
      hint: RESTORE,
    })
  const what = currentText === null ? 'is missing' : 'is damaged'
  return { ...previous, notice: `keyring.json ${what}; the previous generation was used and will be written anew.` }
}

/** Writes a new generation; the readable one before it becomes `keyring.previous.json`. */
export function writeKeyring(directory: string, sealed: SealedKeyring): void {
  withStoreErrors('keyring', () => {
    const paths = workspacePaths(directory)
    const current = readText(paths.keyring)
    if (current !== null && parseKeyringText(current) !== null)
      writeFileAtomically(paths.previousKeyring, Buffer.from(current, 'utf8'))
    writeFileAtomically(paths.keyring, Buffer.from(keyringText(sealed), 'utf8'))
  })
}

/** Writes both generations alike, so that a password or recovery code that was replaced opens neither. */
export function writeBothKeyrings(directory: string, sealed: SealedKeyring): void {
  withStoreErrors('keyring', () => {
    const paths = workspacePaths(directory)
    writeFileAtomically(paths.keyring, Buffer.from(keyringText(sealed), 'utf8'))
    writeFileAtomically(paths.previousKeyring, Buffer.from(keyringText(sealed), 'utf8'))
  })
}

/** Slots of the previous generation are out of date, or it is unreadable. */
export function isPreviousStale(directory: string, epoch: number): boolean {
  const text = readText(workspacePaths(directory).previousKeyring)
  return parseKeyringText(text ?? '')?.keyring.epoch !== epoch
}

function assertFolder(directory: string): void {
  const stat = withStoreErrors('workspace folder', () => statSync(directory, { throwIfNoEntry: false }))
  if (stat === undefined)
    throw new AppError('notFound', 'The workspace folder does not exist', {
      hint: 'Check the path, or make a workspace with "assay init".',
    })
  if (!stat.isDirectory())
    throw new AppError('notFound', 'The workspace path is a file, not a folder', {
      hint: 'Choose the folder that holds keyring.json.',
    })
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return null
    if (code === 'EACCES' || code === 'EPERM') {
      throw new AppError('forbidden', 'The keyring cannot be read: permission denied', {
        cause: error,
        hint: 'Change the permissions of the workspace folder.',
      })
    }
    // A folder or device in its place, or an unreadable sector: not a keyring.
    return ''
  }
}
