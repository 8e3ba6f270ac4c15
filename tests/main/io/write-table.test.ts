import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { type Column, createFrame, type Frame } from '../../../src/main/core/frame/frame.ts'
import { describeInputFile } from '../../../src/main/io/input-file.ts'
import { CSV_LIMITS } from '../../../src/main/io/limits.ts'
import { readParquet } from '../../../src/main/io/parquet/read-parquet.ts'
import { valuesHash } from '../../../src/main/io/values-hash.ts'
import { formatOfPath, writeTable } from '../../../src/main/io/write-table.ts'
import { temporaryFolder } from './csv/csv-fixtures.ts'
import { columnsOf, readRows } from './table/read-rows.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const GERMAN = fileURLToPath(new URL('../../../resources/demo/german-credit.csv', import.meta.url))
const FORMATS = ['xlsx', 'parquet', 'jsonl'] as const

async function readBack(path: string): Promise<Column[]> {
  if (!path.endsWith('.parquet')) return columnsOf(await readRows(path, { missing: [] }))
  const source = await readParquet(describeInputFile(path, CSV_LIMITS.fileBytes), {}, CSV_LIMITS)
  try {
    const parts: (readonly (Float64Array | Int32Array)[])[] = []
    for await (const part of source.open()) parts.push(part.columns)
    return source.columns.map(({ name, type }, index): Column => {
      const values = parts.flatMap((part) => [...part[index]!])
      return type === 'numeric'
        ? { kind: 'numeric', name, values: Float64Array.from(values) }
        : { kind: 'text', name, codes: Int32Array.from(values), levels: source.levels()[index]! }
    })
  } finally {
    source.close()
  }
}

async function expectSame(frame: Frame, format: (typeof FORMATS)[number]): Promise<void> {
  const path = folder.path(`out.${format}`)
  const written = writeTable(frame, path)
  const bytes = readFileSync(path)
  expect(written.bytes).toBe(bytes.length)
  expect(valuesHash(await readBack(path), frame.nRows)).toBe(valuesHash([...frame.columns.values()], frame.nRows))
  writeTable(frame, path)
  expect(readFileSync(path).equals(bytes)).toBe(true)
}

/** Values that writers and readers like to alter. */
function difficultFrame(nRows: number): Frame {
  const numbers = [0.1, -0, 1e21, 5e-324, 1.7976931348623157e308, Number.NaN, 9007199254740992, -1 / 3, 0.1 + 0.2]
  const levels = [
    '',
    '007',
    '=1+1',
    ' blanks ',
    'a\r\nb\tc',
    'é💶',
    '<&>"',
    '_x0041_',
    'true',
    'null',
    '\u0001',
    '2020-01-01',
  ]
  return createFrame([
    {
      kind: 'numeric',
      name: 'x',
      values: Float64Array.from({ length: nRows }, (_, i) => numbers[i % numbers.length]!),
    },
    {
      kind: 'text',
      name: 'X',
      codes: Int32Array.from({ length: nRows }, (_, i) => (i < 12 ? i : (i % 13) - 1)),
      levels,
    },
    { kind: 'numeric', name: '__proto__', values: new Float64Array(nRows).fill(Number.NaN) },
    {
      kind: 'text',
      name: 'many "levels"',
      codes: Int32Array.from({ length: nRows }, (_, i) => i),
      levels: Array.from({ length: nRows }, (_, i) => `level ${i}`),
    },
  ])
}

describe.each(FORMATS)('writing %s', (format) => {
  it('gives German Credit back value for value', async () => {
    const columns = columnsOf(await readRows(GERMAN))
    await expectSame(createFrame(columns), format)
  })

  it('gives difficult values back', async () => {
    await expectSame(difficultFrame(600), format)
  })
})

describe('writing a table', () => {
  it.each(['parquet', 'jsonl'] as const)('keeps rows in which every value is missing in %s', async (format) => {
    await expectSame(createFrame([{ kind: 'numeric', name: 'x', values: Float64Array.of(1, Number.NaN, 2) }]), format)
  })

  it('writes more rows than a part or a group of them holds', async () => {
    await expectSame(difficultFrame(140_000), 'parquet')
  })

  it('keeps the last rows of a workbook even if all their values are missing', async () => {
    const path = folder.path('tail.xlsx')
    writeTable(createFrame([{ kind: 'numeric', name: 'x', values: Float64Array.of(1, Number.NaN, Number.NaN) }]), path)
    expect((await readRows(path)).cells).toEqual([['1'], [''], ['']])
  })

  it('writes a workbook with a bold, frozen header, a filter and a second sheet', async () => {
    const path = folder.path('about.xlsx')
    writeTable(difficultFrame(12), path, 'xlsx', { about: [['Data set', 'loans & more']] })
    const parts = unzipSync(readFileSync(path))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!)
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(sheet).toContain('<autoFilter ref="A1:D13"/>')
    expect(sheet).toContain('<c r="A1" s="1" t="inlineStr">')
    expect((await readRows(path, { sheet: 'About', hasHeader: false })).cells).toEqual([['Data set', 'loans & more']])
  })

  it('refuses what a sheet cannot hold', () => {
    const tooMany = createFrame([{ kind: 'numeric', name: 'x', values: new Float64Array(1_048_576) }])
    expect(() => writeTable(tooMany, folder.path('a.xlsx'))).toThrow('at most 1048575 rows')
    const tooLong = createFrame([{ kind: 'text', name: 'x', codes: Int32Array.of(0), levels: ['x'.repeat(32_768)] }])
    expect(() => writeTable(tooLong, folder.path('a.xlsx'))).toThrow('at most 32767 characters')
    const names = Array.from(
      { length: 16_385 },
      (_, i): Column => ({ kind: 'numeric', name: `${i}`, values: new Float64Array(1) }),
    )
    expect(() => writeTable(createFrame(names), folder.path('a.xlsx'))).toThrow('at most 16384 columns')
  })

  it('knows formats by the end of a name', () => {
    expect(['a.CSV', 'a.xlsx', 'a.parquet', 'a.ndjson'].map(formatOfPath)).toEqual(['csv', 'xlsx', 'parquet', 'jsonl'])
    expect(() => formatOfPath('/home/somebody/a.doc')).toThrow('got a.doc')
  })
})
