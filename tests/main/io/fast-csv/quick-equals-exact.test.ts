import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { ParserSetup } from '../../../../src/main/io/fast-csv/parser-protocol.ts'
import { readPlainCsv } from '../../../../src/main/io/fast-csv/read-plain-csv.ts'
import { describeInputFile } from '../../../../src/main/io/input-file.ts'
import { CSV_LIMITS } from '../../../../src/main/io/limits.ts'
import {
  type ImportTableInput,
  type ImportTableResult,
  importTable,
  importTableExactly,
} from '../../../../src/main/io/table/import-table.ts'
import type { ReadOptions } from '../../../../src/shared/contract/index.ts'
import { temporaryFolder } from '../csv/csv-fixtures.ts'

const folder = temporaryFolder()
let nFiles = 0
afterAll(() => folder.remove())

const WORKER = new URL('./parser-thread.ts', import.meta.url)
const startParser = (setup: ParserSetup) => new Worker(WORKER, { workerData: setup })

interface Imported {
  readonly result: ImportTableResult | string
  /** The last chunk sent of each column and number: what a store would hold. */
  readonly stored: Map<string, readonly number[]>
}

async function read(run: typeof importTable, input: ImportTableInput, hasThreads = false): Promise<Imported> {
  const stored = new Map<string, readonly number[]>()
  const hooks = {
    report: () => undefined,
    chunk: async ({ columnIndex, chunkIndex, part }: Parameters<Parameters<typeof importTable>[1]['chunk']>[0]) => {
      stored.set(`${columnIndex}/${chunkIndex}`, [...(part.type === 'numeric' ? part.values : part.codes)])
    },
    ...(hasThreads ? { startParser } : {}),
  }
  try {
    return { result: await run(input, hooks), stored }
  } catch (error) {
    return { result: String(error), stored: new Map() }
  }
}

async function expectSame(text: string | Uint8Array, options: ReadOptions, targetColumn = 'b'): Promise<Imported> {
  const path = folder.write(`same-${nFiles++}.csv`, text)
  const input = { path, options, targetColumn }
  const exact = await read(importTableExactly, input)
  const quick = await read(importTable, input)
  expect(quick.result).toEqual(exact.result)
  expect(new Map([...quick.stored].sort())).toEqual(new Map([...exact.stored].sort()))
  return quick
}

async function readBlocks(path: string, blockBytes: number): Promise<unknown> {
  const parts: number[][] = [[], []]
  const sink = {
    nRows: 0,
    async append(n: number, cellsOf: (index: number) => Float64Array | Int32Array): Promise<void> {
      sink.nRows += n
      for (const [index, list] of parts.entries()) list.push(...cellsOf(index).subarray(0, n))
    },
    drop: () => undefined,
  }
  const csv = { delimiter: 0x2c, quote: 0x22, decimal: '.', missing: [''], limits: CSV_LIMITS } as const
  const file = describeInputFile(path, CSV_LIMITS.fileBytes)
  const plan = {
    file,
    csv,
    kinds: ['text', 'text'],
    markBytes: 0,
    hasHeader: true,
    maxTextBytes: 1e9,
    blockBytes,
  } as const
  try {
    const { dictionaries, ...rest } = await readPlainCsv(plan, sink)
    return { ...rest, parts, texts: dictionaries.map((dictionary) => dictionary?.texts()) }
  } catch (error) {
    return String(error)
  }
}

const CELL = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -300, max: 300 }).map(String) },
  { weight: 3, arbitrary: fc.double({ noNaN: true }).map(String) },
  fc.constantFrom(
    ...[
      '',
      ' ',
      'NA',
      'null',
      '?',
      ' 12 ',
      '-',
      '-0',
      '0.0',
      '-0.00',
      '.5',
      '5.',
      '1e5',
      '1E-3',
      '1e400',
      '1e-400',
      '+1',
    ],
    ...['007', '00.5', '123456789012345678', '9007199254740993', '0.1234567890123456', '1.7976931348623157e308', '3a'],
    ...['TRUE', 'NaN', '2021-02-30', '2021-02-28', '2021-03-01', 'x', '"', '""', '"a"', '"a""b"', '"a,b"', '"a\nb"'],
    ...[
      '"a\r\nb"',
      '" 7 "',
      '"7"',
      'a"b',
      'a\rb',
      'é',
      '\u{1f600}',
      '\t',
      '__proto__',
      '- 1',
      '1 2',
      '1,5',
      '"1,5"',
      '88',
    ],
  ),
)
const LINE_END = fc.constantFrom('\n', '\r\n')

const TABLE = fc
  .record({
    nColumns: fc.integer({ min: 1, max: 4 }),
    nRows: fc.integer({ min: 0, max: 30 }),
    lineEnd: LINE_END,
    isMixed: fc.boolean(),
    hasLast: fc.boolean(),
    nEmpty: fc.integer({ min: 0, max: 2 }),
    mark: fc.constantFrom('', '\uFEFF'),
  })
  .chain((shape) =>
    fc
      .array(fc.array(CELL, { minLength: shape.nColumns, maxLength: shape.nColumns }), {
        minLength: shape.nRows,
        maxLength: shape.nRows,
      })
      .map((rows) => ({ ...shape, rows })),
  )

