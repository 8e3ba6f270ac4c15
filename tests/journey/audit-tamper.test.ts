import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../src/main/store/connection.ts'
import { type DatabaseConnection, openDatabase } from '../../src/main/store/open-database.ts'
import { unlockWorkspace } from '../../src/main/store/workspace-folder.ts'
import type { AuditVerification } from '../../src/shared/contract/index.ts'
import { GERMAN_CREDIT, startTestApp } from '../helpers/test-app.ts'
import { Bench, PASSWORD, USER } from './assay-process.ts'

const BAD_EVENT = 3

let bench: Bench
let connection: DatabaseConnection

beforeAll(async () => {
  bench = new Bench()
  await bench.createWorkspace()
  await bench.json(['import', GERMAN_CREDIT, '--name', 'German'])
  connection = await keyOf(bench.workspace)
}, 60_000)

afterAll(() => bench.dispose())

/** The key of the closed workspace, as an insider with the password could get it. */
async function keyOf(directory: string): Promise<DatabaseConnection> {
  const { workspace } = await unlockWorkspace({
    directory,
    userName: USER,
    password: PASSWORD,
    clock: () => new Date(),
    newId: () => crypto.randomUUID(),
  })
  const kept = { ...workspace.connection, key: Uint8Array.from(workspace.connection.key) }
  workspace.close()
  return kept
}

/** Changes one event behind the program's back; the trigger that forbids it goes, and comes back as it was. */
function tamper(change: (database: Connection) => void): void {
  const database = openDatabase({ ...connection, mode: 'readWrite' })
  try {
    const name = 'audit_event_no_update'
    const trigger = database
      .prepare<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?")
      .get(name)
    database.prepare(`DROP TRIGGER ${name}`).run()
    change(database)
    database.prepare(trigger!.sql).run()
  } finally {
    database.close()
  }
}

function eventText(database: Connection): string {
  return database.prepare<{ event: string }>('SELECT event FROM audit_event WHERE seq = ?').get(BAD_EVENT)!.event
}

function setEventText(database: Connection, event: string): void {
  database.prepare<unknown>('UPDATE audit_event SET event = ? WHERE seq = ?').run(event, BAD_EVENT)
}

describe('an audit log in which one byte of one event was changed by SQL', () => {
  let original: string

  it('is intact before', async () => {
    expect(await bench.json(['audit', 'verify'])).toMatchObject({ ok: true, firstBad: null })
  })

  it('is found out by "assay audit verify": exit code 1 and the number of the event', async () => {
    tamper((database) => {
      original = eventText(database)
      const at = original.indexOf(USER)
      expect(at).toBeGreaterThanOrEqual(0)
      setEventText(database, `${original.slice(0, at)}B${original.slice(at + 1)}`)
    })
    const verified = await bench.run(['audit', 'verify'])
    expect({ code: verified.code, err: verified.err }).toEqual({ code: 1, err: '' })
    expect(verified.out).toContain('NOT intact')
    expect(verified.out).toMatch(new RegExp(`First bad event +${BAD_EVENT}: `))
    const asJson = await bench.run(['audit', 'verify', '--json'])
    expect(asJson.code).toBe(1)
    expect(JSON.parse(asJson.out)).toMatchObject({ ok: false, firstBad: { seq: BAD_EVENT } })
  })

  it('is found out by audit.verify', async () => {
    const test = startTestApp()
    try {
      await test.client.workspace.open({ path: bench.workspace })
      await test.client.workspace.unlock({ userName: USER, password: PASSWORD })
      const verified: AuditVerification = await test.client.audit.verify()
      expect(verified).toMatchObject({ ok: false, firstBad: { seq: BAD_EVENT, problem: expect.any(String) } })
    } finally {
      await test.dispose()
    }
  })

  it('is intact again when the byte is back', async () => {
    tamper((database) => setEventText(database, original))
    expect(await bench.json(['audit', 'verify'])).toMatchObject({ ok: true, firstBad: null })
  })
})
