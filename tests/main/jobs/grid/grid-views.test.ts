import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Masks, ViewDefinition } from '../../../../src/main/jobs/grid/grid-protocol.ts'
import { GridViews } from '../../../../src/main/jobs/grid/grid-views.ts'
import { GridSource } from '../../../../src/main/store/grid-source.ts'
import { openDatabase } from '../../../../src/main/store/open-database.ts'
import type { Workspace } from '../../../../src/main/store/workspace.ts'
import { type ColumnSchema, type DatasetVersion, datasetVersionSchema } from '../../../../src/shared/contract/index.ts'
import { createTestWorkspace, errorOf, HASH, INSTANT, temporaryFolder } from '../../store/store-fixtures.ts'

const ID = 'dv_grid'
const N_ROWS = 65_536 + 4
const NAMES = ['Zoe', 'Ann', 'Émile']
const DAYS = ['31/12/2020', '01/02/2021', '15/01/2021']
const MASKS: Masks = [['name', 'personName']]
const goOn = async () => undefined

/** Row numbers, names and days that repeat, over two chunks; missing in every hundredth row. */
function code(row: number, nLevels: number): number {
  return row % 100 === 99 ? -1 : row % nLevels
}

function version(): DatasetVersion {
  const column = (name: string, type: ColumnSchema['type'], dateFormat: string | null = null) => ({
    name,
    type,
    dateFormat,
    role: 'feature',
    reason: 'test',
    nMissing: 0,
    nDistinct: 3,
    nUnparsed: 0,
  })
  return datasetVersionSchema.parse({
    id: ID,
    name: 'grid',
    version: 1,
    contentHash: HASH,
    nRows: N_ROWS,
    nColumns: 3,
    target: null,
    nEvents: null,
    source: { fileName: 'grid.csv', bytes: 1, sha256: HASH },
    dialect: {
      delimiter: ',',
      quote: '"',
      decimal: '.',
      encoding: 'utf-8',
      lineEnding: '\n',
      byteOrderMark: false,
      missing: [''],
    },
    columns: [column('n', 'numeric'), column('name', 'text'), column('day', 'date', 'DD/MM/YYYY')],
    issues: [],
    nIssues: 0,
    createdAt: INSTANT,
    createdBy: 'ada',
  })
}

function insert(workspace: Workspace): void {
  const setId = workspace.datasets.beginChunkSet()
  for (let from = 0, chunk = 0; from < N_ROWS; from += 65_536, chunk++) {
    const size = Math.min(65_536, N_ROWS - from)
    const rows = Array.from({ length: size }, (_, i) => from + i)
    const codes = () => Int32Array.from(rows, (row) => code(row, 3))
    workspace.datasets.writeChunk(setId, 0, chunk, { type: 'numeric', values: Float64Array.from(rows) })
    workspace.datasets.writeChunk(setId, 1, chunk, { type: 'text', codes: codes() })
    workspace.datasets.writeChunk(setId, 2, chunk, { type: 'text', codes: codes() })
  }
  workspace.datasets.writeLevels(setId, 1, NAMES)
  workspace.datasets.writeLevels(setId, 2, DAYS)
  workspace.transaction(() => workspace.datasets.insert(version(), [], setId))
}

