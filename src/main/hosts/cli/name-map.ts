import { basename } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { readJsonFile } from './option-values.ts'

/**
 * Columns for names, from a JSON file: one object with texts.
 *
 * @throws AppError as `readJsonFile`, and `badData` naming the first entry that is no text
 */
export function readNameMap(path: string): Record<string, string> {
  const json = readJsonFile(path)
  const file = basename(path)
  const wrong = (message: string) =>
    new AppError('badData', message, { hint: 'Write it as {"name in the model": "column", …}.', place: { file } })
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw wrong(`${file} needs one object of names and columns, got ${Array.isArray(json) ? 'a list' : typeof json}`)
  const entries = Object.entries(json as Record<string, unknown>)
  for (const [name, column] of entries)
    if (typeof column !== 'string')
      throw wrong(`${file} needs the name of a column for "${name}", got ${typeof column}`)
  return Object.fromEntries(entries) as Record<string, string>
}
