import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AUDIT_CHECKPOINT_INTERVAL } from '../../../src/main/core/governance/audit-chain.ts'
import type { Connection } from '../../../src/main/store/connection.ts'
import type { DatabaseConnection } from '../../../src/main/store/open-database.ts'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import type { AuditVerification } from '../../../src/shared/contract/governance.ts'
import {
  createTestWorkspace,
  EVENT,
  folderContent,
  keptConnection,
  tamper,
  temporaryFolder,
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

const append = (n: number) =>
  workspace.transaction(() =>
    Array.from({ length: n }, (_, i) => workspace.audit.append({ ...EVENT, object: `o-${i}` })),
  )
const keptCheckpoint = () => JSON.parse(readFileSync(join(folder.path, 'keyring.json'), 'utf8')).keyring.checkpoint

/** Closes, lets an attacker with key and SQL tool at the file, unlocks again and verifies. */
async function verifyAfter(attack: (database: Connection) => void): Promise<AuditVerification> {
  const connection: DatabaseConnection = keptConnection(workspace)
  workspace.close()
  tamper(connection, (database) => {
    for (const table of ['audit_event', 'audit_checkpoint']) {
      for (const verb of ['update', 'delete'])
        database.execute(['DROP TRIGGER IF EXISTS ', table, '_no_', verb].join(''))
    }
    attack(database)
  })
  workspace = (await unlockTestWorkspace(folder.path)).workspace
  return workspace.audit.verify()
}

describe('the audit log', () => {
  it('begins with the making of the workspace and gives events newest first', () => {
    const [first, second] = append(2)
    expect(workspace.audit.count()).toBe(3)
    expect(workspace.audit.list(0, 10)).toEqual([
      second,
      first,
      expect.objectContaining({ seq: 1, action: 'workspace.create', object: workspace.id }),
    ])
    expect(workspace.audit.list(1, 1)).toEqual([first])
    expect(first).toMatchObject({ seq: 2, actor: 'ada', action: 'dataset.import', at: '2026-03-01T12:00:00.000Z' })
    expect(workspace.audit.verify()).toMatchObject({ ok: true, nEvents: 3, firstBad: null })
  })

  it('takes part in the transaction of the change', () => {
    const failing = () =>
      workspace.transaction(() => {
        workspace.settings.set('x', 1)
        workspace.audit.append(EVENT)
        throw new RangeError('no')
      })
    expect(failing).toThrow(RangeError)
    expect(workspace.audit.count()).toBe(1)
    expect(workspace.audit.append(EVENT).seq).toBe(2)
    expect(workspace.audit.verify().ok).toBe(true)
  })

  it('writes a checkpoint every full interval and at closing, in the database and in the keyring', async () => {
    append(AUDIT_CHECKPOINT_INTERVAL - 2)
    expect(keptCheckpoint()).toBeNull()
    append(1)
    expect(keptCheckpoint()).toEqual({ size: AUDIT_CHECKPOINT_INTERVAL, root: workspace.audit.verify().root })
    append(5)
    const { root } = workspace.audit.verify()
    workspace.close()
    expect(keptCheckpoint()).toEqual({ size: AUDIT_CHECKPOINT_INTERVAL + 5, root })
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    append(AUDIT_CHECKPOINT_INTERVAL)
    expect(workspace.audit.verify()).toMatchObject({ ok: true, nEvents: 2 * AUDIT_CHECKPOINT_INTERVAL + 5 })
  })

  it('writes nothing at a closing without new events', async () => {
    workspace.close()
    const before = folderContent(folder.path)
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    workspace.close()
    expect(folderContent(folder.path)).toEqual(before)
  })

  it('gives the keyring no checkpoint of a transaction that was rolled back', () => {
    const failing = () =>
      workspace.transaction(() => {
        for (let i = 0; i < AUDIT_CHECKPOINT_INTERVAL; i++) workspace.audit.append(EVENT)
        throw new RangeError('no')
      })
    expect(failing).toThrow(RangeError)
    workspace.audit.append(EVENT)
    expect(keptCheckpoint()).toBeNull()
    expect(workspace.audit.verify().ok).toBe(true)
  })
})

describe('verification after tampering by SQL', () => {
  beforeEach(() => {
    append(20)
  })

  it('finds nothing where nothing was done', async () => {
    expect(await verifyAfter(() => undefined)).toMatchObject({ ok: true, nEvents: 21 })
  })

  it('names the event of which one byte was changed', async () => {
    const result = await verifyAfter((database) =>
      database.execute("UPDATE audit_event SET event = replace(event, 'o-6', 'o-7') WHERE seq = 8"),
    )
    expect(result).toMatchObject({ ok: false, firstBad: { seq: 8, problem: 'event 8 does not match its stored hash' } })
  })

  it('names an event whose bytes are no text any more', async () => {
    const result = await verifyAfter((database) =>
      database.execute("UPDATE audit_event SET event = CAST(x'7bff7d' AS TEXT) WHERE seq = 8"),
    )
    expect(result.firstBad).toEqual({ seq: 8, problem: 'event 8 is not valid UTF-8 text' })
  })

  it('names a deleted event', async () => {
    expect(
      (await verifyAfter((database) => database.execute('DELETE FROM audit_event WHERE seq = 8'))).firstBad,
    ).toMatchObject({ seq: 8 })
  })

  it('names the first of two that changed places', async () => {
    const result = await verifyAfter((database) => {
      database.execute(
        'UPDATE audit_event SET seq = -1 WHERE seq = 8; UPDATE audit_event SET seq = 8 WHERE seq = 9; UPDATE audit_event SET seq = 9 WHERE seq = -1',
      )
    })
    expect(result.firstBad).toEqual({ seq: 8, problem: 'event 8 carries the number 9' })
  })

  it('names the first of a cut tail', async () => {
    const result = await verifyAfter((database) => database.execute('DELETE FROM audit_event WHERE seq > 18'))
    expect(result.firstBad).toMatchObject({ seq: 19, problem: expect.stringContaining('covers 21 events') })
    workspace.close()
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    expect(workspace.audit.verify().firstBad).toEqual(result.firstBad)
  })

  it('shows a cut tail by the keyring when the checkpoints were cut too, also after more events and closings', async () => {
    const cut = (database: Connection) =>
      database.execute('DELETE FROM audit_event WHERE seq > 18; DELETE FROM audit_checkpoint')
    expect((await verifyAfter(cut)).firstBad).toMatchObject({
      seq: 19,
      problem: expect.stringContaining('the keyring'),
    })
    append(10)
    workspace.close()
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    expect(workspace.audit.verify()).toMatchObject({
      ok: false,
      firstBad: { problem: expect.stringContaining('the keyring') },
    })
  })

  it('shows a whole log rebuilt without its checkpoints', async () => {
    const result = await verifyAfter((database) =>
      database.execute('DELETE FROM audit_event; DELETE FROM audit_checkpoint'),
    )
    expect(result).toMatchObject({ ok: false, nEvents: 0, firstBad: { seq: 1 } })
    append(30)
    workspace.close()
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    expect(workspace.audit.verify()).toMatchObject({
      ok: false,
      firstBad: { seq: 1, problem: 'events 1 to 21 do not match the checkpoint in the keyring' },
    })
  })

  it('shows a database put back to an earlier copy', async () => {
    workspace.close()
    const path = join(folder.path, 'assay.db')
    const copy = readFileSync(path)
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    append(5)
    workspace.close()
    writeFileSync(path, copy)
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    expect(workspace.audit.verify().firstBad).toMatchObject({
      seq: 22,
      problem: expect.stringContaining('the keyring covers 26 events'),
    })
  })
})
