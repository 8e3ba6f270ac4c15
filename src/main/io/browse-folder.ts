import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { DirectoryEntry } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'

const MAX_ENTRIES = 2000

export interface FolderListing {
  readonly path: string
  readonly parent: string | null
  readonly entries: DirectoryEntry[]
  readonly isTruncated: boolean
}

/** Folders first, then files with one of the extensions; hidden ones are left out. */
export function browseFolder(path: string, extensions: readonly string[] | undefined): FolderListing {
  const folder = resolve(path)
  const names = readNames(folder)
  const entries: DirectoryEntry[] = []
  for (const name of names.slice(0, MAX_ENTRIES)) {
    const entry = describe(folder, name)
    if (entry === null) continue
    const isWanted =
      extensions === undefined ||
      extensions.some((extension) => name.toLowerCase().endsWith(`.${extension.toLowerCase()}`))
    if (entry.isDirectory || isWanted) entries.push(entry)
  }
  entries.sort((a, b) => Number(b.isDirectory) - Number(a.isDirectory) || a.name.localeCompare(b.name, 'en'))
  const parent = dirname(folder)
  return { path: folder, parent: parent === folder ? null : parent, entries, isTruncated: names.length > MAX_ENTRIES }
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'))
  } catch (cause) {
    throw new AppError('notFound', `The folder cannot be read: ${folder}`, {
      hint: 'Choose a folder that exists and that you may read.',
      cause,
    })
  }
}

function describe(folder: string, name: string): DirectoryEntry | null {
  const path = join(folder, name)
  try {
    const stats = statSync(path)
    const isDirectory = stats.isDirectory()
    return {
      name,
      path,
      isDirectory,
      isWorkspace: isDirectory && existsSync(join(path, 'keyring.json')),
      bytes: isDirectory ? null : stats.size,
    }
  } catch {
    return null
  }
}
