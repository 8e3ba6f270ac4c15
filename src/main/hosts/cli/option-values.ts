import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { COLUMN_TYPES, type CsvOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'

/** Gathers a repeatable option. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

export function wholeNumber(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('It needs to be a whole number of 0 or more.')
  return Number(value)
}

export function positiveNumber(value: string): number {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number) || number <= 0)
    throw new InvalidArgumentError('It needs to be a number above 0.')
  return number
}

/** "\t" and "tab" stand for the tab, which shells make hard to type. */
export function delimiter(value: string): string {
  return value === '\\t' || value.toLowerCase() === 'tab' ? '\t' : value
}

type ColumnType = NonNullable<CsvOptions['types']>[number]

/** COL=TYPE; the last equals sign counts, since names may hold one. */
export function columnType(value: string, earlier: readonly ColumnType[] | undefined): readonly ColumnType[] {
  const at = value.lastIndexOf('=')
  const type = COLUMN_TYPES.find((candidate) => candidate === value.slice(at + 1))
  if (at < 1 || type === undefined)
    throw new InvalidArgumentError(`It needs COL=TYPE with TYPE ${COLUMN_TYPES.join(' or ')}.`)
  return [...(earlier ?? []), { column: value.slice(0, at), type }]
}

/** Reads a JSON file named on the command line. */
export function readJsonFile(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('notFound', 'The file cannot be read', { place: { file: path }, cause })
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('badData', 'The file is not JSON', { place: { file: path }, cause })
  }
}
