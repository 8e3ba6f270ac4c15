import { afterAll, describe, expect, it } from 'vitest'
import { issueLines, readTable, temporaryFolder } from '../csv/csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

describe('columns of dates', () => {
  it('are found where every value is a date of one pattern', async () => {
    const table = await readTable(folder.write('dates.csv', 'd,e\n2021-01-31,03/04/2021\n,01/02/2021\n2024-02-29,NA\n'))
    expect(table.columns.map(({ type, dateFormat, reason }) => [type, dateFormat, reason])).toEqual([
      ['date', 'YYYY-MM-DD', 'date: every value is a date written YYYY-MM-DD, e.g. 2021-01-31'],
      ['text', null, expect.stringMatching(/^text: .* both fit every value/)],
    ])
    expect(table.rows.map(([d]) => d)).toEqual(['2021-01-31', null, '2024-02-29'])
  })

  it('stay text with one date that does not exist', async () => {
    const table = await readTable(folder.write('february.csv', 'd,e\n2021-02-28,1\n2021-02-30,2\n'))
    expect(table.columns[0]).toMatchObject({ type: 'text', dateFormat: null })
  })

  it.each([
    ['named', { column: 'd', type: 'date' as const, dateFormat: 'YYYY-MM-DD' }],
    ['found', { column: 'd', type: 'date' as const }],
  ])('list every cell that does not fit a pattern that was %s', async (_, type) => {
    const path = folder.write('forced.csv', 'd,e\n2021-02-28,1\n2021-02-30,2\n,3\nsoon,4\n2021-03-01,5\n')
    const table = await readTable(path, { types: [type] })
    expect(table.rows.map(([d]) => d)).toEqual(['2021-02-28', null, null, null, '2021-03-01'])
    expect(table.columns[0]).toMatchObject({ type: 'date', dateFormat: 'YYYY-MM-DD', nMissing: 3, nUnparsed: 2 })
    expect(issueLines(table.issues)).toEqual([
      '3 d "2021-02-30": is not a date written YYYY-MM-DD, read as missing',
      '5 d "soon": is not a date written YYYY-MM-DD, read as missing',
    ])
  })

  it('need a known pattern', async () => {
    const path = folder.write('unknown.csv', 'd,e\n2021-02-28,1\n')
    const read = (dateFormat: string) => readTable(path, { types: [{ column: 'd', type: 'date', dateFormat }] })
    await expect(read('YY-MM')).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('need values that are dates', async () => {
    const path = folder.write('none.csv', 'd,e\nx,1\ny,2\n')
    await expect(readTable(path, { types: [{ column: 'd', type: 'date' }] })).rejects.toMatchObject({ code: 'badData' })
  })
})
