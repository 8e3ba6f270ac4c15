import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { issueLines, readTable, temporaryFolder } from './csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const RAGGED = 'a,b,c\n1,2,3\n4,5\n6,7,8,9,"x,y"\n10,11,12\nTotal: 3\n'

describe('rows with another number of cells', () => {
  it('are refused, with the remedy', async () => {
    await expect(readTable(folder.write('ragged.csv', RAGGED))).rejects.toMatchObject({
      code: 'badData',
      message: 'ragged.csv needs 3 cells in every row, as in its first line, got 2 in line 3',
      hint: expect.stringContaining('(“Mend and list” on screen, --ragged repair on the command line)'),
      place: { line: 3 },
    })
  })

  it('are mended and listed one by one where the person says so', async () => {
    const table = await readTable(folder.write('ragged.csv', RAGGED), { raggedRows: 'repair' })
    expect(table.rows).toEqual([
      ['1', 2, 3],
      ['4', 5, null],
      ['6', 7, 8],
      ['10', 11, 12],
      ['Total: 3', null, null],
    ])
    expect(issueLines(table.issues)).toEqual([
      '3 c "": the row has too few cells, 1 absent cell read as missing',
      '4 - "9,x,y": the row has too many cells, 2 extra cells not loaded',
      '6 b "Total: 3": the row has too few cells, 2 absent cells read as missing',
    ])
    expect(table.dialect.raggedRows).toBe('repair')
    expect(table.dialect.decisions).toContainEqual(
      expect.objectContaining({ what: 'raggedRows', confidence: 'chosen' }),
    )
  })

  it('keep an empty last column that every row and the header have', async () => {
    const table = await readTable(folder.write('trailing.csv', 'a,b,\n1,2,\n3,4,\n'))
    expect(table.names).toEqual(['a', 'b', 'column_3'])
    expect(table.rows).toEqual([
      [1, 2, null],
      [3, 4, null],
    ])
    expect(issueLines(table.issues)).toEqual(['1 column_3 "": the header cell is empty, named column_3'])
  })

  it('are never mended under a header that lacks a name: the names could stand over the wrong columns', async () => {
    const path = folder.write('narrow.csv', 'a,b\n1,2,3\n4,5,6\n7,8,9\n')
    await expect(readTable(path)).rejects.toMatchObject({ place: { line: 2 } })
    await expect(readTable(path, { raggedRows: 'repair' })).rejects.toMatchObject({
      code: 'badData',
      message: 'narrow.csv needs a name for each of the 3 cells that most rows have, got 2 in line 1',
    })
  })

  it('get the width of most rows where there is no header', async () => {
    const path = folder.write('no-header.csv', '1,2\n3,4,5\n6,7,8\n')
    const table = await readTable(path, { raggedRows: 'repair', hasHeader: false })
    expect(table.rows).toEqual([
      [1, 2, null],
      [3, 4, 5],
      [6, 7, 8],
    ])
  })
})

describe('broken quotes', () => {
  it('that run on for megabytes are named with the line they open in', async () => {
    const rows = Array.from({ length: 400_000 }, (_, i) => `${i},some text of a row\n`)
    rows[5] = '5,"never closed\n'
    const message = 'open.csv has a quote that opens in line 7 and is not closed within 8388608 bytes'
    await expect(readTable(folder.write('open.csv', `n,t\n${rows.join('')}`))).rejects.toMatchObject({
      code: 'tooLarge',
      message,
      place: { line: 7 },
    })
    await expect(readTable(folder.write('open.csv', gzipSync(`n,t\n${rows.join('')}`)))).rejects.toMatchObject({
      message,
    })
  })

  it('in the last line are named with that line', async () => {
    await expect(readTable(folder.write('last.csv', `n,t\n${'1,x\n'.repeat(9000)}2,"y`))).rejects.toMatchObject({
      code: 'badData',
      message: 'last.csv has a quote that is never closed in line 9002',
    })
  })
})

describe('cells and rows of hostile size', () => {
  it('are refused with their line and the limit', async () => {
    const cell = 'x'.repeat(10 << 20)
    await expect(readTable(folder.write('cell.csv', `a,b\n1,${cell}\n`))).rejects.toMatchObject({
      code: 'tooLarge',
      message: 'cell.csv needs lines of at most 8388608 bytes, got a longer one in line 2',
    })
    await expect(readTable(folder.write('cell.csv', `a,b\n1,${'x'.repeat(2 << 20)}\n`))).rejects.toMatchObject({
      code: 'tooLarge',
      message: 'cell.csv needs cells of at most 1048576 bytes, got 2097152 in line 2',
    })
    const wide = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')
    await expect(readTable(folder.write('wide.csv', `${wide}\n${wide}\n`))).rejects.toMatchObject({
      code: 'tooLarge',
      message: 'wide.csv needs to have at most 2000 columns, got more in line 1',
    })
  })

  it('keep zero bytes as they are', async () => {
    const table = await readTable(folder.write('zero.csv', 'a,b\nx\0y,1\n\0,2\nlong enough to be text,3\n'))
    expect(table.rows.map(([text]) => text)).toEqual(['x\0y', '\0', 'long enough to be text'])
  })
})
