import { describe, expect, it } from 'vitest'
import { PlainRecords } from '../../../../src/main/io/csv/plain-records.ts'

function find(text: string, from = 0, nCells = 8, records = new PlainRecords(0x2c, 0x27)) {
  const bytes = Buffer.from(text)
  const starts = new Int32Array(nCells)
  const ends = new Int32Array(nCells)
  const end = records.find(bytes, from, bytes.length, starts, ends)
  if (end < 0) return null
  const cells = Array.from({ length: records.nCells }, (_, i) => text.slice(starts[i], ends[i]))
  return { cells, end, isCopyable: records.isCopyable }
}

describe('PlainRecords', () => {
  it('finds the cells of a line', () => {
    expect(find('a,,b c\nnext')).toEqual({ cells: ['a', '', 'b c'], end: 6, isCopyable: true })
    expect(find('a,b\r\nc,d\r\n', 5)).toEqual({ cells: ['c', 'd'], end: 8, isCopyable: true })
    expect(find('\nx')).toEqual({ cells: [''], end: 0, isCopyable: true })
  })

  it('tells which records are printed as they stand', () => {
    for (const cell of [
      'a"b',
      "a'b",
      'a\tb',
      '\u00e9',
      '"a"',
      ' a',
      'a ',
      ' ',
      '=a',
      '+1',
      '@a',
      '-',
      '-a',
      '-1-2',
      '-1.2.3',
    ])
      for (const line of [`x,${cell}\n`, `${cell},x\r\n`]) expect(find(line)?.isCopyable ?? false).toBe(false)
    for (const cell of ['', 'a b', 'a-b', '-1', '-1.5', '-.5', '-5,', '1e-5', '007', '<=>', '#', '\\'])
      expect(find(`x,${cell}\n`)?.isCopyable).toBe(true)
  })

  it('reads the numbers that are certain on the way', () => {
    const read = (line: string) => {
      const records = new PlainRecords(0x3b, 0x27)
      records.readNumbers([0, 1], 0x2e)
      const bytes = Buffer.from(line)
      records.find(bytes, 0, bytes.length, new Int32Array(8), new Int32Array(8))
      return [...records.numbers]
    }
    expect(read('12.5;-0;3\n')).toEqual([12.5, -0])
    expect(read('.5;-7.\r\n')).toEqual([0.5, -7])
    expect(read('0.1;123456789012345\n')).toEqual([0.1, 123456789012345])
    expect(read('-123456789.01234;99999999999999.9\n')).toEqual([-123456789.01234, 99999999999999.9])
    // Left to the exact reader: leading zeros, too many digits, exponents, blanks, texts, nothing.
    for (const cell of [
      '007',
      '1234567890123456',
      '0.1234567890123456',
      '1e5',
      ' 1',
      '1 ',
      '+1',
      '--1',
      '1.2.3',
      '-',
      '.',
      '',
      'x',
      "1'",
    ])
      expect(read(`${cell};${cell}\n`)).toEqual([NaN, NaN])
    expect(read('0;00\n')).toEqual([0, NaN])
    // The record goes on beyond the bytes at hand.
    expect(read('1;2')).toEqual([1, NaN])
  })

  it('leaves the rest to the exact scanner', () => {
    // A quoted cell, a line end of its own, no line end, too many cells, the first half of a line end.
    for (const text of ["a,'b'\n", 'a\rb\n', 'a,b', 'a,b,c,d,e,f,g,h,i\n', 'a\r']) expect(find(text)).toBe(null)
  })

  it('does not try for a while when records are not plain', () => {
    const records = new PlainRecords(0x2c, 0x27)
    for (let i = 0; i < 16; i++) expect(find("'a'\n", 0, 8, records)).toBe(null)
    for (let i = 0; i < 1024; i++) expect(find('a\n', 0, 8, records)).toBe(null)
    expect(find('a\n', 0, 8, records)?.cells).toEqual(['a'])
  })
})
