import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Column, createFrame } from '../../../../src/main/core/frame/frame.ts'
import { createCsvWriter, printCell, STANDARD_CSV } from '../../../../src/main/io/csv/csv-writer.ts'
import { writeFrameCsv } from '../../../../src/main/io/csv/write-frame-csv.ts'
import { valuesHash } from '../../../../src/main/io/values-hash.ts'
import { readTable, temporaryFolder } from './csv-fixtures.ts'

const GERMAN = fileURLToPath(new URL('../../../../resources/demo/german-credit.csv', import.meta.url))
const folder = temporaryFolder()
afterAll(() => folder.remove())

async function frameOf(path: string) {
  const table = await readTable(path)
  const columns = table.columns.map((column, index): Column => {
    const cells = table.rows.map((row) => row[index]!)
    if (column.type === 'numeric')
      return {
        kind: 'numeric',
        name: column.name,
        values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
      }
    const levels = table.levels.find((item) => item.columnIndex === index)!.levels
    return {
      kind: 'text',
      name: column.name,
      levels,
      codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(String(cell)))),
    }
  })
  return { frame: createFrame(columns), table }
}

describe('printCell', () => {
  it.each([
    ['plain', 'plain'],
    ['', '""'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' blank', '" blank"'],
    ['=1+1', "'=1+1"],
    ['+SUM(A1)', "'+SUM(A1)"],
    ['-cmd|x', "'-cmd|x"],
    ['@x', "'@x"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['-5', '-5'],
    ['-1.5e-7', '-1.5e-7'],
    ['+49', '+49'],
    ['-007', '-007'],
    ['-', "'-"],
    ['-5\n', '"\'-5\n"'],
  ])('prints %j as %j', (text, cell) => {
    expect(printCell(text, STANDARD_CSV)).toBe(cell)
  })

  it('quotes what the delimiter in use needs', () => {
    expect(printCell('1,5', { ...STANDARD_CSV, delimiter: ';' })).toBe('1,5')
    expect(printCell('x,', { ...STANDARD_CSV, delimiter: ', ' })).toBe('"x,"')
  })

  it('never lets a formula begin a cell', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('=', '+', '-', '@', '\t', '\r'), (rest, start) => {
        const text = start + rest
        const shown = printCell(text, STANDARD_CSV).replace(/^"/, '')
        expect(shown.startsWith("'") || /^[+-][\d.,]/.test(shown)).toBe(true)
      }),
    )
  })
})

describe('createCsvWriter', () => {
  it('flushes in blocks and keeps the byte order mark', () => {
    const written: Uint8Array[] = []
    const file = {
      write: (bytes: Uint8Array) => void written.push(bytes),
      commit: () => ({ path: '', bytes: 0, sha256: '' }),
      discard: () => undefined,
    }
    const writer = createCsvWriter(file, { ...STANDARD_CSV, byteOrderMark: true, lineEnding: '\r\n' })
    for (let i = 0; i < 50_000; i++) writer.row(['0123456789', 'x'])
    expect(written.length).toBeGreaterThan(1)
    writer.flush()
    expect(Buffer.concat(written).toString()).toBe(`\ufeff${'0123456789,x\r\n'.repeat(50_000)}`)
  })
})

describe('writeFrameCsv', () => {
  it('writes German Credit as it was', async () => {
    const { frame } = await frameOf(GERMAN)
    const path = folder.path('german.csv')
    const written = writeFrameCsv(frame, path)
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(GERMAN, 'utf8').replaceAll('\r\n', '\n'))
    expect(written.bytes).toBe(readFileSync(path).length)
  })

  it('writes what reads back to the same values', async () => {
    const text = fc.oneof(fc.stringMatching(/^w[a-z;,"\n\r é]{0,6}x$/), fc.constantFrom('zero', '007', 'a"b', 'x,y'))
    const number = fc.double({ noNaN: true, noDefaultInfinity: true })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.option(number), fc.option(text)), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const levels = [...new Set(rows.flatMap(([, word]) => word ?? []))]
          const frame = createFrame([
            { kind: 'numeric', name: 'n,1', values: Float64Array.from(rows, ([value]) => value ?? Number.NaN) },
            {
              kind: 'text',
              name: '"t"',
              codes: Int32Array.from(rows, ([, word]) => (word === null ? -1 : levels.indexOf(word))),
              levels,
            },
          ])
          const path = folder.path('property.csv')
          writeFrameCsv(frame, path)
          const types = [{ column: '"t"', type: 'text' as const }]
          const back = await readTable(path, { types, hasHeader: true, delimiter: ',', decimal: '.', quote: '"' })
          expect(back.rows).toEqual(rows)
          expect(back.valuesHash).toBe(valuesHash([...frame.columns.values()], frame.nRows))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('writes a single column with missing values such that no row is lost', async () => {
    const path = folder.path('single.csv')
    writeFrameCsv(
      createFrame([{ kind: 'numeric', name: 'x', values: Float64Array.from([1, Number.NaN, Number.NaN]) }]),
      path,
    )
    expect(readFileSync(path, 'utf8')).toBe('x\n1\n""\n""\n')
    expect((await readTable(path)).rows).toEqual([[1], [null], [null]])
  })

  it('guards texts and names against spreadsheets, and leaves numbers alone', () => {
    const path = folder.path('guard.csv')
    writeFrameCsv(
      createFrame([
        { kind: 'text', name: '=evil', codes: Int32Array.from([0, 1]), levels: ['@SUM(1)', '-5'] },
        { kind: 'numeric', name: 'n', values: Float64Array.from([-5, -0]) },
      ]),
      path,
    )
    expect(readFileSync(path, 'utf8')).toBe("'=evil,n\n'@SUM(1),-5\n-5,-0\n")
  })
})

describe('valuesHash', () => {
  it('sees one NaN, whatever its bits', () => {
    const odd = new Float64Array(1)
    new Uint32Array(odd.buffer).set([1, 0xfff80000])
    const hash = (values: Float64Array) => valuesHash([{ kind: 'numeric', name: 'x', values }], 1)
    expect(Number.isNaN(odd[0])).toBe(true)
    expect(hash(odd)).toBe(hash(Float64Array.from([Number.NaN])))
    expect(hash(Float64Array.from([-0]))).not.toBe(hash(Float64Array.from([0])))
  })
})
