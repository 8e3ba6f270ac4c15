import { existsSync, mkdirSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it that are missing; on failure none of them stays. One by one, because Node's recursive
 * `mkdir` never returns on file systems such as /proc.
 *
 * @param mode - of the folders made
 * @returns the outermost folder made, or null if the folder was there
 * @throws Error of the file system, as it came
 */
export function makeFolders(directory: string, mode = 0o777): string | null {
  const made: string[] = []
  try {
    for (const folder of missingFolders(directory)) {
      mkdirSync(folder, { mode })
      made.push(folder)
    }
  } catch (error) {
    for (const folder of made.reverse()) rmdirSync(folder)
    throw error
  }
  return made[0] ?? null
}

/** Outermost first. */
function missingFolders(directory: string): string[] {
  const missing: string[] = []
  let folder = directory
  for (; !existsSync(folder) && folder !== dirname(folder); folder = dirname(folder)) missing.unshift(folder)
  return missing
}
