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

/** The error for what has no equal in SQL: message `scorecard for <database> <needs …>, got <value>`. */
export function notExportable(dialect: Dialect, needs: string, got: string): StatisticError {
  return new StatisticError('undefined', `scorecard for ${dialect.title} ${needs}, got ${got}`)
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

/**
 * The name of a table as it is written in the query: parts between dots, each quoted.
 *
 * @param table - as a person gives it; `schema.table` has two parts
 * @throws StatisticError `undefined` if a part is empty or cannot be quoted
 */
export function tableName(table: string, dialect: Dialect): string {
  const parts = table.split('.').map((part) => {
    if (part === '' || dialect.forbiddenInNames.test(part) || /\p{Cc}/u.test(part) || !part.isWellFormed())
      throw notExportable(dialect, 'needs the name of a table', JSON.stringify(table))
    const foldsToCapitals = dialect.key === 'oracle' || dialect.key === 'snowflake'
    return foldsToCapitals && /^[A-Za-z][A-Za-z0-9_]*$/.test(part) ? part : dialect.quoteName(part)
  })
  return parts.join('.')
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
