import { StatisticError } from '../../statistic-error.ts'
import type { Dialect } from './sql-dialect.ts'

/**
 * Makes sure that a database can hold columns of these names side by side.
 *
 * @throws StatisticError `undefined` if a name is empty, too long, has signs the database refuses, is one the query gives to its own
 *   columns, or differs from another in case only where the database does not tell them apart
 */
export function requireNames(names: readonly string[], dialect: Dialect): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    if (name === '' || dialect.forbiddenInNames.test(name) || !name.isWellFormed())
      throw notExportable(dialect, `needs column names that ${dialect.title} can hold`, JSON.stringify(name))
    const { maxName } = dialect
    const length = 'bytes' in maxName ? byteLength(name) : name.length
    const most = 'bytes' in maxName ? maxName.bytes : maxName.characters
    if (length > most)
      throw notExportable(
        dialect,
        `needs column names of at most ${most} ${'bytes' in maxName ? 'bytes' : 'characters'}`,
        `"${name}"`,
      )
    if (name.toLowerCase().startsWith('assay_'))
      throw notExportable(dialect, 'needs column names that do not begin with "assay_"', `"${name}"`)
    const key = dialect.isCaseSensitive ? name : name.toLowerCase()
    const other = seen.get(key)
    if (other !== undefined)
      throw notExportable(dialect, 'needs column names that differ in more than case', `"${other}" and "${name}"`)
    seen.set(key, name)
  }
}

/** The error for what has no equal in SQL: message `model for <database> <needs …>, got <value>`. */
export function notExportable(dialect: Dialect, needs: string, got: string): StatisticError {
  return new StatisticError('undefined', `model for ${dialect.title} ${needs}, got ${got}`)
}

/**
 * Makes sure that a text can stand in a statement.
 *
 * @throws StatisticError `undefined` for texts with U+0000 or half a surrogate pair, and in Oracle for empty texts and those beyond
 *   4000 bytes
 */
export function requireText(text: string, dialect: Dialect, where: string): void {
  if (text.includes('\0') || !text.isWellFormed())
    throw notExportable(dialect, 'needs texts without U+0000 and half surrogate pairs', `such a one in "${where}"`)
  if (dialect.key === 'oracle' && byteLength(text) > 4000)
    throw notExportable(dialect, 'needs texts of at most 4000 bytes', `a longer one in "${where}"`)
  if (text === '' && dialect.key === 'oracle')
    throw notExportable(dialect, 'has no empty text apart from a missing value', `one in "${where}"`)
}

/** What a console takes for the end of a statement or for a comment, even within quotes it does not know. */
const ENDS_STATEMENT = /\p{C}|;|--|\/\*|\*\//u

/**
 * The name of a table as it is written in the query: parts between dots, each quoted. A person may quote a part, with " or as the
 * database does, closing signs doubled: dots within are then part of the name.
 *
 * @param table - as a person gives it; `schema.table` has two parts
 * @throws StatisticError `invalidInput` if a part is empty, ends no quote, cannot be quoted, or has signs that end a statement or
 *   begin a comment
 */
export function tableName(table: string, dialect: Dialect): string {
  const parts = partsOf(table, dialect)
  if (parts === null || !parts.every(({ name }) => isName(name, dialect)))
    throw new StatisticError(
      'invalidInput',
      `query for ${dialect.title} needs the name of a table, without signs that end a statement, got ${JSON.stringify(table)}`,
    )
  const foldsToCapitals = dialect.key === 'oracle' || dialect.key === 'snowflake'
  return parts
    .map(({ name, isQuoted }) =>
      foldsToCapitals && !isQuoted && /^[A-Za-z][A-Za-z0-9_]*$/.test(name) ? name : dialect.quoteName(name),
    )
    .join('.')
}

/** The name with a word at its end, within the quotes of its last part. @param table - as a person gives it */
export function suffixedTableName(table: string, suffix: string): string {
  const closing = /["`\]]$/.exec(table)?.[0] ?? ''
  return `${table.slice(0, table.length - closing.length)}${suffix}${closing}`
}

/** The name of the table of golden cases beside a table. @param table - as a person gives it */
export function goldenTableName(table: string): string {
  return suffixedTableName(table, '_golden')
}

function isName(name: string, dialect: Dialect): boolean {
  return name !== '' && name.isWellFormed() && !dialect.forbiddenInNames.test(name) && !ENDS_STATEMENT.test(name)
}

/** Parts between dots that stand in no quotes; null where a quote is not closed at the end of its part. */
function partsOf(table: string, dialect: Dialect): { name: string; isQuoted: boolean }[] | null {
  const [open, close] = [...dialect.quoteName('')] as [string, string]
  const parts: { name: string; isQuoted: boolean }[] = []
  for (let rest: string | null = table; rest !== null; ) {
    const closing: string | null = rest.startsWith('"') ? '"' : rest.startsWith(open) ? close : null
    const end: number = closing === null ? endOfPlain(rest) : endOfQuoted(rest, closing)
    if (end < 0 || (end < rest.length && rest[end] !== '.')) return null
    const name: string = closing === null ? rest.slice(0, end) : rest.slice(1, end - 1)
    parts.push({
      name: closing === null ? name : name.replaceAll(closing + closing, closing),
      isQuoted: closing !== null,
    })
    rest = end < rest.length ? rest.slice(end + 1) : null
  }
  return parts
}

function endOfPlain(text: string): number {
  const dot = text.indexOf('.')
  return dot < 0 ? text.length : dot
}

/** Behind the closing sign; −1 without one. */
function endOfQuoted(text: string, closing: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text[at] !== closing) continue
    if (text[at + 1] !== closing) return at + 1
    at++
  }
  return -1
}

/**
 * Names for the columns the query adds: plain small letters, digits and underscores, so that they need no quotes anywhere.
 *
 * @param names - names of characteristics
 * @returns one distinct word per name
 */
export function plainNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, i) => {
    const word = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 30)
    const stem = word === '' ? `c${i + 1}` : word
    let unique = stem
    for (let n = 2; taken.has(unique); n++) unique = `${stem}_${n}`
    taken.add(unique)
    return unique
  })
}

/** A text as part of a comment: what could end it or be read as an instruction is left out. */
export function commentText(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,:<>≥≤=[\]()_%+\u2212-]/gu, ' ')
    .replace(/-{2,}/g, '-')
    .slice(0, 80)
    .trim()
}

function byteLength(text: string): number {
  let length = 0
  for (const sign of text) {
    const point = sign.codePointAt(0)!
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return length
}
