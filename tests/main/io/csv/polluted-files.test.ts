import { afterAll, describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../../../src/shared/contract/index.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { readTable, temporaryFolder } from './csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

/** One clean table, polluted in the ways of the Pollock benchmark (Vitagliano et al., 2023, Pollock: A Data Loading Benchmark). */
const NAMES = ['id', 'amount', 'city', 'note']
const ROWS = Array.from({ length: 40 }, (_, i) => [
  String(i + 1),
  `${i * 7}.5`,
  ['Köln', 'Lyon', 'Graz'][i % 3]!,
  ['plain', 'with, comma', 'with "quotes"', 'semi;colon'][i % 4]!,
])

interface Style {
  readonly delimiter?: string
  readonly quote?: string
  readonly escaped?: string
  readonly lineEnd?: string
  readonly quotesAll?: boolean
}

function print(rows: readonly (readonly string[])[], style: Style = {}): string {
  const { delimiter = ',', quote = '"', lineEnd = '\n', quotesAll = false } = style
  const escaped = style.escaped ?? quote + quote
  const cell = (text: string) =>
    quotesAll || text.includes(delimiter) || text.includes(quote)
      ? quote + text.replaceAll(quote, escaped) + quote
      : text
  return rows.map((row) => row.map(cell).join(delimiter) + lineEnd).join('')
}

const ALL = [NAMES, ...ROWS]
const EXPECTED = ROWS.map(([id, amount, ...rest]) => [Number(id), Number(amount), ...rest])
const withLine = (at: number, line: string) => print(ALL.slice(0, at)) + line + print(ALL.slice(at))

const LOADED: readonly [string, string | Uint8Array, ReadOptions?][] = [
  ['nothing', print(ALL)],
  ...[';', '\t', '|', ', '].map((delimiter): [string, string] => [
    `delimiter ${JSON.stringify(delimiter)}`,
    print(ALL, { delimiter, quotesAll: true }),
  ]),
  ['delimiter of two characters, named', print(ALL, { delimiter: '||' }), { delimiter: '||' }],
  ['all cells quoted', print(ALL, { quotesAll: true })],
  ['backslash before quotes', print(ALL, { escaped: '\\"', quotesAll: true })],
  ['line ends of Windows', print(ALL, { lineEnd: '\r\n' })],
  ['line ends of old Macintoshes', print(ALL, { lineEnd: '\r' })],
  ['mixed line ends', print(ALL.slice(0, 9)) + print(ALL.slice(9), { lineEnd: '\r\n' })],
  ['no last line end', print(ALL).trimEnd()],
  ['a preamble', `Report of May\n\n${print(ALL)}`],
  ['a preamble filled up with delimiters', `Report of May,,,\n,,,\n${print(ALL)}`],
  ['comments', `# made by hand\n${withLine(20, '# half way\n')}`],
  ['an empty line inside', withLine(12, '\n')],
  ['a byte order mark', `\ufeff${print(ALL)}`],
  ['UTF-16', Buffer.from(`\ufeff${print(ALL)}`, 'utf16le')],
  ['Latin-1, named', Buffer.from(print(ALL), 'latin1'), { encoding: 'latin-1' }],
]

const REFUSED: readonly [string, string | Uint8Array][] = [
  ['a cell too many in one row', withLine(9, '99,1.5,Bonn,x,y\n')],
  ['a cell too few in one row', withLine(9, '99,1.5,Bonn\n')],
  ['a header with a name too few', print([NAMES.slice(0, 3), ...ROWS])],
  ['a header with a name too many', print([[...NAMES, 'more'], ...ROWS])],
  ['a footer', `${print(ALL)}Total: 40 rows\n`],
  ['a delimiter at the end of some rows', withLine(5, '99,1.5,Bonn,x,\n')],
  ['a second table below, of another width', `${print(ALL)}\nx,y\n1,2\n`],
  ['another delimiter in one row', withLine(9, '99;1.5;Bonn;x\n')],
  ['an unclosed quote', withLine(9, '99,1.5,Bonn,"x\n')],
  ['text after a closing quote', withLine(9, '99,1.5,Bonn,"x"y\n')],
  ['Latin-1, not named', Buffer.from(print(ALL), 'latin1')],
  ['UTF-16 without a mark', Buffer.from(print(ALL), 'utf16le')],
]

describe('a file with', () => {
  it.each(LOADED)('%s is loaded whole', async (_, content, options = {}) => {
    const table = await readTable(folder.write('polluted.csv', content), options)
    expect(table.names).toEqual(NAMES)
    expect(table.rows).toEqual(EXPECTED)
  })

  it.each(REFUSED)('%s is refused with place and remedy', async (_, content) => {
    const error: unknown = await readTable(folder.write('polluted.csv', content)).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'badData', hint: expect.any(String), place: { file: 'polluted.csv' } })
  })

  it('no header is loaded with numbered columns', async () => {
    const table = await readTable(folder.write('polluted.csv', print(ROWS)))
    expect(table.names).toEqual(['column_1', 'column_2', 'column_3', 'column_4'])
    expect(table.rows).toEqual(EXPECTED)
  })

  it('a footer keeps its rows where mending is chosen, and lists it', async () => {
    const table = await readTable(folder.write('polluted.csv', `${print(ALL)}Total: 40 rows\n`), {
      raggedRows: 'repair',
    })
    expect(table.rows).toHaveLength(41)
    expect(table.issues).toMatchObject([{ line: 42, raw: 'Total: 40 rows' }])
  })

  it('two tables side by side is loaded as one wide table, its repeated names repaired and listed', async () => {
    const rows = ALL.map((row) => [...row, '', ...row])
    const table = await readTable(folder.write('polluted.csv', print(rows)))
    expect(table.names).toEqual([...NAMES, 'column_5', ...NAMES.map((name) => `${name}_2`)])
    expect(table.rows).toEqual(EXPECTED.map((row) => [...row, null, ...row]))
    expect(table.nIssues).toBe(5)
  })
})
