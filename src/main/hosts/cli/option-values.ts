import { closeSync, openSync, readSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import {
  COLUMN_ROLES,
  COLUMN_TYPES,
  type ColumnPrivacy,
  type ColumnRole,
  PII_CLASSES,
  PRIVACY_TREATMENTS,
  type ReadOptions,
} from '../../../shared/contract/index.ts'
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

type ColumnType = NonNullable<ReadOptions['types']>[number]

/** COL=TYPE; the last equals sign counts, since names may hold one. */
export function columnType(value: string, earlier: readonly ColumnType[] | undefined): readonly ColumnType[] {
  const at = value.lastIndexOf('=')
  const type = COLUMN_TYPES.find((candidate) => candidate === value.slice(at + 1))
  if (at < 1 || type === undefined)
    throw new InvalidArgumentError(`It needs COL=TYPE with TYPE ${COLUMN_TYPES.join(' or ')}.`)
  return [...(earlier ?? []), { column: value.slice(0, at), type }]
}

/** One of a few words, as a parser for Commander. */
export function oneOf<const Word extends string>(words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const word = words.find((candidate) => candidate === value)
    if (word === undefined) throw new InvalidArgumentError(`It needs to be ${words.join(' or ')}.`)
    return word
  }
}

const THOUSANDS = new Map<string, NonNullable<ReadOptions['thousands']>>([
  ['.', '.'],
  [',', ','],
  ["'", "'"],
  [' ', ' '],
  ['space', ' '],
  ['\u00a0', '\u00a0'],
  ['nbsp', '\u00a0'],
  ['\u202f', '\u202f'],
])

/** Stands for null: Commander takes a null from a parser for a value left out. */
export const NONE = 'none'

/** The mark between groups of three digits; "none" for none, "space" and "nbsp" for what shells make hard to type. */
export function thousandsMark(value: string): NonNullable<ReadOptions['thousands']> | typeof NONE {
  if (value === NONE) return NONE
  const mark = THOUSANDS.get(value)
  if (mark === undefined) throw new InvalidArgumentError('It needs to be "." or "," or "\'" or space or nbsp or none.')
  return mark
}

/** COL=VALUE. */
export interface ColumnValue<Value = string> {
  readonly column: string
  readonly value: Value
}

/** The target has an option of its own, since it needs an event value too. */
const GIVEN_ROLES = COLUMN_ROLES.filter((role) => role !== 'target')

/** COL=ROLE; the last equals sign counts. */
export function columnRole(
  value: string,
  earlier: readonly ColumnValue<ColumnRole>[] | undefined,
): readonly ColumnValue<ColumnRole>[] {
  const { column, value: word } = splitAtLast(value)
  if (word === 'target') throw new InvalidArgumentError('Name the target with --target COL --event VALUE.')
  const role = GIVEN_ROLES.find((candidate) => candidate === word)
  if (column === '' || role === undefined)
    throw new InvalidArgumentError(`It needs COL=ROLE with ROLE ${GIVEN_ROLES.join(' or ')}.`)
  return [...(earlier ?? []), { column, value: role }]
}

/** COL=CLASS:TREATMENT, or COL=none for a column that holds nothing of persons; the last equals sign counts. */
export function columnPrivacy(
  value: string,
  earlier: readonly ColumnValue<ColumnPrivacy | null>[] | undefined,
): readonly ColumnValue<ColumnPrivacy | null>[] {
  const { column, value: word } = splitAtLast(value)
  if (column === '') throw new InvalidArgumentError('It needs COL=CLASS:TREATMENT, or COL=none.')
  return [...(earlier ?? []), { column, value: privacyWord(word) }]
}

/** CLASS:TREATMENT, or "none". */
export function privacyWord(value: string): ColumnPrivacy | null {
  if (value === NONE) return null
  const [classWord, treatmentWord, ...rest] = value.split(':')
  const found = PII_CLASSES.find((candidate) => candidate === classWord)
  const treatment = PRIVACY_TREATMENTS.find((candidate) => candidate === treatmentWord)
  if (found === undefined || treatment === undefined || rest.length > 0)
    throw new InvalidArgumentError(
      `It needs CLASS:TREATMENT with CLASS ${PII_CLASSES.join(' or ')}, and TREATMENT ${PRIVACY_TREATMENTS.join(' or ')}; or none.`,
    )
  return { class: found, treatment }
}

/** COL=VALUE where the value is short, such as a code or a format; the last equals sign counts, since names may hold one. */
export function columnValue(value: string, earlier: readonly ColumnValue[] | undefined): readonly ColumnValue[] {
  const pair = splitAtLast(value)
  if (pair.column === '') throw new InvalidArgumentError('It needs COL=VALUE.')
  return [...(earlier ?? []), pair]
}

/** COL=TEXT where the text is prose; the first equals sign counts, since prose may hold one. */
export function columnText(value: string, earlier: readonly ColumnValue[] | undefined): readonly ColumnValue[] {
  const at = value.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It needs COL=TEXT.')
  return [...(earlier ?? []), { column: value.slice(0, at), value: value.slice(at + 1) }]
}

function splitAtLast(text: string): ColumnValue {
  const at = text.lastIndexOf('=')
  return at < 1 ? { column: '', value: text } : { column: text.slice(0, at), value: text.slice(at + 1) }
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
