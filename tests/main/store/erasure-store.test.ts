import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import { datasetVersion, insertDataset, PROFILE } from './record-fixtures.ts'
import {
  createTestWorkspace,
  INSTANT,
  keptConnection,
  tamper,
  temporaryFolder,
  USER,
  unlockTestWorkspace,
} from './store-fixtures.ts'

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

const RECORD = {
  id: 'erasure-1',
  datasetVersionId: 'dataset-1',
  kind: 'subject',
  nRows: 1,
  reason: 'asked for in writing',
  erasedAt: INSTANT,
  erasedBy: USER,
} as const
const BLANKED = {
  versionId: 'dataset-1',
  columns: [
    { kind: 'numeric', name: 'amount', values: Float64Array.of(Number.NaN, Number.NaN, -0, 4e300) },
    { kind: 'text', name: 'purpose', codes: Int32Array.of(-1, 1, -1, -1), levels: ['', 'house'] },
  ],
  originals: [],
  profile: PROFILE,
} as const

describe('an erasure', () => {
  it('blanks cells, issues and reasons, keeps the identity, and is counted', () => {
    const issue = { line: 2, column: 'amount', raw: 'secret', problem: 'is not a number', action: 'read as missing' }
    const before = insertDataset(workspace, { issues: [issue], nIssues: 1 })
    expect(workspace.datasets.rows('dataset-1', 0, 1).rows).toEqual([[1.5, 'car']])
    workspace.transaction(() => workspace.erasures.apply(BLANKED, RECORD))
    workspace.datasets.forgetCells()
    expect(workspace.datasets.rows('dataset-1', 0, 4).rows).toEqual([
      [null, null],
      [null, 'house'],
      [-0, null],
      [4e300, null],
    ])
    const after = workspace.datasets.get('dataset-1')
    expect(after).toMatchObject({ contentHash: before.contentHash, nIssues: 1, issues: [{ ...issue, raw: '' }] })
    expect(after.columns.map(({ reason }) => reason)).toEqual(['numeric: as imported', 'text: as imported'])
    expect(workspace.datasets.nErasedRows('dataset-1')).toBe(1)
    expect(workspace.erasures.list()).toEqual([RECORD])
  })

  it('rolls back as a whole, and leaves no window open', () => {
    insertDataset(workspace)
    expect(() =>
      workspace.transaction(() => {
        workspace.erasures.apply(BLANKED, RECORD)
        throw new Error('the disk is full')
      }),
    ).toThrow('the disk is full')
    workspace.datasets.forgetCells()
    expect(workspace.datasets.rows('dataset-1', 0, 1).rows).toEqual([[1.5, 'car']])
    expect(workspace.erasures.list()).toEqual([])
  })

  it('takes whole versions only', () => {
    insertDataset(workspace)
    const half = { ...BLANKED, columns: BLANKED.columns.slice(0, 1) }
    expect(() => workspace.transaction(() => workspace.erasures.apply(half, RECORD))).toThrow(/needs 2 columns, got 1/)
  })
})

describe('outside of an erasure', () => {
  const SET = "(SELECT chunk_set_id FROM dataset_version WHERE id = 'dataset-1')"
  const changes = [
    'UPDATE column_chunk SET data = zeroblob(4)',
    "UPDATE column_levels SET levels = '[]'",
    "UPDATE original_levels SET levels = '[]'",
    "UPDATE dataset_version SET details = '{}'",
    "UPDATE dataset_version SET profile = '[]'",
    'DELETE FROM column_chunk',
    'DELETE FROM column_levels',
    'DELETE FROM original_levels',
    'DELETE FROM dataset_version',
    'DELETE FROM erasure',
    'UPDATE erasure SET n_rows = 0',
    `INSERT INTO original_levels VALUES (${SET}, 0, '[]')`,
  ]
  const windowed = [
    "UPDATE dataset_version SET content_hash = 'b'",
    'UPDATE dataset_version SET version = 9',
    "UPDATE dataset_version SET name = 'x'",
    "UPDATE dataset_version SET summary = '{}'",
    "UPDATE dataset_version SET id = 'x'",
    'UPDATE column_chunk SET n_rows = 1',
    'UPDATE column_chunk SET chunk_index = 7',
    'UPDATE column_levels SET column_index = 7',
    'DELETE FROM column_chunk',
  ]

  beforeEach(() => {
    const version = datasetVersion()
    const setId = workspace.datasets.beginChunkSet()
    workspace.datasets.writeChunk(setId, 0, 0, { type: 'numeric', values: Float64Array.of(1, 2, 3, 4) })
    workspace.datasets.writeChunk(setId, 1, 0, { type: 'text', codes: Int32Array.of(0, 0, 0, 0) })
    workspace.datasets.writeLevels(setId, 1, ['p_token'])
    workspace.datasets.writeOriginals(setId, 1, ['a person'])
    workspace.transaction(() => workspace.datasets.insert(version, PROFILE, setId))
    expect(workspace.datasets.originalOf('dataset-1', 1, 'p_token')).toBe('a person')
    const blanked = {
      ...BLANKED,
      columns: [{ ...BLANKED.columns[0], values: Float64Array.of(1, 2, 3, 4) }, BLANKED.columns[1]],
    }
    workspace.transaction(() => workspace.erasures.apply(blanked, RECORD))
  })

  const refusal = (statements: readonly string[]) => {
    const connection = keptConnection(workspace)
    workspace.close()
    let message = ''
    tamper(connection, (database) => {
      try {
        database.transaction(() => {
          for (const statement of statements) database.execute(statement)
        })
      } catch (error) {
        message =
          error instanceof Error ? `${error.message} ${String((error.cause as Error | undefined)?.message)}` : ''
      }
    })
    return message
  }

  it.each(changes)('refuses %s', (statement) => {
    expect(refusal([statement])).toMatch(/written once/)
  })

  it.each(windowed)('refuses %s even while a window stands open', (statement) => {
    expect(refusal([`INSERT INTO erasure_window VALUES (${SET})`, statement])).toMatch(/written once|FOREIGN KEY/)
  })

  it('keeps evidence, suites, notes and policies as they were written', () => {
    const tables = ['dataset_evidence', 'quality_suite', 'dictionary_entry', 'dataset_policy']
    const connection = keptConnection(workspace)
    workspace.close()
    tamper(connection, (database) => {
      const names = database
        .prepare<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .all()
        .map(({ name }) => name)
      for (const table of tables)
        expect(names).toEqual(expect.arrayContaining([`${table}_no_update`, `${table}_no_delete`]))
    })
  })
})

describe('a workspace closed after an erasure', () => {
  it('holds the erased text nowhere behind its key', async () => {
    insertDataset(workspace)
    const dump = (connection: ReturnType<typeof keptConnection>) => {
      let text = ''
      tamper(connection, (database) => {
        for (const table of ['dataset_version', 'column_levels', 'original_levels', 'erasure', 'job', 'audit_event'])
          text += JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all())
      })
      return text
    }
    let connection = keptConnection(workspace)
    workspace.close()
    expect(dump(connection)).toContain('büro')
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    workspace.transaction(() => workspace.erasures.apply(BLANKED, RECORD))
    workspace.flushErased()
    connection = keptConnection(workspace)
    workspace.close()
    expect(dump(connection)).not.toContain('büro')
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    expect(workspace.erasures.list()).toHaveLength(1)
  })
})
