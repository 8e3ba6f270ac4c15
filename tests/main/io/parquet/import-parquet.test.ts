import { afterAll, describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { importParquet } from '../../../../src/main/io/parquet/import-parquet.ts'
import { previewParquet } from '../../../../src/main/io/parquet/preview-parquet.ts'
import { valuesHash } from '../../../../src/main/io/values-hash.ts'
import { writeTable } from '../../../../src/main/io/write-table.ts'
import { previewSchema } from '../../../../src/shared/contract/dataset.ts'
import { temporaryFolder } from '../csv/csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const N = 70_000
const FRAME = createFrame([
  {
    kind: 'numeric',
    name: 'x',
    values: Float64Array.from({ length: N }, (_, i) => (i % 5 === 0 ? Number.NaN : i / 8)),
  },
  {
    kind: 'text',
    name: 'd',
    codes: Int32Array.from({ length: N }, (_, i) => i % 2),
    levels: ['2020-01-31', '2020-02-29'],
  },
])

function write(): string {
  const path = folder.path('loans.parquet')
  writeTable(FRAME, path)
  return path
}

describe('Parquet', () => {
  it('is imported in chunks, with the hash of its values, its sums and the counts of a target', async () => {
    const chunks: string[] = []
    const result = await importParquet(
      { path: write(), options: {}, targetColumn: 'd' },
      {
        report: () => undefined,
        chunk: async ({ columnIndex, chunkIndex }) => {
          chunks.push(`${columnIndex}/${chunkIndex}`)
        },
      },
    )
    expect(result.valuesHash).toBe(valuesHash([...FRAME.columns.values()], N))
    expect(chunks.sort()).toEqual(['0/0', '0/1', '1/0', '1/1'])
    expect(result.columns).toMatchObject([
      { name: 'x', type: 'numeric', nMissing: N / 5 },
      { name: 'd', type: 'date', dateFormat: 'YYYY-MM-DD', nMissing: 0 },
    ])
    expect(result.targetCounts?.values).toContainEqual({ value: '2020-01-31', count: N / 2 })
  })

  it('makes texts that are no dates missing when dates are asked for, and lists them', async () => {
    const types = [{ column: 'd', type: 'date' as const, dateFormat: 'DD.MM.YYYY' }]
    const preview = await previewParquet({ path: write(), options: { types } })
    expect(preview.columns[1]).toMatchObject({
      type: 'date',
      dateFormat: 'DD.MM.YYYY',
      nUnparsed: 5_000,
      nMissing: 5_000,
    })
    expect(preview.nIssues).toBe(5_000)
    const unnamed = previewParquet({ path: write(), options: { types: [{ column: 'd', type: 'date' }] } })
    await expect(unnamed).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('is previewed by its first 5,000 rows, raw texts beside values', async () => {
    const preview = await previewParquet({ path: write(), options: {} })
    expect(previewSchema.parse(preview)).toEqual(preview)
    expect(preview).toMatchObject({ nRows: 5_000, isPartial: true, dialect: { format: 'parquet' } })
    expect(preview.rows).toHaveLength(100)
    expect(preview.rows.slice(0, 2)).toEqual([
      { line: 1, raw: [null, '2020-01-31'], parsed: [null, '2020-01-31'] },
      { line: 2, raw: ['0.125', '2020-02-29'], parsed: [0.125, '2020-02-29'] },
    ])
  })
})
