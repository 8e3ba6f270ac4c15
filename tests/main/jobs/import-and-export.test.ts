import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportCsvResult } from '../../../src/main/io/csv/import-csv.ts'
import { valuesHash } from '../../../src/main/io/values-hash.ts'
import { forkReader } from '../../../src/main/jobs/fork-reader.ts'
import { createJobRunner, type JobRunner } from '../../../src/main/jobs/job-runner.ts'
import { openReader } from '../../../src/main/store/open-database.ts'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import type { DatasetVersion, Job } from '../../../src/shared/contract/index.ts'
import { temporaryFolder } from '../io/csv/csv-fixtures.ts'
import { clock, createTestWorkspace, HASH, INSTANT, newId, USER } from '../store/store-fixtures.ts'

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

function versionOf(read: ImportCsvResult): DatasetVersion {
  const { nRows, source, dialect, issues, nIssues } = read
  const columns = read.columns.map((column) => ({ ...column, role: 'feature' as const }))
  const version = {
    id: 'dv_german',
    name: 'German Credit',
    version: 1,
    contentHash: HASH,
    target: null,
    nEvents: null,
    createdAt: INSTANT,
    createdBy: USER,
  }
  return { ...version, nRows, nColumns: columns.length, source, dialect, columns, issues, nIssues }
}

describe('import and export through the workspace', () => {
  let imported: ImportCsvResult

  it('stores what the reader process read', async () => {
    const id = runner.start({
      kind: 'dataset.import',
      title: 'Import',
      createdBy: USER,
      run: async (job) => {
        const setId = workspace.datasets.beginChunkSet()
        imported = await job.inReader<ImportCsvResult>(
          'importCsv',
          { path: GERMAN, options: {} },
          {
            onChunk: (chunk) => workspace.datasets.writeChunk(setId, chunk.columnIndex, chunk.chunkIndex, chunk.part),
          },
        )
        for (const { columnIndex, levels } of imported.levels)
          workspace.datasets.writeLevels(setId, columnIndex, levels)
        return () => {
          const version = versionOf(imported)
          workspace.datasets.insert(version, imported.profile, setId)
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
        const written = await job.inWorker<{ nRows: number; sha256: string }>('exportCsv', {
          datasetVersionId: 'dv_german',
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
        await job.inWorker('exportCsv', { datasetVersionId: 'dv_none', path })
        return () => ({ kind: 'file', id: 'x', path, summary: '' })
      },
    })
    expect(await endOf(id)).toMatchObject({ state: 'failed', error: { code: 'notFound' } })
    expect(readdirSync(folder.path('.')).filter((name) => name.startsWith('none'))).toEqual([])
  })
})
