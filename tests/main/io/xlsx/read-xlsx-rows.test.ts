import { afterAll, describe, expect, it } from 'vitest'
import { CELL_KINDS } from '../../../../src/main/io/table/row-source.ts'
import { temporaryFolder } from '../csv/csv-fixtures.ts'
import { readRows } from '../table/read-rows.ts'
import { number, oneSheet, row, sheetData, text, workbook } from './workbook-fixture.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const HEADER = row(1, text('A1', 'id') + text('B1', 'amount') + text('C1', 'note'))
const STYLES = `<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="165" formatCode="#,##0.00 &quot;days&quot;"/></numFmts>
  <cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>`

function read(
  bytes: Uint8Array,
  options: Parameters<typeof readRows>[1] = {},
  limits = {},
): ReturnType<typeof readRows> {
  return readRows(folder.write('loans.xlsx', bytes), options, limits)
}

describe('reading a workbook', () => {
  it('keeps the digits of numbers, and texts as texts whatever they look like', async () => {
    const shared =
      '<si><t>007</t></si><si><r><t>two </t></r><r><t>fonts</t></r><rPh><t>ru</t></rPh></si><si><t>a_x000D_b&amp;c</t></si>'
    const { names, cells, kinds, lines } = await read(
      oneSheet(
        sheetData(
          HEADER,
          row(2, `<c r="A2" t="s"><v>0</v></c>${number('B2', '0.10000000000000001')}<c r="C2" t="s"><v>1</v></c>`),
          row(3, `${number('A3', '-1.5E-3')}<c r="B3" t="b"><v>1</v></c><c r="C3" t="s"><v>2</v></c>`),
          row(4, `<c r="C4" t="str"><f>1+1</f><v>12</v></c>`),
        ),
        { sharedStrings: shared },
      ),
    )
    expect(names).toEqual(['id', 'amount', 'note'])
    expect(cells).toEqual([
      ['007', '0.10000000000000001', 'two fonts'],
      ['-1.5E-3', 'TRUE', 'a\rb&c'],
      [null, null, '12'],
    ])
    const { plain, text: isText, missing } = CELL_KINDS
    expect(kinds).toEqual([
      [isText, plain, isText],
      [plain, isText, isText],
      [missing, missing, isText],
    ])
    expect(lines).toEqual([2, 3, 4])
  })

  it('writes days and moments as ISO texts', async () => {
    const data = sheetData(
      HEADER,
      row(2, number('A2', '43160', '1') + number('B2', '43160.5', '2') + number('C2', '60', '3')),
    )
    expect((await read(oneSheet(data, { styles: STYLES }))).cells).toEqual([
      ['2018-03-01', '2018-03-01 12:00:00', '60'],
    ])
    const in1904 = await read(oneSheet(data, { styles: STYLES, workbookPr: '<workbookPr date1904="1"/>' }))
    expect(in1904.cells).toEqual([['2022-03-02', '2022-03-02 12:00:00', '60']])
    expect(in1904.dialect.decisions).toContainEqual(expect.objectContaining({ what: 'dateSystem', value: '1904' }))
  })

  it('lists what is not as it seems: errors, formulas, merged and hidden cells, empty rows, days that never were', async () => {
    const { cells, issues } = await read(
      oneSheet(
        `<cols><col min="2" max="3" hidden="1"/></cols>${sheetData(
          HEADER,
          row(2, `<c r="A2" t="e"><v>#DIV/0!</v></c><c r="B2"><f>A1</f><v>5</v></c><c r="C2"><f>A2</f></c>`),
          row(3, '<c r="A3" s="1"/>'),
          row(6, number('A6', '60', '1'), ' hidden="1"'),
          row(7, ''),
        )}<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>`,
        { styles: STYLES },
      ),
    )
    expect(cells).toEqual([
      [null, '5', null],
      ['60', null, null],
    ])
    expect(issues).toEqual([
      '2 id "#DIV/0!": is an error of the workbook, read as missing',
      '3 - "": rows 3 to 5 are empty, left out',
      '6 id "60": is formatted as a date, but is no day of the calendar, the number was read',
      '6 - "": 2 cells hold formulas, their stored results were read',
      '6 - "": 1 formula has no stored result, read as missing',
      '6 - "": 1 range of cells is merged, the value stands in the first cell of each',
      '6 - "": 1 row is hidden, read like the others',
      '6 - "": 2 columns are hidden, read like the others',
    ])
  })

  it('chooses the first visible sheet with cells, and the one named', async () => {
    const sheet = (name: string, value: string, state?: string) => ({
      name,
      xml: sheetData(row(1, text('A1', 'x')), row(2, number('A2', value))),
      ...(state === undefined ? {} : { state }),
    })
    const bytes = workbook({
      sheets: [
        sheet('Secret', '1', 'hidden'),
        { name: 'Empty', xml: sheetData() },
        sheet('Data', '2'),
        sheet('More', '3'),
      ],
    })
    const chosen = await read(bytes)
    expect(chosen.cells).toEqual([['2']])
    expect(chosen.dialect).toMatchObject({ format: 'xlsx', sheet: 'Data', sheets: ['Secret', 'Empty', 'Data', 'More'] })
    expect((await read(bytes, { sheet: 'More' })).cells).toEqual([['3']])
    await expect(read(bytes, { sheet: 'Missing' })).rejects.toMatchObject({
      code: 'badData',
      hint: expect.stringContaining('Secret, Empty, Data, More'),
    })
  })

  it('finds a table that begins further down and to the right, and names columns without a name', async () => {
    const { names, cells, issues } = await read(
      oneSheet(
        sheetData(row(1, text('A1', 'Title')), row(4, text('C4', 'a') + text('E4', 'a')), row(5, number('D5', '1'))),
      ),
      { skipLines: 1 },
    )
    expect(names).toEqual(['a', 'column_2', 'a_2'])
    expect(cells).toEqual([[null, '1', null]])
    expect(issues).toHaveLength(2)
  })

  it('sees that a first row of numbers is no header, unless told', async () => {
    const bytes = oneSheet(sheetData(row(1, number('A1', '1') + number('B1', '2')), row(2, number('A2', '3'))))
    const sniffed = await read(bytes)
    expect(sniffed.names).toEqual(['column_1', 'column_2'])
    expect(sniffed.cells).toEqual([
      ['1', '2'],
      ['3', null],
    ])
    expect((await read(bytes, { hasHeader: true })).names).toEqual(['1', '2'])
  })

  it('refuses cells outside of the named columns, or leaves them out when asked to', async () => {
    const bytes = oneSheet(sheetData(HEADER, row(2, number('A2', '1') + text('E2', 'stray'))))
    await expect(read(bytes)).rejects.toMatchObject({ code: 'badData', message: expect.stringContaining('E2') })
    const { cells, issues } = await read(bytes, { raggedRows: 'repair' })
    expect(cells).toEqual([['1', null, null]])
    expect(issues).toEqual(['2 - "stray": the cell E2 stands outside of the named columns, left out'])
  })

  it('refuses more columns or rows than the limits allow', async () => {
    const wide = oneSheet(sheetData(row(1, text('A1', 'a') + text('XFD1', 'z')), row(2, number('A2', '1'))))
    await expect(read(wide)).rejects.toMatchObject({ code: 'tooLarge' })
    const long = oneSheet(sheetData(HEADER, row(2, number('A2', '1')), row(3, number('A3', '1'))))
    await expect(read(long, {}, { rows: 1 })).rejects.toMatchObject({ code: 'tooLarge' })
  })

  it('reads cells and rows without a place, prefixes, comments and CDATA', async () => {
    const sheet = `<x:worksheet xmlns:x="m"><!-- <row> --><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t><![CDATA[a&b]]></x:t></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    const { names, cells } = await read(oneSheet('', { parts: { 'xl/worksheets/sheet1.xml': sheet } }))
    expect(names).toEqual(['a&b'])
    expect(cells).toEqual([['1']])
  })
})
