import { existsSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../../shared/errors.ts'

export interface OutputPathOptions {
  /** The contract's field, for the error. */
  readonly field: string
  /** Folder of the open workspace. */
  readonly workspaceDirectory: string
  /** Files the same job reads: none of them may be written over. */
  readonly inputs?: readonly string[]
}

/**
 * Where a file may be written: anywhere the person may write, but neither into a workspace folder, where it could replace
 * the database or the keyring, nor over a file that is being read. Symbolic links are followed before comparing.
 *
 * @returns the absolute path
 * @throws AppError `invalidInput`
 */
export function outputPath(given: string, options: OutputPathOptions): string {
  const path = resolve(given)
  const folder = realPath(dirname(path))
  if (isWithin(folder, realPath(options.workspaceDirectory)) || existsSync(join(folder, 'keyring.json'))) {
    throw new AppError('invalidInput', 'The output needs to lie outside of workspace folders, got a path inside one', {
      hint: 'Choose another folder: a workspace holds only what Assay keeps there.',
      place: { field: options.field },
    })
  }
  if (options.inputs?.some((input) => isSameFile(resolve(input), path, join(folder, basename(path))))) {
    throw new AppError('invalidInput', 'The output needs to be another file than the input, got the same file', {
      hint: 'Choose another name.',
      place: { field: options.field },
    })
  }
  return path
}

/** The folder without links; where it does not exist yet, its nearest existing ancestor is resolved. */
function realPath(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    const parent = dirname(folder)
    return parent === folder ? folder : join(realPath(parent), basename(folder))
  }
}

function isWithin(folder: string, ancestor: string): boolean {
  const way = relative(ancestor, folder)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function isSameFile(input: string, output: string, realOutput: string): boolean {
  if (input === output || input === realOutput) return true
  const [a, b] = [statOf(input), statOf(output)]
  return a !== undefined && b !== undefined && a.ino !== 0 && a.ino === b.ino && a.dev === b.dev
}

/** What cannot be looked at (a name too long, no permission) fails in its own words when it is opened. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
