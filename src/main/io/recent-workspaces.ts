import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { RecentWorkspace } from '../../shared/contract/index.ts'
import { makeFolders } from '../disk/make-folders.ts'

const entrySchema = z.object({ path: z.string(), name: z.string(), openedAt: z.string() })
const fileSchema = z.array(entrySchema)
type Entry = z.infer<typeof entrySchema>
const MAX_RECENT = 12

/** Recently opened workspaces, newest first. An unreadable list reads as empty: it holds nothing that matters. */
export function listRecentWorkspaces(file: string): RecentWorkspace[] {
  return readEntries(file).map((entry) => ({ ...entry, exists: existsSync(join(entry.path, 'keyring.json')) }))
}

/** Puts a workspace at the top of the list. */
export function recordRecentWorkspace(file: string, entry: Entry): void {
  const others = readEntries(file).filter((other) => other.path !== entry.path)
  writeEntries(file, [entry, ...others].slice(0, MAX_RECENT))
}

/** Takes a workspace off the list; the workspace itself is not touched. */
export function forgetRecentWorkspace(file: string, path: string): void {
  writeEntries(
    file,
    readEntries(file).filter((entry) => entry.path !== path),
  )
}

function readEntries(file: string): Entry[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}

/** A convenience that must never stand in the way: a folder that cannot be written leaves the list as it was. */
function writeEntries(file: string, entries: readonly Entry[]): void {
  try {
    makeFolders(dirname(file), 0o700)
    writeFileSync(`${file}.partial`, JSON.stringify(entries, null, 2), { mode: 0o600 })
    renameSync(`${file}.partial`, file)
  } catch {
    // The list is not worth an error: the workspace is open all the same.
  }
}
