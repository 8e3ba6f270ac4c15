import { closeSync, openSync, readSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { COLUMN_TYPES, type CsvOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'

const MAX_SMALL_FILE = 1024 * 1024

/** Gathers a repeatable option. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

export function wholeNumber(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('It needs to be a whole number of 0 or more.')
  return Number(value)
}

export function countingNumber(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new InvalidArgumentError('It needs to be a whole number of 1 or more.')
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
  const text = readSmallFile(path, 'file')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('badData', 'The file is not JSON', {
      hint: 'Check its brackets, quotes and commas.',
      place: { file: path },
      cause,
    })
  }
}

/**
 * Reads a file named on the command line that is never long; a device without an end is not waited for. A pipe is read to
 * its end, since shells hand over the output of a command as one.
 *
 * @param noun - what the file is, for the message
 * @throws AppError `notFound`, or `badData` if it is longer than any such file
 */
export function readSmallFile(path: string, noun: string): string {
  const place = { file: path }
  const bytes = Buffer.alloc(MAX_SMALL_FILE + 1)
  let length = 0
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, 'r')
    for (let n = -1; n !== 0 && length < bytes.length; length += n)
      n = readSync(descriptor, bytes, length, bytes.length - length, null)
  } catch (cause) {
    throw new AppError('notFound', `The ${noun} cannot be read`, { hint: 'Check the path.', place, cause })
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
  if (length > MAX_SMALL_FILE)
    throw new AppError('badData', `The ${noun} is too long`, { hint: 'Check the path.', place })
  return bytes.toString('utf8', 0, length)
}