describe('the quick reader', () => {
  it('reads what the exact reader reads, or says what it says: any cells in any shape', async () => {
    await fc.assert(
      fc.asyncProperty(
        TABLE,
        fc.constantFrom<ReadOptions>(
          { delimiter: ',', hasHeader: true },
          { delimiter: ',', hasHeader: true, missing: [] },
          { delimiter: ',', hasHeader: true, missing: ['88', '-', '0'] },
          { delimiter: ',' },
          { delimiter: ',', hasHeader: true, types: [{ column: 'a', type: 'numeric' }] },
          { delimiter: ',', hasHeader: true, types: [{ column: 'a', type: 'text' }] },
        ),
        async (table, options) => {
          const names = ['a', 'b', 'c', 'd'].slice(0, table.nColumns)
          const lines = [names, ...table.rows].map((cells) => cells.join(','))
          const ends: string[] = lines.map((_, i) => (table.isMixed && i % 3 === 1 ? '\n' : table.lineEnd))
          if (!table.hasLast) ends[ends.length - 1] = ''
          const text = lines.map((line, i) => line + ends[i]!).join('') + table.lineEnd.repeat(table.nEmpty)
          await expectSame(table.mark + text, options)
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each([
    ['a row too long', 'a,b\n1,2\n1,2,3\n'],
    ['a row too short', 'a,b\n1,2\n1\n'],
    ['an empty line', 'a,b\n1,2\n\n3,4\n'],
    ['empty lines at the end', 'a,b\n1,2\n\n\r\n\n'],
    ['an open quote', 'a,b\n1,"2\n3,4\n'],
    ['text behind a quote', 'a,b\n1,"2"x\n'],
    ['no row', 'a,b\n'],
    ['no line end', 'a,b'],
    ['a return at the end', 'a,b\n1,2\r'],
    ['not UTF-8', Uint8Array.from([...Buffer.from('a,b\n1,'), 0xff, 0x0a])],
    ['a repeated name', 'a,a,\n1,2,3\n'],
    ['names in quotes with line breaks', '"a\nb","c""d"\n1,x\n'],
    ['no header', '1,2\n3,4\n'],
    ['lines before the header', '\n\na,b\n1,2\n'],
    ['decimal commas', 'a;b\n0,5;x\n1,25;y\n-3;z\n'],
    ['dates', 'a,b\n2021-01-31,x\n,y\n2024-02-29,x\n'],
    ['dates that could be read in two ways', 'a,b\n03/04/2021,x\n01/02/2020,y\n'],
    ['a cell longer than a block', `a,b\n${'x'.repeat(1_100_000)},1\n`],
  ])('does as the exact reader with %s', async (_, text) => {
    await expectSame(text, {})
  })

  it.each([
    ['a text', 'x'],
    ['leading zeros', '007'],
    ['too many digits', '12345678901234567890'],
    ['a number out of range', '1e999'],
  ])('reads a column again in which %s comes late', async (_, late) => {
    const rows = Array.from({ length: 70_000 }, (__, i) => `${i % 97},${i % 5 === 0 ? '' : i / 8},t${i % 7}\n`)
    rows[69_000] = `${late},1,t0\n`
    const { result } = await expectSame(`a,b,c\n${rows.join('')}`, {})
    expect((result as ImportTableResult).columns.map(({ type }) => type)).toEqual(['text', 'numeric', 'text'])
  })

  it('merges what several threads read', async () => {
    const rows = Array.from(
      { length: 400_000 },
      (_, i) => `${i},${(i * 7919) % 1013},"t${(i * 31) % 5003}",v${i % 3},${i === 333_333 ? 'x' : i % 11}\n`,
    )
    const path = folder.write('threads.csv', `a,b,c,d,e\n${rows.join('')}`)
    const input = { path, options: {}, targetColumn: 'b' }
    const alone = await read(importTable, input)
    const together = await read(importTable, input, true)
    const exact = await read(importTableExactly, input)
    expect(together.result).toEqual(exact.result)
    expect(alone.result).toEqual(exact.result)
    expect((together.result as ImportTableResult).nRows).toBe(400_000)
  }, 60_000)

  it('comes to an end behind a quote left open, whatever the buffer held before', async () => {
    const path = folder.write('open.csv', 'a,b\n,7 \ng"h,7 \n",-2.5\n')
    for (let blockBytes = 16; blockBytes <= 64; blockBytes++)
      expect(await readBlocks(path, blockBytes)).toMatch(/^NotPlain: /)
  })

  it('reads the same in blocks of any size', async () => {
    const cells = fc.constantFrom('1', '-2.5', '', 'x', '"a,b"', '"c""d"', '"e\nf"', 'g"h', '"', '7 ')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cells, cells), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 16, max: 120 }),
        async (rows, blockBytes) => {
          const path = folder.write('blocks.csv', `a,b\n${rows.map((row) => `${row.join(',')}\n`).join('')}`)
          const whole = await readBlocks(path, 1 << 16)
          const parts = await readBlocks(path, blockBytes)
          // A record longer than a block is for the exact reader, and so is one that is not plain.
          if (typeof parts !== 'string') expect(parts).toEqual(whole)
          else if (typeof whole !== 'string') expect(parts).toContain('long line')
        },
      ),
      { numRuns: 300 },
    )
  })

  it('refuses texts beyond their limit', async () => {
    const path = folder.write('texts.csv', `a\n${Array.from({ length: 5_000 }, (_, i) => `text ${i}\n`).join('')}`)
    const input = { path, options: {}, limits: { valueBytes: 50_000 } }
    const { result } = await read(importTable, input)
    expect(result).toContain('distinct texts of at most 50000 bytes')
  })
})
