import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openAtomicFile } from '../../../../src/main/disk/atomic-file.ts'
import { memorySource } from '../../../../src/main/io/csv/byte-source.ts'
import { printCell, STANDARD_CSV } from '../../../../src/main/io/csv/csv-writer.ts'
import { RecordScanner } from '../../../../src/main/io/csv/record-scanner.ts'
import { RowBlock } from '../../../../src/main/io/csv/row-block.ts'
import { CSV_LIMITS } from '../../../../src/main/io/limits.ts'
import { temporaryFolder } from './csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const piece = fc.constantFrom(
  'a',
  '1',
  '23',
  '.',
  ',',
  ';',
  '-',
  '=',
  '+',
  '@',
  ' ',
  '\t',
  '"',
  "'",
  '\\',
  'é',
  '\u00a0',
  '😀',
  '\n',
)
const cell = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''))
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 20 })

function throughBlock(table: readonly (readonly string[])[], delimiter: string, quote: string): string {
  const written = (text: string): string =>
    text.includes(delimiter[0]!) || text.includes(quote) || text.includes('\n')
      ? quote + text.replaceAll(quote, quote + quote) + quote
      : text
  const text = table.map((row) => `${row.map(written).join(delimiter)}\n`).join('')
  const dialect = { delimiter, quote, escape: 'double', comment: null, isReturnLineEnd: false } as const
  const scanner = new RecordScanner(memorySource(Buffer.from(text)), dialect, CSV_LIMITS, 'in.csv')
  const block = new RowBlock({ ...STANDARD_CSV, delimiter }, 8)
  const path = folder.path('block.csv')
  const file = openAtomicFile(path)
  while (scanner.next()) {
    block.add(scanner)
    if (block.nRows === 8) block.write(file, (row) => `${row}`)
  }
  block.write(file, (row) => `${row}`)
  file.commit()
  return readFileSync(path, 'utf8')
}

describe('RowBlock', () => {
  it('prints the cells of any record as they are printed one by one', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(',', ';', '||', '-', '§'),
        fc.constantFrom('"', "'"),
        (table, delimiter, quote) => {
          const format = { ...STANDARD_CSV, delimiter }
          const expected = table.map((row, i) => {
            const cells = row.map((text) => (text === '' ? '' : printCell(text, format)))
            return `${[...cells, String(i % 8)].join(delimiter)}\n`
          })
          expect(throughBlock(table, delimiter, quote)).toBe(expected.join(''))
        },
      ),
      { numRuns: 60, seed: 5 },
    )
  })

  it('takes rows longer than its first room', () => {
    const long = 'x'.repeat(300_000)
    expect(
      throughBlock(
        [
          [long, 'é'.repeat(200_000)],
          ['a', long],
        ],
        ',',
        '"',
      ),
    ).toBe(`${long},${'é'.repeat(200_000)},0\na,${long},1\n`)
  })
})
