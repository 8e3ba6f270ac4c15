import { zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../../src/shared/errors.ts'
import { temporaryFolder } from '../csv/csv-fixtures.ts'
import { readRows } from '../table/read-rows.ts'
import { number, oneSheet, row, sheetData, text, workbookParts } from './workbook-fixture.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const HEADER = row(1, text('A1', 'a'))
const GOOD = oneSheet(sheetData(HEADER, row(2, number('A2', '12345')), row(3, text('A3', 'abc'))))

async function fail(bytes: Uint8Array, name = 'bad.xlsx'): Promise<AppError> {
  const error = await readRows(folder.write(name, bytes)).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

const sheet = (...rows: string[]) => oneSheet(sheetData(HEADER, ...rows))
const withSheet = (xml: string) => oneSheet('', { parts: { 'xl/worksheets/sheet1.xml': xml } })

describe('workbooks that cannot be read', () => {
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['no zip', Buffer.from('hello'), 'badData'],
    ['a cut-off end', GOOD.subarray(0, GOOD.length - 30), 'badData'],
    ['a missing sheet', oneSheet('', { parts: { 'xl/worksheets/sheet1.xml': null } }), 'badData'],
    ['a missing workbook', oneSheet('', { parts: { 'xl/workbook.xml': null } }), 'badData'],
    ['no list of contents', oneSheet('', { parts: { '[Content_Types].xml': null } }), 'badData'],
    ['an OpenDocument', oneSheet('', { parts: { mimetype: 'application/vnd.oasis' } }), 'badData'],
    ['only empty sheets', oneSheet(sheetData()), 'badData'],
    ['a shared text that is not there', sheet(row(2, '<c r="A2" t="s"><v>7</v></c>')), 'badData'],
    ['a shared text with no number', sheet(row(2, '<c r="A2" t="s"><v>x</v></c>')), 'badData'],
    ['a number that is none', sheet(row(2, number('A2', 'oops'))), 'badData'],
    ['an unknown kind of cell', sheet(row(2, '<c r="A2" t="q"><v>1</v></c>')), 'badData'],
    ['a cell twice', sheet(row(2, number('A2', '1') + number('A2', '2'))), 'badData'],
    ['cells out of order', sheet(row(2, number('B2', '1') + number('A2', '2'))), 'badData'],
    ['rows out of order', sheet(row(3, number('A3', '1')), row(2, number('A2', '2'))), 'badData'],
    ['a cell of another row', sheet(row(2, number('A3', '1'))), 'badData'],
    ['a row beyond the sheet', sheet(row(1_048_577, number('A1048577', '1'))), 'badData'],
    ['a column beyond the sheet', sheet(row(2, number('XFE2', '1'))), 'badData'],
    ['a document type', withSheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), 'badData'],
    ['an unknown entity', sheet(row(2, text('A2', '&bomb;'))), 'badData'],
    ['elements too deep', withSheet(`<worksheet>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</worksheet>`), 'badData'],
    ['elements not closed in order', withSheet('<worksheet><sheetData></worksheet></sheetData>'), 'badData'],
    ['XML that ends early', withSheet('<worksheet><sheetData>'), 'badData'],
    ['another encoding', withSheet('<?xml version="1.0" encoding="UTF-16"?><worksheet/>'), 'badData'],
    ['a text far too well packed', sheet(row(2, text('A2', 'x'.repeat(3_000_000)))), 'tooLarge'],
  ]
  it.each(cases)('%s', async (_, bytes, code) => {
    const error = await fail(bytes)
    expect(error.code).toBe(code)
    expect(error.place?.file).toBe('bad.xlsx')
  })

  it('one that is protected by a password, and an old one', async () => {
    const container = Buffer.alloc(2048)
    container.write('d0cf11e0a1b11ae1', 0, 'hex')
    container.writeUInt32LE(1, 48)
    expect((await fail(container)).message).toContain('old Office file')
    container.write('EncryptedPackage', 1024, 'utf16le')
    expect(await fail(container)).toMatchObject({ code: 'badData', message: 'bad.xlsx is protected by a password' })
  })

  it('one with parts that overlap, or far too many', async () => {
    const bytes = Buffer.from(zipSync(workbookParts({ sheets: [{ name: 'a', xml: sheetData(HEADER) }] })))
    const central = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    const second = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'), central + 4)
    bytes.writeUInt32LE(0, second + 42)
    expect((await fail(bytes)).message).toContain('overlap')
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`p${i}`, new Uint8Array(0)]))
    expect(await fail(zipSync(many))).toMatchObject({ code: 'tooLarge' })
  })

  it('never ends in anything but an error in words or the right rows, whatever bytes are flipped or cut off', async () => {
    const right = JSON.stringify((await readRows(folder.write('good.xlsx', GOOD))).cells)
    let nRead = 0
    for (let i = 0; i < 400; i++) {
      const at = Math.floor((i * GOOD.length) / 400)
      const bytes = Uint8Array.from(GOOD)
      bytes[at] = bytes[at]! ^ (1 << (i % 8))
      for (const [name, variant] of [
        ['flip.xlsx', bytes],
        ['cut.xlsx', GOOD.subarray(0, Math.max(1, at))],
      ] as const) {
        const result = await readRows(folder.write(name, variant)).catch((error: unknown) => error)
        if (result instanceof AppError) continue
        expect(result).not.toBeInstanceOf(Error)
        const { format } = (result as Awaited<ReturnType<typeof readRows>>).dialect
        if (format !== 'xlsx') continue
        nRead++
        expect(JSON.stringify((result as Awaited<ReturnType<typeof readRows>>).cells)).toBe(right)
      }
    }
    expect(nRead).toBeGreaterThan(0)
  })
})
