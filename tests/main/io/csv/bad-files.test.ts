import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { readTable, temporaryFolder } from './csv-fixtures.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/csv/${name}`, import.meta.url))
const folder = temporaryFolder()
afterAll(() => folder.remove())

describe('a file that cannot be imported', () => {
  it.each([
    ['nowhere.csv', null, 'notFound', 'There is no file nowhere.csv'],
    ['empty.csv', '', 'badData', 'empty.csv is empty: it has 0 bytes'],
    ['header.csv', 'a,b\n', 'badData', 'header.csv has a header and no rows'],
    ['blank.csv', '\n\r\n\n', 'badData', 'blank.csv has only empty lines'],
    ['book.csv', 'PK\x03\x04rest of a workbook', 'badData', 'book.csv is a workbook or an archive, not CSV text'],
    ['table.csv', 'PAR1 and the rest', 'badData', 'table.csv is a Parquet file, not CSV text'],
    ['quote.csv', 'a,b\n1,2\n3,"4\n', 'badData', 'quote.csv has a quote that is never closed in line 3'],
  ])('%s: says what is wrong and what to do', async (name, content, code, message) => {
    const path = content === null ? folder.path(name) : folder.write(name, content)
    await expect(readTable(path, { format: 'csv' })).rejects.toMatchObject({
      code,
      message,
      hint: expect.any(String),
      place: { file: name },
    })
  })

  it('is a folder', async () => {
    mkdirSync(folder.path('data'))
    await expect(readTable(folder.path('data'))).rejects.toMatchObject({
      code: 'invalidInput',
      message: 'Input needs to be a file, got the folder data',
    })
  })

  it.runIf(process.platform === 'linux')('is a device', async () => {
    await expect(readTable('/dev/zero')).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('has bytes that are not UTF-8: names line and remedy', async () => {
    await expect(readTable(fixture('windows-1252.csv'))).rejects.toMatchObject({
      code: 'badData',
      message: 'windows-1252.csv is not UTF-8 text: byte 0xE9 in line 2',
      hint: 'Say which encoding the file has, for example windows-1252 (--encoding on the command line).',
      place: { line: 2 },
    })
  })

  it('has such bytes far behind the beginning', async () => {
    const lines = `${'12345,abcdef\n'.repeat(300_000)}`
    const path = folder.write(
      'late.csv',
      Buffer.concat([Buffer.from(`a,b\n${lines}1,x`), Buffer.from([0xfc]), Buffer.from('\n2,y\n')]),
    )
    await expect(readTable(path)).rejects.toMatchObject({
      message: 'late.csv is not UTF-8 text: byte 0xFC in line 300002',
    })
  })

  it('ends in the middle of a character', async () => {
    const path = folder.write('cut.csv', Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xc3])]))
    await expect(readTable(path)).rejects.toMatchObject({
      code: 'badData',
      message: 'cut.csv is not UTF-8 text: byte 0xC3 in line 2',
    })
  })

  it('is UTF-16 without a mark', async () => {
    const path = folder.write('wide.csv', Buffer.from('a,b\n1,2\n', 'utf16le'))
    await expect(readTable(path)).rejects.toMatchObject({
      hint: 'If it is UTF-16 text, say so: encoding utf-16le.',
    })
  })

  it.each([
    [{ rows: 2 }, 'tooLarge', 'at most 2 rows'],
    [{ columns: 1 }, 'tooLarge', 'at most 1 columns, got 2'],
    [{ fileBytes: 10 }, 'tooLarge', 'at most 10 bytes, got 16'],
    [{ cellBytes: 1 }, 'tooLarge', 'cells of at most 1 bytes, got 2 in line 4'],
  ])('is beyond the limits %j', async (limits, code, message) => {
    const path = folder.write('limits.csv', 'a,b\n1,2\n3,4\n5,66')
    await expect(readTable(path, {}, { limits })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    })
  })

  it('lowers limits but never raises them', async () => {
    const wide = `${Array.from({ length: 2001 }, (_, i) => `c${i}`).join(',')}\n`
    const path = folder.write('wide-table.csv', wide + wide)
    await expect(readTable(path, {}, { limits: { columns: 5000 } })).rejects.toMatchObject({
      code: 'tooLarge',
      message: expect.stringContaining('at most 2000 columns'),
    })
  })
})

describe('options that contradict themselves', () => {
  const path = fixture('two-rows.csv')
  it.each([
    [{ delimiter: '"' }, 'the quote character'],
    [{ delimiter: '\n' }, 'a line break'],
    [{ delimiter: ',', decimal: ',' as const }, 'got "," for both'],
    [{ quote: 'é' }, 'one plain character'],
  ])('%j', async (options, message) => {
    await expect(readTable(path, options)).rejects.toMatchObject({
      code: 'invalidInput',
      message: expect.stringContaining(message),
    })
  })
})
