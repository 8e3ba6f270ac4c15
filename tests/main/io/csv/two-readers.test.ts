import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { ALL_TEXT, readTable } from './csv-fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay-duckdb-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const GERMAN = fileURLToPath(new URL('../../../../resources/demo/german-credit.csv', import.meta.url))

/** A second opinion: the same file through DuckDB's reader, all texts, dialect given, locked down to that file. */
async function readWithDuckDb(path: string, nColumns: number, delimiter: string): Promise<string[][]> {
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: '512MB',
    threads: '2',
  })
  try {
    const connection = await instance.connect()
    await connection.run(`SET allowed_paths = ['${path}']`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
    const columns = Array.from({ length: nColumns }, (_, i) => `'c${i}': 'VARCHAR'`).join(', ')
    const reader = await connection.runAndReadAll(
      `SELECT * FROM read_csv('${path}', auto_detect = false, header = true, all_varchar = true, columns = {${columns}},
        delim = '${delimiter}', quote = '"', escape = '"', strict_mode = true, null_padding = false, ignore_errors = false)`,
    )
    return reader.getRows().map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
  } finally {
    instance.closeSync()
  }
}

async function expectSame(path: string, delimiter: string): Promise<void> {
  const preview = await readTable(path, { ...ALL_TEXT, delimiter })
  const types = preview.names.map((column) => ({ column, type: 'text' as const }))
  const ours = await readTable(path, { ...ALL_TEXT, delimiter, types })
  expect(ours.rows).toEqual(await readWithDuckDb(path, ours.names.length, delimiter))
}

describe('two readers', () => {
  it('agree on every cell of German Credit', async () => {
    await expectSame(GERMAN, ',')
  })

  it('agree on quotes, delimiters and line breaks inside quotes', async () => {
    const path = join(folder, 'quotes.csv')
    const cell = (i: number) =>
      ['"a;b"', '"say ""hi"""', '"two\nlines"', 'plain', '', '" blanks "', '00012', '"é💶"'][i % 8]!
    const rows = Array.from({ length: 9_000 }, (_, i) => `${i};${cell(i)};${cell(i + 3)}\n`)
    writeFileSync(path, `n;x;y\n${rows.join('')}`)
    await expectSame(path, ';')
  })

  it('DuckDB cannot be the reader: it drops cells and blanks that ours refuses', async () => {
    const path = join(folder, 'lossy.csv')
    writeFileSync(path, 'a,b\n1,2,\n"x" ,3\n')
    expect(await readWithDuckDb(path, 2, ',')).toEqual([
      ['1', '2'],
      ['x', '3'],
    ])
    expect(readFileSync(path, 'utf8')).toContain('"x" ,3')
    await expect(readTable(path, { delimiter: ',' })).rejects.toMatchObject({ code: 'badData' })
  })
})
