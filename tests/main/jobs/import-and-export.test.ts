import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportTableResult } from '../../../src/main/io/table/import-table.ts'
import { valuesHash } from '../../../src/main/io/values-hash.ts'
import { forkReader } from '../../../src/main/jobs/fork-reader.ts'
import { createJobRunner, type JobRunner } from '../../../src/main/jobs/job-runner.ts'
import { profileStaged } from '../../../src/main/jobs/profile-staged.ts'
import { openReader } from '../../../src/main/store/open-database.ts'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import type { DatasetVersion, Job } from '../../../src/shared/contract/index.ts'
import { temporaryFolder } from '../io/csv/csv-fixtures.ts'
import { clock, createTestWorkspace, HASH, INSTANT, newId, USER } from '../store/store-fixtures.ts'

const EXPORT = { format: 'csv', rows: null, masks: [], originals: false, about: [] } as const
const GERMAN = fileURLToPath(new URL('../../../resources/demo/german-credit.csv', import.meta.url))
const folder = temporaryFolder()
let workspace: Workspace
let runner: JobRunner

beforeAll(async () => {
  workspace = (await createTestWorkspace(folder.path('workspace'))).workspace
  runner = createJobRunner({
    store: workspace.jobs,
    transaction: (work) => workspace.transaction(work),
    clock,
    newId,
    connection: workspace.connection,
    workerEntry: new URL('./test-worker.ts', import.meta.url),
    readerEntry: new URL('../../../src/main/entries/reader.ts', import.meta.url),
    launchReader: forkReader,
  })
})

afterAll(async () => {
  await runner.close()
  workspace.close()
  folder.remove()
})

async function endOf(jobId: string): Promise<Job> {
  let last: Job | undefined
  for await (const job of runner.watch(jobId)) last = job
  return last!
}

function versionOf(read: ImportTableResult): DatasetVersion {
  const { nRows, source, dialect, issues, nIssues } = read
  const columns = read.columns.map(({ sum: _, ...column }) => ({
    ...column,
    nDistinct: 0,
    specialCodes: [],
    privacy: null,
    role: 'feature' as const,
  }))
  const version = {
    id: 'dv_german',
    name: 'German Credit',
    version: 1,
    contentHash: HASH,
    target: null,
    nEvents: null,
    createdAt: INSTANT,
    createdBy: USER,
    parent: null,
    steps: [],
    stepLog: [],
    appended: null,
    template: null,
  }
  return { ...version, nRows, nColumns: columns.length, source, dialect, columns, issues, nIssues }
}

describe('import and export through the workspace', () => {
  let imported: ImportTableResult

  it('stores what the reader process read', async () => {
    const id = runner.start({
      kind: 'dataset.import',
      title: 'Import',
      createdBy: USER,
      run: async (job) => {
        const setId = workspace.datasets.beginChunkSet()
        imported = await job.inReader<ImportTableResult>(
          'importTable',
          { path: GERMAN, options: {} },
          {
            onChunk: (batch) => workspace.datasets.writeChunks(setId, batch),
          },
        )
        for (const { columnIndex, levels } of imported.levels)
          workspace.datasets.writeLevels(setId, columnIndex, levels)
        const columns = imported.columns.map((column, index) => ({ ...column, index }))
        const profile = await profileStaged(job, { setId, nRows: imported.nRows, columns })
        return () => {
          const version = versionOf(imported)
          workspace.datasets.insert(version, profile, setId)
          return { kind: 'datasetVersion', id: version.id, path: null, summary: '' }
        }
      },
    })
    expect(await endOf(id)).toMatchObject({ state: 'succeeded', result: { id: 'dv_german' }, error: null })
    const reader = openReader(workspace.connection)
    const frame = reader.readFrame('dv_german')
    reader.close()
    expect(valuesHash([...frame.columns.values()], frame.nRows)).toBe(imported.valuesHash)
  })

  it('exports the same file again, from a worker thread', async () => {
    const path = folder.path('out.csv')
    const id = runner.start({
      kind: 'dataset.export',
      title: 'Export',
      createdBy: USER,
      run: async (job) => {
        const written = await job.inWorker<{ nRows: number; sha256: string }>('exportTable', {
          ...EXPORT,
          datasetVersionId: 'dv_german',
          columns: imported.columns.map((column) => column.name),
          path,
        })
        return () => ({ kind: 'file', id: written.sha256, path, summary: `${written.nRows} rows` })
      },
    })
    expect(await endOf(id)).toMatchObject({ state: 'succeeded', result: { summary: '1000 rows' } })
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(GERMAN, 'utf8').replaceAll('\r\n', '\n'))
  })

  it('says which data set is not there, and leaves no file', async () => {
    const path = folder.path('none.csv')
    const id = runner.start({
      kind: 'dataset.export',
      title: 'Export',
      createdBy: USER,
      run: async (job) => {
        await job.inWorker('exportTable', { ...EXPORT, datasetVersionId: 'dv_none', columns: ['a'], path })
        return () => ({ kind: 'file', id: 'x', path, summary: '' })
      },
    })
    expect(await endOf(id)).toMatchObject({ state: 'failed', error: { code: 'notFound' } })
    expect(readdirSync(folder.path('.')).filter((name) => name.startsWith('none'))).toEqual([])
  })
})
