import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CHUNK_ROWS } from '../../../src/main/core/frame/chunk-rows.ts'
import { decodeChunk, encodeChunk } from '../../../src/main/store/column-chunk.ts'
import { openReader } from '../../../src/main/store/open-database.ts'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import { AMOUNTS, datasetVersion, insertDataset, LEVELS, PROFILE, PURPOSES } from './record-fixtures.ts'
import { createTestWorkspace, expectError, HASH, temporaryFolder } from './store-fixtures.ts'

let folder: ReturnType<typeof temporaryFolder>
let workspace: Workspace
beforeEach(async () => {
  folder = temporaryFolder()
  workspace = (await createTestWorkspace(folder.path)).workspace
})
afterEach(() => {
  workspace.close()
  folder.remove()
})

const nRows = CHUNK_ROWS + 10

/** Two chunks of row numbers, and of codes counted down. */
function insertLong(): void {
  const setId = workspace.datasets.beginChunkSet()
  const numbers = Float64Array.from({ length: nRows }, (_, row) => row)
  const codes = Int32Array.from({ length: nRows }, (_, row) => (nRows - 1 - row) % 300)
  for (const [chunk, from, to] of [
    [0, 0, CHUNK_ROWS],
    [1, CHUNK_ROWS, nRows],
  ] as const) {
    workspace.datasets.writeChunk(setId, 0, chunk, { type: 'numeric', values: numbers.subarray(from, to) })
    workspace.datasets.writeChunk(setId, 1, chunk, { type: 'text', codes: codes.subarray(from, to) })
  }
  workspace.datasets.writeLevels(
    setId,
    1,
    Array.from({ length: 300 }, (_, code) => `level ${code}`),
  )
  workspace.transaction(() => workspace.datasets.insert(datasetVersion({ id: 'long', name: 'long', nRows }), [], setId))
}

