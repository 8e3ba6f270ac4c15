import { afterAll, describe, expect, it } from 'vitest'
import { detectFormat } from '../../../src/main/io/detect-format.ts'
import { describeInputFile } from '../../../src/main/io/input-file.ts'
import type { ReadOptions } from '../../../src/shared/contract/index.ts'
import { temporaryFolder } from './csv/csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

function detect(name: string, content: string | Uint8Array, options: ReadOptions = {}): string {
  return detectFormat(describeInputFile(folder.write(name, content), 1e9), options)
}

describe('the format of a file', () => {
  it('is told by its first bytes before its name', () => {
    expect(detect('a.csv', Buffer.from('PK\x03\x04rest', 'latin1'))).toBe('xlsx')
    expect(detect('a.csv', 'PAR1....')).toBe('parquet')
    expect(detect('a.txt', ' {"a":1}')).toBe('jsonl')
    expect(detect('a.json', '[{"a":1}]')).toBe('jsonl')
    expect(detect('a.txt', 'a,b\n1,2\n')).toBe('csv')
    expect(detect('a.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0]))).toBe('csv')
    expect(detect('a.csv', '{x},b\n1,2\n')).toBe('csv')
    expect(detect('a.csv', 'ORC,b\n1,2\n')).toBe('csv')
    expect(detect('a.xlsx', 'no zip')).toBe('xlsx')
  })

  it('is the one named, if one is named', () => {
    expect(detect('a.jsonl', 'a,b\n1,2\n', { format: 'csv' })).toBe('csv')
  })

  it.each([
    ['a.pdf', '%PDF-1.7', 'a PDF document'],
    ['a.dat', '$FL2@(#) SPSS', 'an SPSS data file'],
    ['a.dta', '\x72\x00\x00', 'a Stata data file'],
    ['a.sas7bdat', '\x00\x00\x00', 'a SAS data file'],
    ['a.rds', '\x1f\x8b\x08', 'an R data file'],
    ['a.xls', '\x09\x08\x00', 'an old Excel workbook'],
  ])('of %s is refused by name', (name, content, what) => {
    expect(() => detect(name, Buffer.from(content, 'latin1'))).toThrow(what)
  })
})
