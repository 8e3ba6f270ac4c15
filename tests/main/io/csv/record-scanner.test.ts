import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memorySource } from '../../../../src/main/io/csv/byte-source.ts'
import type { RecordDialect } from '../../../../src/main/io/csv/record-dialect.ts'
import { RecordScanner } from '../../../../src/main/io/csv/record-scanner.ts'
import { CSV_LIMITS, type CsvLimits } from '../../../../src/main/io/limits.ts'

const COMMA: RecordDialect = { delimiter: ',', quote: '"', isReturnLineEnd: false, escape: 'double', comment: null }

function scan(
  text: string,
  dialect: Partial<RecordDialect> = {},
  blockSize = 1 << 16,
  limits: Partial<CsvLimits> = {},
) {
  const source = memorySource(Buffer.from(text), blockSize)
  const scanner = new RecordScanner(source, { ...COMMA, ...dialect }, { ...CSV_LIMITS, ...limits }, 'x.csv', blockSize)
  const rows: string[][] = []
  const lines: number[] = []
  while (scanner.next()) {
    rows.push(Array.from({ length: scanner.nCells }, (_, cell) => scanner.text(cell)))
    lines.push(scanner.line)
  }
  return { rows, lines, endings: scanner.lineEndings }
}

describe('RecordScanner', () => {
  it.each([
    [
      'quoted and unquoted empties',
      'a,b\n1,""\n,""\n',
      [
        ['a', 'b'],
        ['1', ''],
        ['', ''],
      ],
    ],
    [
      'a file without a last line end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a last empty cell',
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'blanks',
      'a, b \n 1 ,\t2\n',
      [
        ['a', ' b '],
        [' 1 ', '\t2'],
      ],
    ],
    ['quotes inside unquoted cells', '5",1"2\n', [['5"', '1"2']]],
    ['only quotes', '"""",""""""\n', [['"', '""']]],
    ['an empty line', 'a\n\nb\n', [['a'], [''], ['b']]],
    ['a lone carriage return', 'a\rb,c\n', [['a\rb', 'c']]],
    ['a zero byte', 'a\0b,c\n', [['a\0b', 'c']]],
    ['Windows line ends inside quotes', '"a\r\nb",c\r\n', [['a\r\nb', 'c']]],
    ['a carriage return as the very last byte', 'a,b\r', [['a', 'b']]],
  ])('keeps %s exactly', (_, text, rows) => {
    for (const blockSize of [1, 3, 16, 1 << 16]) expect(scan(text, {}, blockSize).rows).toEqual(rows)
  })

  it('reads the line ends of old Macintoshes where it is told so', () => {
    expect(scan('a,b\r1,2\r"x\ry",3\r', { isReturnLineEnd: true })).toMatchObject({
      rows: [
        ['a', 'b'],
        ['1', '2'],
        ['x\ry', '3'],
      ],
      lines: [1, 2, 3],
      endings: { return: 3, lineFeed: 0 },
    })
  })

  it('counts physical lines, those inside quotes included', () => {
    expect(scan('h\n"a\nb\r\nc"\nx\n\ny\n').lines).toEqual([1, 2, 5, 6, 7])
  })

  it('counts line ends by kind', () => {
    expect(scan('a\nb\r\nc\r\n').endings).toEqual({ lineFeed: 1, returnLineFeed: 2, return: 0 })
  })

  it('reads delimiters of several characters and of several bytes', () => {
    expect(scan('a, b,c, d\n', { delimiter: ', ' }).rows).toEqual([['a', 'b,c', 'd']])
    expect(scan('a¦"b¦"¦c\n', { delimiter: '¦' }, 2).rows).toEqual([['a', 'b¦', 'c']])
  })

  it('refuses text after a closing quote, with its line', () => {
    expect(() => scan('a,b\n"x" ,2\n')).toThrow('x.csv has text after a closing quote in line 2')
    expect(() => scan('a,b\n"x\ny"z,2\n')).toThrow('line 3')
  })

  it('refuses a quote that is never closed, with the line it was opened in', () => {
    expect(() => scan('a,b\n1,2\n"x,3\n4,5\n')).toThrow('x.csv has a quote that is never closed in line 3')
  })

  it('refuses what is beyond the limits', () => {
    expect(() => scan('a,b,c\n', {}, 1 << 16, { columns: 2 })).toThrow('at most 2 columns, got 3')
    expect(() => scan(`a\n${'x'.repeat(101)}\n`, {}, 64, { cellBytes: 100 })).toThrow(
      'cells of at most 100 bytes, got 101 in line 2',
    )
    expect(() => scan(`a\n${'x'.repeat(3000)}`, {}, 64, { lineBytes: 1000 })).toThrow('lines of at most 1000 bytes')
    expect(() => scan(`a\n1,"y\nz","${'x\n'.repeat(3000)}`, {}, 64, { lineBytes: 1000 })).toThrow(
      'x.csv has a quote that opens in line 3 and is not closed within 1000 bytes',
    )
    expect(scan(`a\n${'x'.repeat(100)}\n`, {}, 64, { cellBytes: 100 }).rows).toHaveLength(2)
  })

  it('gives back any table that was written, whatever the size of the blocks', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[,"\r\n;a ]{0,8}$/),
      fc.constantFrom('', '"', '\n', 'é', '💶'),
    )
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      )
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 40 }), fc.constantFrom('\n', '\r\n'), (rows, blockSize, end) => {
        const text = rows.map((row) => row.map((item) => `"${item.replaceAll('"', '""')}"`).join(',') + end).join('')
        expect(scan(text, {}, blockSize).rows).toEqual(rows)
      }),
      { numRuns: 500 },
    )
  })
})
