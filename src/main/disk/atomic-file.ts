import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { AppError } from '../../shared/errors.ts'

export interface WrittenFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** A file that appears under its name only when it is whole. */
export interface AtomicFile {
  write(bytes: Uint8Array): void
  /** Flushes to disk and puts the file in its place, replacing an older one. */
  commit(): WrittenFile
  /** Removes what was written; does nothing after {@link AtomicFile.commit}. */
  discard(): void
}

/** Files being written by this process: its end removes them, however it comes (a reader exits when its parent is gone). */
const unfinished = new Set<string>()
process.on('exit', () => {
  for (const partial of unfinished) removeQuietly(partial)
})

/** The name a file has while it is being written; nobody else would choose it for a file that matters. */
export function partialPath(path: string): string {
  return `${path}.assay.partial`
}

/** Removes what a killed writer left behind. */
export function discardPartialFile(path: string): void {
  removeQuietly(partialPath(path))
}

/**
 * Opens a partial file beside `path` for writing, readable by its owner only. Nothing is seen under `path` before `commit`.
 *
 * @throws AppError `cannotWrite` if the folder is missing, read-only or full, or if something else than a file has that name
 */
export function openAtomicFile(path: string): AtomicFile {
  const partial = partialPath(path)
  const hash = createHash('sha256')
  let bytesWritten = 0
  let descriptor: number | null = attempt(path, () => {
    requireReplaceable(path)
    rmSync(partial, { force: true })
    return openSync(partial, 'wx', 0o600)
  })
  unfinished.add(partial)

  const discard = (): void => {
    if (descriptor === null) return
    closeSync(descriptor)
    descriptor = null
    removeQuietly(partial)
    unfinished.delete(partial)
  }

  return {
    write(bytes) {
      const target = descriptor
      if (target === null)
        throw new AppError('internal', `write needs an open file, got a closed one: ${basename(path)}`)
      attempt(path, () => {
        for (let at = 0; at < bytes.length; ) at += writeSync(target, bytes, at)
      })
      hash.update(bytes)
      bytesWritten += bytes.length
    },
    commit() {
      const target = descriptor
      if (target === null)
        throw new AppError('internal', `commit needs an open file, got a closed one: ${basename(path)}`)
      try {
        attempt(path, () => {
          fsyncSync(target)
          requireOwn(partial, target, path)
        })
      } catch (error) {
        discard()
        throw error
      }
      closeSync(target)
      descriptor = null
      try {
        attempt(path, () => renameSync(partial, path))
      } catch (error) {
        removeQuietly(partial)
        throw error
      } finally {
        unfinished.delete(partial)
      }
      syncFolder(dirname(path))
      return { path, bytes: bytesWritten, sha256: hash.digest('hex') }
    },
    discard,
  }
}

/**
 * Writes a whole file at once: all of it is there afterwards, or what was there before.
 *
 * @throws AppError as {@link openAtomicFile}
 */
export function writeFileAtomically(path: string, bytes: Uint8Array): WrittenFile {
  const file = openAtomicFile(path)
  try {
    file.write(bytes)
    return file.commit()
  } finally {
    file.discard()
  }
}

/** Makes a rename survive a power cut. Windows has no such call for folders, and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  let descriptor: number | null = null
  try {
    descriptor = openSync(folder, 'r')
    fsyncSync(descriptor)
  } catch {
    // The file itself is flushed and in place; some network drives refuse to flush folders.
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** A rename would put a file in the place of a device, a pipe or a socket, and break what uses it. */
function requireReplaceable(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined || stats.isFile()) return
  const isFolder = stats.isDirectory()
  throw new AppError(
    'cannotWrite',
    `Output needs to be a file, got ${isFolder ? 'the folder' : 'a device or a pipe:'} ${basename(path)}`,
    { hint: isFolder ? 'Add a file name.' : 'Choose the name of an ordinary file.', place: { file: basename(path) } },
  )
}

/** Another writer of the same output has put its own, unfinished file in the place of ours. */
function requireOwn(partial: string, descriptor: number, path: string): void {
  const [own, there] = [fstatSync(descriptor), statSync(partial, { throwIfNoEntry: false })]
  if (there !== undefined && there.ino === own.ino && there.dev === own.dev) return
  throw new AppError('cannotWrite', `${basename(path)} is being written by another program at this time`, {
    hint: 'Give every output a name of its own.',
    place: { file: basename(path) },
  })
}

/** Tidying up must not hide the error that made it necessary. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The folder is gone or not writable: then there is nothing of ours in it.
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
    const hint = code === 'ENOSPC' || code === 'EDQUOT' ? 'The disk is full: free some space.' : hintFor(code)
    throw new AppError(
      'cannotWrite',
      `${basename(path)} cannot be written${typeof code === 'string' ? ` (${code})` : ''}`,
      {
        hint,
        place: { file: basename(path) },
        cause,
      },
    )
  }
}

function hintFor(code: unknown): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'The folder does not exist: create it, or choose another.'
  if (code === 'ENAMETOOLONG') return 'The name is too long: choose a shorter one.'
  if (code === 'EROFS') return 'The drive is read-only: choose another folder.'
  return 'Choose a folder that you may write to.'
}
