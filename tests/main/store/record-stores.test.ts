import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import { decision, explanation, insertModel, job, MODEL, MODEL_JSON, modelVersion } from './record-fixtures.ts'
import {
  createTestWorkspace,
  EVENT,
  expectError,
  HASH,
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

const pack = {
  id: 'pack-1',
  modelVersionId: 'model-1',
  path: '/tmp/p.pdf',
  sha256: HASH,
  bytes: 10,
  nPages: 2,
  createdAt: INSTANT,
  createdBy: USER,
}

describe('models and evidence', () => {
  it('come back as they went in', () => {
    insertModel(workspace)
    expect(workspace.models.get('card@1')).toEqual({ version: modelVersion(), model: MODEL, modelJson: MODEL_JSON })
    expect(workspace.models.list()).toEqual([modelVersion()])
    expect(workspace.models.nextVersion('card')).toBe(2)
    const { payload, ...summary } = explanation()
    expect(workspace.evidence.get('evid')).toEqual({ ...summary, payload })
    expect(workspace.evidence.list()).toEqual([summary])
    expect(workspace.evidence.findByKey('b'.repeat(64))?.id).toBe('evidence-1')
    expect(workspace.evidence.findByKey('c'.repeat(64))).toBeNull()
  })

  it('are listed by model and kind, newest first', () => {
    insertModel(workspace)
    workspace.evidence.insert(explanation({ id: 'evidence-2' }))
    const ids = (filter: Parameters<Workspace['evidence']['list']>[0]) =>
      workspace.evidence.list(filter).map(({ id }) => id)
    expect(ids({})).toEqual(['evidence-2', 'evidence-1'])
    expect(ids({ modelVersionId: 'model-1', kind: 'explanationReport' })).toEqual(['evidence-2', 'evidence-1'])
    expect(ids({ modelVersionId: 'model-2' })).toEqual([])
    expect(ids({ kind: 'fitReport' })).toEqual([])
    expect(workspace.evidence.findByKey('b'.repeat(64))?.id).toBe('evidence-2')
  })

  it('stand or fall together: a model without its evidence is not committed', async () => {
    insertModel(workspace)
    await expectError(
      () =>
        workspace.transaction(() =>
          workspace.models.insert(modelVersion({ id: 'model-2', version: 2, fitEvidenceId: 'evidence-9' }), MODEL_JSON),
        ),
      'internal',
      /FOREIGN KEY/,
    )
    expect(workspace.models.list()).toHaveLength(1)
  })

  it('refuse a text that is not the hashed one, at writing and at reading', async () => {
    insertModel(workspace)
    await expectError(
      () => workspace.models.insert(modelVersion({ id: 'm', version: 2 }), `${MODEL_JSON} `),
      'internal',
      /content hash/,
    )
    const connection = keptConnection(workspace)
    workspace.close()
    tamper(connection, (database) => {
      database.execute('DROP TRIGGER model_version_no_update')
      database.prepare('UPDATE model_version SET model = replace(model, ?, ?)').run('600', '601')
    })
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    await expectError(() => workspace.models.get('card'), 'damaged', /not the text that was saved/)
  })

  it('refuse numbers that are not finite instead of losing them', () => {
    expect(() => workspace.evidence.insert(explanation({ parameters: { threshold: Number.NaN } }))).toThrow(/finite/)
  })

  it('say so when a stored record cannot be read', async () => {
    insertModel(workspace)
    const connection = keptConnection(workspace)
    workspace.close()
    tamper(connection, (database) => {
      database.execute('DROP TRIGGER evidence_no_update')
      database.execute("UPDATE evidence SET payload = '{}'")
    })
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    await expectError(() => workspace.evidence.get('evidence-1'), 'damaged', /stored evidence cannot be read/)
  })

  it('say so when a stored report was changed into another one', async () => {
    insertModel(workspace)
    const connection = keptConnection(workspace)
    workspace.close()
    tamper(connection, (database) => {
      database.execute('DROP TRIGGER evidence_no_update')
      database.execute(
        'UPDATE evidence SET payload = replace(payload, \'"baselinePoints":500\', \'"baselinePoints":501\')',
      )
    })
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    await expectError(() => workspace.evidence.get('evidence-1'), 'damaged', /hash differs/)
  })
})

describe('decisions, packs, users and settings', () => {
  it('come back as they went in', async () => {
    insertModel(workspace)
    workspace.decisions.insert(decision())
    workspace.decisions.insert(decision({ id: 'decision-2', decision: 'notApproved' }))
    expect(workspace.decisions.list()).toEqual([decision({ id: 'decision-2', decision: 'notApproved' }), decision()])
    expect(workspace.decisions.list('model-1')).toHaveLength(2)
    expect(workspace.decisions.list('model-2')).toEqual([])
    workspace.packs.insert(pack)
    expect(workspace.packs.list()).toEqual([pack])
    expect(workspace.users.list().map(({ name }) => name)).toEqual([USER])
    await expectError(() => workspace.users.get('bob'), 'notFound', /"bob"/)
    expect(workspace.settings.get('idleLockMinutes')).toBeNull()
    workspace.settings.set('idleLockMinutes', 5)
    workspace.settings.set('idleLockMinutes', 7)
    expect(workspace.settings.get('idleLockMinutes')).toBe(7)
  })
})

describe('jobs', () => {
  it('are inserted, updated, found and listed newest first', async () => {
    workspace.jobs.insert(job())
    workspace.jobs.insert(job({ id: 'later-1', createdAt: '2026-03-02T00:00:00.000Z' }))
    workspace.jobs.update(
      job({ state: 'succeeded', progress: 1, result: { kind: 'file', id: 'x', path: '/tmp/x', summary: 'done' } }),
    )
    expect(workspace.jobs.get('job-1')).toMatchObject({ state: 'succeeded', progress: 1 })
    expect(workspace.jobs.get('late').id).toBe('later-1')
    expect(workspace.jobs.list(10).map(({ id }) => id)).toEqual(['later-1', 'job-1'])
    expect(workspace.jobs.list(1)).toHaveLength(1)
    await expectError(() => workspace.jobs.update(job({ id: 'nobody' })), 'notFound', /nobody/)
    expect(workspace.jobs.interruptUnfinished(INSTANT).map(({ id }) => id)).toEqual(['later-1'])
    expect(workspace.jobs.interruptUnfinished(INSTANT)).toEqual([])
  })
})

describe('records that are written once', () => {
  it('abort every update, deletion and replacement', async () => {
    insertModel(workspace)
    workspace.decisions.insert(decision())
    workspace.packs.insert(pack)
    workspace.audit.append(EVENT)
    const connection = keptConnection(workspace)
    workspace.close()
    tamper(connection, (database) => {
      const attempts = [
        'UPDATE dataset_version SET name = 1',
        'DELETE FROM dataset_version',
        'UPDATE model_version SET name = 1',
        'DELETE FROM model_version',
        'UPDATE evidence SET key = 1',
        'DELETE FROM evidence',
        'UPDATE decision SET record = 1',
        'DELETE FROM decision',
        'UPDATE pack SET path = 1',
        'DELETE FROM pack',
        'UPDATE audit_event SET hash = 1',
        'DELETE FROM audit_event',
        'UPDATE audit_checkpoint SET root = 1',
        'DELETE FROM audit_checkpoint',
        'UPDATE column_chunk SET n_rows = 1',
        'DELETE FROM column_chunk',
        "UPDATE column_levels SET levels = '[]'",
        'DELETE FROM column_levels',
        "REPLACE INTO pack SELECT id, model_version_id, 'elsewhere', sha256, bytes, n_pages, created_at, created_by FROM pack",
        "REPLACE INTO audit_event SELECT seq, event, 'x' FROM audit_event",
      ]
      for (const sql of attempts) {
        expect(() => database.execute(sql), sql).toThrow(
          expect.objectContaining({ code: 'conflict', message: expect.stringContaining('written once') }),
        )
      }
    })
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    expect(workspace.audit.verify().ok).toBe(true)
  })
})