describe('views of the grid', () => {
  const folder = temporaryFolder()
  let workspace: Workspace
  let source: GridSource
  let views: GridViews

  beforeAll(async () => {
    workspace = (await createTestWorkspace(folder.path)).workspace
    insert(workspace)
    source = new GridSource(workspace.connection, 600_000)
    views = new GridViews(source)
  })
  afterAll(() => {
    source.close()
    workspace.close()
    folder.remove()
  })

  const define = (wish: Partial<ViewDefinition>): ViewDefinition => ({
    datasetVersionId: ID,
    filter: null,
    search: null,
    sort: [],
    masks: [],
    ...wish,
  })
  const open = (wish: Partial<ViewDefinition>) => views.open(define(wish), goOn)
  const page = (view: string | null, offset: number, limit: number, masks: Masks = []) =>
    views.page({ datasetVersionId: ID, view, offset, limit, columns: null, masks })

  it('reads rows across the border of two chunks', () => {
    const { rows, rowNumbers, nRows } = page(null, 65_534, 4)
    expect(nRows).toBe(N_ROWS)
    expect(rowNumbers).toEqual([65_534, 65_535, 65_536, 65_537])
    expect(rows[2]).toEqual([65_536, NAMES[65_536 % 3], DAYS[65_536 % 3]])
    expect(page(null, 99, 1).rows).toEqual([[99, null, null]])
    expect(page(null, N_ROWS + 5, 3)).toMatchObject({ rows: [], rowNumbers: [] })
  })

  it('sorts dates by day, with missing ones last', async () => {
    const { view } = await open({ sort: [{ column: 'day', descending: false }] })
    const day = (offset: number) => page(view, offset, 1).rows[0]?.[2]
    expect([day(0), day(N_ROWS / 2), day(64_000), day(N_ROWS - 1)]).toEqual([
      '31/12/2020',
      '15/01/2021',
      '01/02/2021',
      null,
    ])
    const later = await open({ filter: "day > date('2021-01-15')" })
    expect(page(later.view, 0, 2).rowNumbers).toEqual([1, 4])
  })

  it('searches texts and numbers, and only within the rows of the filter', async () => {
    expect((await open({ search: 'émi' })).nRows).toBe((await open({ filter: "name = 'Émile'" })).nRows)
    expect(page((await open({ search: '65535', filter: 'n > 5' })).view, 0, 5).rowNumbers).toEqual([65_535])
  })

  it('shows masked columns masked, and does not let them be sorted, filtered or searched', async () => {
    expect(page(null, 0, 2, MASKS)).toMatchObject({
      masked: ['name'],
      rows: [
        [0, 'Z.', DAYS[0]],
        [1, 'A.', DAYS[1]],
      ],
    })
    const sorted = await errorOf(() => open({ sort: [{ column: 'name', descending: false }], masks: MASKS }))
    expect(sorted).toMatchObject({ code: 'forbidden', place: { field: 'sort', column: 'name' } })
    const filtered = await errorOf(() => open({ filter: "name = 'Zoe'", masks: MASKS }))
    expect(filtered).toMatchObject({ code: 'forbidden', place: { field: 'filter' } })
    expect(filtered.message).not.toContain('Zoe')
    expect((await open({ search: 'zoe', masks: MASKS })).nRows).toBe(0)
  })

  it('does not keep a view whose columns are masked since', async () => {
    const { view } = await open({ sort: [{ column: 'name', descending: false }] })
    expect(await errorOf(() => page(view, 0, 1, MASKS))).toMatchObject({ code: 'notFound' })
    expect(page(view, 0, 1).rows[0]?.[1]).toBe('Ann')
  })

  it('stays within its memory', () => {
    page(null, 0, 1)
    page(null, 65_536, 1)
    expect(source.bytes).toBeLessThanOrEqual(600_000)
  })

  it('refuses a page with too many cells', async () => {
    const wide = {
      datasetVersionId: ID,
      view: null,
      offset: 0,
      limit: 50_001,
      columns: ['n', 'n', 'n', 'n'],
      masks: [],
    }
    expect(await errorOf(() => views.page(wide))).toMatchObject({ code: 'tooLarge' })
  })

  it('hands out a copy of the order, or none where there is no order', async () => {
    const { view } = await open({ filter: 'n < 3' })
    const { rows } = views.order({ datasetVersionId: ID, view, masks: [] })
    expect([...(rows ?? [])]).toEqual([0, 1, 2])
    rows?.fill(9)
    expect(page(view, 0, 3).rowNumbers).toEqual([0, 1, 2])
    expect(views.order({ datasetVersionId: ID, view: (await open({})).view, masks: [] })).toEqual({ rows: null })
  })

  it('stops between chunks when it is cancelled', async () => {
    let nHalts = 0
    const stop = async () => {
      if (++nHalts === 2) throw new Error('stopped')
    }
    await expect(views.open(define({ filter: 'n >= 0' }), stop)).rejects.toThrow('stopped')
  })

  it('forgets cells and views once rows were erased', async () => {
    const { view } = await open({ search: 'zoe' })
    const writer = openDatabase({ ...workspace.connection, mode: 'readWrite' })
    const setId = workspace.datasets.setIdOf(ID)
    writer.transaction(() => {
      writer.prepare('INSERT INTO erasure_window (set_id) VALUES (?)').run(setId)
      writer
        .prepare('UPDATE column_levels SET levels = ? WHERE set_id = ?')
        .run(JSON.stringify(['', 'Ann', 'Eve']), setId)
      writer.prepare("INSERT INTO erasure (id, dataset_version_id, n_rows, record) VALUES ('e', ?, 1, '{}')").run(ID)
      writer.prepare('DELETE FROM erasure_window WHERE set_id = ?').run(setId)
    })
    writer.close()
    expect(await errorOf(() => page(view, 0, 1))).toMatchObject({ code: 'notFound' })
    expect(page(null, 0, 3).rows.map((row) => row[1])).toEqual(['', 'Ann', 'Eve'])
  })
})
