import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { previewTable } from '../../../../src/main/io/table/preview-table.ts'
import { previewSchema } from '../../../../src/shared/contract/dataset.ts'
import { readTable, temporaryFolder } from '../csv/csv-fixtures.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/csv/${name}`, import.meta.url))
const folder = temporaryFolder()
afterAll(() => folder.remove())

describe('previewTable', () => {
  it('shows what stands in the file beside what it is read as', async () => {
    const preview = await previewTable({ path: fixture('semicolon-decimal-comma.csv'), options: {} })
    expect(preview.rows[0]).toEqual({
      line: 2,
      raw: ['34', '1.250,50', '0,435', 'nein'],
      parsed: [34, 1250.5, 0.435, 'nein'],
    })
    expect(preview.isPartial).toBe(false)
    expect(preview.values[3]).toEqual({ column: 'ausfall', values: ['nein', 'ja'] })
    expect(previewSchema.parse(preview)).toEqual(preview)
  })

  it('says of a whole small file what the import says', async () => {
    const path = fixture('forced-types.csv')
    const options = { types: [{ column: 'age', type: 'numeric' as const }] }
    const preview = await previewTable({ path, options, roles: [{ column: 'id', role: 'identifier' }] })
    const table = await readTable(path, options)
    // Sums, distinct values and what a person adds are not the reader's to say of both.
    expect(
      preview.columns.map(({ role: _, nDistinct: __, specialCodes: ___, privacy: ____, ...column }) => column),
    ).toEqual(table.columns.map(({ sum: _, ...column }) => column))
    expect(preview.columns.map((column) => column.role)).toEqual(['identifier', 'feature', 'feature'])
    expect(preview.issues).toEqual(table.issues)
    expect(preview.dialect).toEqual(table.dialect)
    expect(preview.rows.map((row) => row.line)).toEqual([2, 3, 4, 6])
    expect(preview.rows.map((row) => row.parsed)).toEqual(table.rows)
  })

  it('reads only the beginning of a large file, and says so', async () => {
    const path = folder.write(
      'large.csv',
      `n,t\n${Array.from({ length: 20_000 }, (_, i) => `${i},v${i % 70}\n`).join('')}`,
    )
    const preview = await previewTable({ path, options: {} })
    expect(preview).toMatchObject({ nRows: 5000, isPartial: true })
    expect(preview.rows).toHaveLength(100)
    expect(preview.values[1]!.values).toHaveLength(50)
  })

  it('stops after two megabytes of long lines', async () => {
    const path = folder.write(
      'long-lines.csv',
      `n,t\n${Array.from({ length: 60 }, (_, i) => `${i},${'x'.repeat(100_000)}\n`).join('')}`,
    )
    const preview = await previewTable({ path, options: {} })
    expect(preview.isPartial).toBe(true)
    expect(preview.nRows).toBeGreaterThan(15)
    expect(preview.nRows).toBeLessThan(30)
  })

  it('knows that a file of just 5,000 rows is whole', async () => {
    const path = folder.write('exact.csv', `n\n${'1\n'.repeat(5000)}`)
    expect(await previewTable({ path, options: {} })).toMatchObject({ nRows: 5000, isPartial: false })
  })

  it('shows rows with another number of cells as they would be mended, and says that the import refuses them', async () => {
    const path = folder.write('ragged.csv', 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n')
    const preview = await previewTable({ path, options: {} })
    expect(preview.rows.map(({ line, raw, parsed }) => [line, raw, parsed])).toEqual([
      [2, ['1', '2', '3'], [1, 2, 3]],
      [3, ['4', '5', null], [4, 5, null]],
      [4, ['6', '7', '8'], [6, 7, 8]],
    ])
    expect(preview.issues).toMatchObject([
      { line: 3, problem: 'the row has too few cells', action: expect.stringContaining('the import refuses the file') },
      { line: 4, raw: '9', action: expect.stringMatching(/--ragged repair .*: 1 extra cell not loaded$/) },
    ])
    expect(preview.dialect.raggedRows).toBe('refuse')
    expect(preview.sums).toEqual([
      { column: 'a', sum: 11 },
      { column: 'b', sum: 14 },
      { column: 'c', sum: 11 },
    ])
    const mended = await previewTable({ path, options: { raggedRows: 'repair' } })
    expect(mended.dialect.raggedRows).toBe('repair')
    expect(mended.issues[1]!.action).toBe('1 extra cell not loaded')
  })

  it('ends before a broken quote, and lists it', async () => {
    const path = folder.write('quote.csv', 'a,b\n1,2\n3,4\n"5"x,6\n7,8\n')
    const preview = await previewTable({ path, options: { delimiter: ',', quote: '"' } })
    expect(preview).toMatchObject({ nRows: 2, isPartial: true, nIssues: 1 })
    expect(preview.issues[0]).toMatchObject({
      line: 4,
      problem: 'quote.csv has text after a closing quote in line 4',
      action: expect.stringContaining('the import refuses the file'),
    })
    await expect(readTable(path)).rejects.toMatchObject({ place: { line: 4 } })
  })

  it('fails where not even one row can be shown', async () => {
    const path = folder.write('first.csv', 'a,b\n"1"x,2\n')
    await expect(previewTable({ path, options: {} })).rejects.toMatchObject({ code: 'badData', place: { line: 2 } })
  })
})
