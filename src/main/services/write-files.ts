import { existsSync, rmSync } from 'node:fs'
import { type AtomicFile, openAtomicFile, type WrittenFile } from '../disk/atomic-file.ts'

export interface FileToWrite {
  readonly path: string
  /** A text is written as UTF-8. */
  readonly content: string | Uint8Array
}

/**
 * Writes several files, all or none: each is written whole beside its place before the first is put there. Should a later one fail
 * to be put in its place, those put there before it are taken away again where there was none.
 *
 * @throws AppError `cannotWrite`
 */
export function writeFilesAtomically(files: readonly FileToWrite[]): WrittenFile[] {
  const open: { readonly path: string; readonly file: AtomicFile; readonly isNew: boolean }[] = []
  const placed: string[] = []
  try {
    for (const { path, content } of files) {
      const file = openAtomicFile(path)
      open.push({ path, file, isNew: !existsSync(path) })
      file.write(typeof content === 'string' ? new TextEncoder().encode(content) : content)
    }
    return open.map(({ path, file, isNew }) => {
      const written = file.commit()
      if (isNew) placed.push(path)
      return written
    })
  } catch (error) {
    for (const path of placed) rmSync(path, { force: true })
    throw error
  } finally {
    for (const { file } of open) file.discard()
  }
}
