import type { Dialect } from './sql-dialect.ts'

/** Longest INSERT in characters, short of the least limit of a database. */
const LONGEST_INSERT = 400_000

/**
 * A script that makes a table and fills it, in one transaction where the database has them for that.
 *
 * @param table - name of the table as it is written
 * @param create - the statement that makes it
 * @param rows - values of each row, as they are written
 * @param head - remarks at the top, one a line
 */
export function tableScript(
  table: string,
  create: string,
  rows: readonly string[],
  head: readonly string[],
  dialect: Dialect,
): string {
  const pieces = [...head.map((line) => `-- ${line}\n`), create]
  if (dialect.begin !== null) pieces.push(`${dialect.begin}\n`)
  for (const batch of batches(rows, dialect.insertRows)) pieces.push(insert(table, batch, dialect))
  if (dialect.commit !== null) pieces.push(`${dialect.commit}\n`)
  return pieces.join('')
}

function insert(table: string, rows: readonly string[], { insertForm }: Dialect): string {
  if (insertForm === 'values') return `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row})`).join(',\n')};\n`
  return `INSERT INTO ${table}\n${rows.map((row) => `SELECT ${row} FROM dual`).join('\nUNION ALL\n')};\n`
}

function batches(rows: readonly string[], most: number): string[][] {
  const all: string[][] = []
  let length = 0
  for (const row of rows) {
    const last = all.at(-1)
    if (last === undefined || last.length >= most || length + row.length > LONGEST_INSERT) {
      all.push([row])
      length = row.length
    } else {
      last.push(row)
      length += row.length
    }
  }
  return all
}
