import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a file as a whole: `x.partial`, fsync, rename, fsync of the folder. A reader sees the old content or the new
 * one, also after a power cut. Mode 0600.
 */
export function writeFileAtomically(path: string, text: string): void {
  const partial = `${path}.partial`
  rmSync(partial, { force: true })
  try {
    const file = openSync(partial, 'wx', 0o600)
    try {
      const bytes = Buffer.from(text, 'utf8')
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(partial, path)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  syncDirectory(dirname(path))
}

/** Makes renames in a folder durable. Windows has no such call and needs none. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(directory, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