describe('data sets', () => {
  it('come back as they went in: record, profile, numbers to the bit, texts with any character', () => {
    const version = insertDataset(workspace)
    expect(workspace.datasets.get('loans')).toEqual(version)
    expect(workspace.datasets.profile('dataset-1')).toEqual(PROFILE)
    const { columns: _columns, issues: _issues, dialect: _dialect, steps: _steps, stepLog: _log, ...summary } = version
    expect(workspace.datasets.list()).toEqual([{ ...summary, nErasedRows: 0 }])
    const reader = openReader(workspace.connection)
    expect(reader.readVersion('dataset-1')).toEqual(version)
    const frame = reader.readFrame('dataset-1')
    expect(frame.nRows).toBe(4)
    expect([...frame.columns.keys()]).toEqual(['amount', 'purpose'])
    const [amount, purpose] = [...frame.columns.values()]
    expect(amount).toEqual({ kind: 'numeric', name: 'amount', values: AMOUNTS })
    expect(Object.is((amount as { values: Float64Array }).values[2], -0)).toBe(true)
    expect(purpose).toEqual({ kind: 'text', name: 'purpose', codes: PURPOSES, levels: LEVELS })
    expect([...reader.readFrame('dataset-1', ['purpose']).columns.keys()]).toEqual(['purpose'])
    reader.close()
  })

  it('show rows as numbers, texts and null, over the border of chunks', () => {
    insertDataset(workspace)
    expect(workspace.datasets.rows('loans', 0, 10)).toEqual({
      columns: ['amount', 'purpose'],
      rows: [
        [1.5, 'car'],
        [null, LEVELS[1]],
        [-0, null],
        [4e300, 'car'],
      ],
    })
    insertLong()
    const page = workspace.datasets.rows('long', CHUNK_ROWS - 1, 2, ['purpose', 'amount'])
    expect(page).toEqual({
      columns: ['purpose', 'amount'],
      rows: [
        ['level 10', CHUNK_ROWS - 1],
        ['level 9', CHUNK_ROWS],
      ],
    })
    expect(workspace.datasets.rows('long', nRows - 1, 5).rows).toEqual([[nRows - 1, 'level 0']])
    expect(workspace.datasets.rows('long', nRows, 5).rows).toEqual([])
    const reader = openReader(workspace.connection)
    const amount = reader.readFrame('long', ['amount']).columns.get('amount')
    expect(amount?.kind === 'numeric' && amount.values.every((value, row) => value === row)).toBe(true)
    reader.close()
  })

  it('refuse unknown columns, ids and names with a hint', async () => {
    insertDataset(workspace)
    expect(
      (await expectError(() => workspace.datasets.rows('loans', 0, 1, ['age']), 'notFound', /no column "age"/)).hint,
    ).toContain('amount, purpose')
    expect((await expectError(() => workspace.datasets.get('mortgages'), 'notFound', /No data set matches/)).hint).toBe(
      'Known: loans.',
    )
    const reader = openReader(workspace.connection)
    await expectError(() => reader.readFrame('loans'), 'notFound', /got loans/)
    reader.close()
  })

  it('count versions per name and find equal content', async () => {
    expect(workspace.datasets.nextVersion('loans')).toBe(1)
    expect(workspace.datasets.findByHash('loans', HASH)).toBeNull()
    const version = insertDataset(workspace)
    expect(workspace.datasets.nextVersion('loans')).toBe(2)
    expect(workspace.datasets.nextVersion('Loans')).toBe(1)
    expect(workspace.datasets.findByHash('loans', HASH)).toEqual(version)
    await expectError(() => insertDataset(workspace, { id: 'dataset-2' }), 'conflict', /exists already/)
    insertDataset(workspace, { id: 'dataset-2', version: 2 })
    expect(workspace.datasets.get('loans').id).toBe('dataset-2')
    expect(workspace.datasets.get('loans@1').id).toBe('dataset-1')
    expect(workspace.datasets.list().map(({ id }) => id)).toEqual(['dataset-2', 'dataset-1'])
  })

  it('refuse a version whose columns are not whole', async () => {
    const setId = workspace.datasets.beginChunkSet()
    const insert = () => workspace.transaction(() => workspace.datasets.insert(datasetVersion(), [], setId))
    await expectError(insert, 'internal', /column 1 needs 4 stored rows, got 0/)
    workspace.datasets.writeChunk(setId, 0, 0, { type: 'numeric', values: AMOUNTS })
    workspace.datasets.writeChunk(setId, 1, 0, { type: 'text', codes: PURPOSES.subarray(1) })
    await expectError(insert, 'internal', /column 2 needs 4 stored rows, got 3/)
    workspace.datasets.writeChunk(setId, 1, 1, { type: 'text', codes: PURPOSES.subarray(0, 1) })
    await expectError(insert, 'internal', /column 2 needs its levels/)
    await expectError(
      () => workspace.datasets.writeChunk(setId, 2, 0, { type: 'numeric', values: new Float64Array(CHUNK_ROWS + 1) }),
      'internal',
      /at most/,
    )
    workspace.datasets.writeChunk(setId, 2, 0, { type: 'numeric', values: AMOUNTS })
    workspace.datasets.writeLevels(setId, 1, LEVELS)
    await expectError(insert, 'internal', /needs 2 columns, got 3/)
    expect(workspace.datasets.list()).toEqual([])
  })

  it('let a set go until a version owns it, and never after', async () => {
    const orphan = workspace.datasets.beginChunkSet()
    workspace.datasets.writeChunk(orphan, 0, 0, { type: 'numeric', values: AMOUNTS })
    workspace.datasets.discardChunkSet(orphan)
    await expectError(
      () => workspace.datasets.writeChunk(orphan, 0, 1, { type: 'numeric', values: AMOUNTS }),
      'internal',
      /FOREIGN KEY/,
    )
    const setId = workspace.datasets.beginChunkSet()
    workspace.datasets.writeChunk(setId, 0, 0, { type: 'numeric', values: AMOUNTS })
    workspace.datasets.writeChunk(setId, 1, 0, { type: 'text', codes: PURPOSES })
    workspace.datasets.writeLevels(setId, 1, LEVELS)
    workspace.transaction(() => workspace.datasets.insert(datasetVersion(), [], setId))
    await expectError(() => workspace.datasets.discardChunkSet(setId), 'conflict', /written once/)
    await expectError(
      () => workspace.datasets.writeChunk(setId, 0, 1, { type: 'numeric', values: AMOUNTS }),
      'conflict',
      /written once/,
    )
    await expectError(() => workspace.datasets.writeLevels(setId, 0, ['x']), 'conflict', /written once/)
    expect(workspace.datasets.sweepOrphans()).toBe(0)
  })

  it('store codes in the narrowest integers and read them back', async () => {
    for (const [codes, encoding] of [
      [[-1, 127], 'i8'],
      [[-1, 128], 'i16'],
      [[32_767], 'i16'],
      [[-1, 32_768], 'i32'],
      [[], 'i8'],
    ] as const) {
      const chunk = encodeChunk({ type: 'text', codes: Int32Array.from(codes) })
      expect(chunk.encoding).toBe(encoding)
      expect([...decodeChunk(chunk.encoding, chunk.data, chunk.nRows)]).toEqual([...codes])
    }
    await expectError(() => decodeChunk('f64', new Uint8Array(15), 2), 'damaged', /15 bytes for 2 rows of f64/)
    await expectError(() => decodeChunk('f128', new Uint8Array(16), 1), 'damaged', /f128/)
  })
})

describe('reading in another thread while the writer writes', () => {
  it('gives the reader whole columns all along, and the writer never waits long', async () => {
    insertDataset(workspace)
    const worker = new Worker(new URL('./children/read-forever.ts', import.meta.url), {
      workerData: { connection: workspace.connection, id: 'dataset-1', nReads: 2000 },
    })
    const answer = new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    let isDone = false
    void answer.then(() => {
      isDone = true
    })
    const setId = workspace.datasets.beginChunkSet()
    const values = Float64Array.from({ length: CHUNK_ROWS }, (_, row) => row * Math.PI)
    let longest = 0
    for (let chunk = 0; !isDone || chunk < 40; chunk++) {
      const start = performance.now()
      workspace.datasets.writeChunk(setId, 0, chunk, { type: 'numeric', values })
      longest = Math.max(longest, performance.now() - start)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await answer).toBe(2000 * 1.5)
    expect(longest).toBeLessThan(5000)
    await worker.terminate()
  })
})
