import { describe, expect, it } from 'vitest'
import { bareCode, type SourceFile, sourceFiles } from './source-files.ts'

/** Not for the store: they write plaintext, reach other files, or load code. */
const BANNED: readonly [string, RegExp][] = [
  ['.serialize(', /\.serialize\(/],
  ['.backup(', /\.backup\(/],
  ['ATTACH', /\bATTACH\b/i],
  ['loadExtension', /loadExtension|load_extension/],
  ['unsafeMode', /unsafeMode/],
]
const SQL_WORD = '\\b(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|VACUUM|BEGIN|WHERE|FROM|VALUES)\\b'
/** A call of the database with something other than a text in place. */
const VARIABLE_CALL = /\.(?:pragma|prepare|execute)(?:<[^;]*?>)?\(\s*[A-Za-z_#]/

/** Template literals with a hole in them that speak SQL, and SQL put together with plus signs. */
function builtSql(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1')
  const templates = [...code.matchAll(/`(?:\\.|[^`\\])*`/gs)].map((match) => match[0])
  const spliced = templates.filter((template) => template.includes('${') && new RegExp(SQL_WORD).test(template))
  const added = [
    ...code.matchAll(new RegExp(`'[^'\\n]*${SQL_WORD}[^'\\n]*'\\s*\\+|\\+\\s*'[^'\\n]*${SQL_WORD}[^'\\n]*'`, 'g')),
  ].map((match) => match[0])
  return [...spliced, ...added]
}

describe('the law of the store', () => {
  const files = sourceFiles('src/main/store')
  const pathsOf = (found: readonly SourceFile[]) => found.map((file) => file.path)

  it('reads something', () => {
    expect(files.length).toBeGreaterThan(20)
  })

  it.each(BANNED)('never says %s', (_, pattern) => {
    expect(pathsOf(files.filter((file) => pattern.test(file.text)))).toEqual([])
  })

  it('never builds SQL from pieces', () => {
    expect(files.flatMap((file) => builtSql(file.text).map((sql) => `${file.path}: ${sql}`))).toEqual([])
  })

  it('would notice SQL built from pieces', () => {
    expect(builtSql(['db.prepare(`SELECT $', '{column} FROM t`)'].join(''))).toHaveLength(1)
    expect(builtSql("db.prepare('SELECT a FROM ' + table)")).toHaveLength(1)
    expect(builtSql(['const text = `$', '{n} rows`'].join(''))).toEqual([])
  })

  it('hands constants to the database: only the two wrappers pass a variable on', () => {
    const variable = files.filter((file) => VARIABLE_CALL.test(bareCode(file.text)))
    expect(pathsOf(variable)).toEqual([
      'src/main/store/connection.ts',
      'src/main/store/migrations/migrate.ts',
      'src/main/store/open-database.ts',
    ])
  })

  it('opens databases in one place only, and SQLite is loaded nowhere else', () => {
    const everywhere = sourceFiles('src')
    expect(pathsOf(everywhere.filter((file) => /new Database\(/.test(bareCode(file.text))))).toEqual([
      'src/main/store/open-database.ts',
    ])
    const importers = everywhere.filter((file) => /^import (?!type)[^\n]*'better-sqlite3'/m.test(file.text))
    expect(pathsOf(importers)).toEqual(['src/main/store/open-database.ts'])
  })
})
