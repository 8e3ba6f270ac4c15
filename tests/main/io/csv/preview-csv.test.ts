import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { previewCsv } from '../../../../src/main/io/csv/preview-csv.ts'
import { previewSchema } from '../../../../src/shared/contract/dataset.ts'
import { importTable, temporaryFolder } from './csv-fixtures.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/csv/${name}`, import.meta.url))
const folder = temporaryFolder()
afterAll(() => folder.remove())

describe('previewCsv', () => {
  it('shows what stands in the file beside what it is read as', async () => {
    const preview = await previewCsv({ path: fixture('semicolon-decimal-comma.csv'), options: {} })
    expect(preview.rows[0]).toEqual({
      line: 2,
      raw: ['34', '1.250,50', '0,435', 'nein'],
      parsed: [34, '1.250,50', 0.435, 'nein'],
    })
    expect(preview.isPartial).toBe(false)
    expect(preview.values[3]).toEqual({ column: 'ausfall', values: ['nein', 'ja'] })
    expect(previewSchema.parse(preview)).toEqual(preview)
  })

  it('says of a whole small file what the import says', async () => {
    const path = fixture('forced-types.csv')
    const options = { types: [{ column: 'age', type: 'numeric' as const }] }
    const preview = await previewCsv({ path, options, roles: [{ column: 'id', role: 'identifier' }] })
    const table = await importTable(path, options)
    expect(preview.columns.map(({ role: _, ...column }) => column)).toEqual(table.columns)
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
    const preview = await previewCsv({ path, options: {} })
    expect(preview).toMatchObject({ nRows: 5000, isPartial: true })
    expect(preview.rows).toHaveLength(100)
    expect(preview.values[1]!.values).toHaveLength(50)
  })

  it('stops after two megabytes of long lines', async () => {
    const path = folder.write(
      'long-lines.csv',
      `n,t\n${Array.from({ length: 60 }, (_, i) => `${i},${'x'.repeat(100_000)}\n`).join('')}`,
    )
    const preview = await previewCsv({ path, options: {} })
    expect(preview.isPartial).toBe(true)
    expect(preview.nRows).toBeGreaterThan(15)
    expect(preview.nRows).toBeLessThan(30)
  })

  it('knows that a file of just 5,000 rows is whole', async () => {
    const path = folder.write('exact.csv', `n\n${'1\n'.repeat(5000)}`)
    expect(await previewCsv({ path, options: {} })).toMatchObject({ nRows: 5000, isPartial: false })
  })

  it('fails as the import does', async () => {
    await expect(previewCsv({ path: fixture('ragged.csv'), options: {} })).rejects.toMatchObject({
      code: 'badData',
      place: { line: 5 },
    })
  })
})
