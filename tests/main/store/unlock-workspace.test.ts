import { createPublicKey, sign, verify } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { derivePasswordKey, openSigningKey } from '../../../src/main/store/key-slots.ts'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import { changePassword, createWorkspace, recoverWorkspace } from '../../../src/main/store/workspace-folder.ts'
import { job } from './record-fixtures.ts'
import {
  clock,
  createTestWorkspace,
  expectError,
  FAST_KDF,
  folderContent,
  keptConnection,
  newId,
  PASSWORD,
  tamper,
  temporaryFolder,
  USER,
  unlockTestWorkspace,
} from './store-fixtures.ts'

const OTHER = 'orange candle river'
let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const recover = (recoveryCode: string, userName = USER, newPassword = OTHER) =>
  recoverWorkspace({ directory: folder.path, recoveryCode, userName, newPassword, clock, newId, kdf: FAST_KDF })

/** Signs with the user's private key, opened by password, and verifies with the public key on record. */
async function canSign(workspace: Workspace, password: string): Promise<boolean> {
  const entry = workspace.keyring.keyring.users[0]!
  const privateKey = openSigningKey(entry, await derivePasswordKey(password, entry.slot.kdf), workspace.id)
  if (privateKey === null) return false
  const der = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(workspace.users.get(USER).publicKey, 'hex'),
  ])
  const message = Buffer.from('approved')
  return verify(
    null,
    message,
    createPublicKey({ key: der, type: 'spki', format: 'der' }),
    sign(null, message, privateKey),
  )
}

describe('unlocking', () => {
  it('gives the same workspace again, and the key is zero after closing', async () => {
    const { workspace } = await createTestWorkspace(folder.path)
    workspace.settings.set('idleLockMinutes', 5)
    workspace.close()
    workspace.close()
    const { workspace: again, user } = await unlockTestWorkspace(folder.path)
    expect(again.settings.get('idleLockMinutes')).toBe(5)
    expect(user.name).toBe(USER)
    const { key } = again.connection
    expect(key.some((byte) => byte !== 0)).toBe(true)
    again.close()
    expect(key.every((byte) => byte === 0)).toBe(true)
    expect(existsSync(join(folder.path, 'assay.lock'))).toBe(false)
    await expectError(() => again.settings.get('idleLockMinutes'), 'locked', /locked/)
    await expectError(() => again.transaction(() => 1), 'locked', /locked/)
  })

  it('takes one Unicode form of names and passwords', async () => {
    const options = {
      directory: folder.path,
      name: 'x',
      cipher: 'aegis',
      isSample: false,
      clock,
      newId,
      kdf: FAST_KDF,
    } as const
    ;(
      await createWorkspace({ ...options, userName: ' Zo\u00eb ', password: 'caf\u00e9 caf\u00e9 terrace' })
    ).workspace.close()
    const { workspace, user } = await unlockTestWorkspace(folder.path, 'cafe\u0301 cafe\u0301 terrace', 'Zoe\u0308')
    expect(user.name).toBe('Zo\u00eb')
    workspace.close()
  })

  it('ends jobs that were queued or running, with an event each, and sweeps orphaned chunks', async () => {
    const { workspace } = await createTestWorkspace(folder.path)
    workspace.jobs.insert(job({ id: 'running-1' }))
    workspace.jobs.insert(job({ id: 'queued-1', state: 'queued' }))
    workspace.jobs.insert(job({ id: 'done-1', state: 'succeeded', finishedAt: '2026-01-01T00:00:00.000Z' }))
    const setId = workspace.datasets.beginChunkSet()
    workspace.datasets.writeChunk(setId, 0, 0, { type: 'numeric', values: Float64Array.of(1) })
    const connection = keptConnection(workspace)
    workspace.close()
    const { workspace: again } = await unlockTestWorkspace(folder.path)
    expect(again.jobs.list(10).map(({ id, state }) => [id, state])).toEqual([
      ['done-1', 'succeeded'],
      ['queued-1', 'interrupted'],
      ['running-1', 'interrupted'],
    ])
    expect(again.jobs.get('running-1')).toMatchObject({
      finishedAt: clock().toISOString(),
      error: { code: 'cancelled' },
    })
    const events = again.audit.list(0, 10).filter((event) => event.action === 'job.interrupted')
    expect(events.map((event) => [event.object, event.result, event.actor])).toEqual([
      ['queued-1', 'failed', 'ada'],
      ['running-1', 'failed', 'ada'],
    ])
    again.close()
    tamper(connection, (database) => {
      expect(database.prepare('SELECT count(*) AS n FROM column_chunk').get()).toEqual({ n: 0 })
      expect(database.prepare('SELECT count(*) AS n FROM chunk_set').get()).toEqual({ n: 0 })
    })
  })
})

describe('changing the password', () => {
  it('keeps data and signing key; the old password opens neither generation of the keyring', async () => {
    const { workspace, user } = await createTestWorkspace(folder.path)
    expect(await canSign(workspace, PASSWORD)).toBe(true)
    await changePassword({ workspace, user, currentPassword: PASSWORD, newPassword: OTHER, kdf: FAST_KDF })
    expect(await canSign(workspace, OTHER)).toBe(true)
    expect(await canSign(workspace, PASSWORD)).toBe(false)
    const generation = (name: string) => readFileSync(join(folder.path, name), 'utf8')
    expect(generation('keyring.previous.json')).toBe(generation('keyring.json'))
    workspace.close()
    await expectError(() => unlockTestWorkspace(folder.path), 'wrongPassword', /wrong/)
    writeFileSync(join(folder.path, 'keyring.json'), 'junk')
    await expectError(() => unlockTestWorkspace(folder.path), 'wrongPassword', /wrong/)
    const { workspace: again } = await unlockTestWorkspace(folder.path, OTHER)
    expect(again.users.get(USER).publicKey).toBe(user.publicKey)
    again.close()
  })

  it('refuses a wrong current password, a bad new one and the same one, and changes nothing then', async () => {
    const { workspace, user } = await createTestWorkspace(folder.path)
    const before = folderContent(folder.path)
    const change = (currentPassword: string, newPassword: string) =>
      changePassword({ workspace, user, currentPassword, newPassword, kdf: FAST_KDF })
    await expectError(() => change(OTHER, 'green ladder moon'), 'wrongPassword', /wrong/)
    await expectError(() => change(PASSWORD, 'short'), 'invalidInput', /15/)
    await expectError(() => change(PASSWORD, PASSWORD), 'invalidInput', /current one/)
    expect(folderContent(folder.path)).toEqual(before)
    workspace.close()
  })

  it('refuses the keyring from before the change: it is older than the database', async () => {
    const { workspace, user } = await createTestWorkspace(folder.path)
    const old = readFileSync(join(folder.path, 'keyring.json'))
    await changePassword({ workspace, user, currentPassword: PASSWORD, newPassword: OTHER, kdf: FAST_KDF })
    workspace.transaction(() => workspace.recordKeyringEpoch())
    workspace.close()
    writeFileSync(join(folder.path, 'keyring.json'), old)
    await expectError(() => unlockTestWorkspace(folder.path), 'damaged', /older than its database/)
  })

  it('leaves an event even if it was cut off before the caller could record it', async () => {
    const { workspace, user } = await createTestWorkspace(folder.path)
    await changePassword({ workspace, user, currentPassword: PASSWORD, newPassword: OTHER, kdf: FAST_KDF })
    workspace.close()
    const { workspace: again } = await unlockTestWorkspace(folder.path, OTHER)
    expect(again.audit.list(0, 1)[0]).toMatchObject({ action: 'keyring.adopted', actor: 'system', result: 'done' })
    again.close()
    const { workspace: third } = await unlockTestWorkspace(folder.path, OTHER)
    expect(third.audit.list(0, 10).filter((event) => event.action === 'keyring.adopted')).toHaveLength(1)
    third.close()
  })

  it('does not write when the workspace was locked meanwhile', async () => {
    const { workspace, user } = await createTestWorkspace(folder.path)
    const changing = changePassword({ workspace, user, currentPassword: PASSWORD, newPassword: OTHER, kdf: FAST_KDF })
    workspace.close()
    await expectError(() => changing, 'locked', /locked/)
    ;(await unlockTestWorkspace(folder.path)).workspace.close()
  })
})

describe('recovering', () => {
  it('gives a new password, a new signing key with its event, and a new code; the old ones are dead', async () => {
    const created = await createTestWorkspace(folder.path)
    created.workspace.settings.set('kept', 'yes')
    created.workspace.close()
    const typed = created.recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    const { workspace, user, recoveryCode } = await recover(typed)
    expect(workspace.settings.get('kept')).toBe('yes')
    expect(user.publicKey).not.toBe(created.user.publicKey)
    expect(await canSign(workspace, OTHER)).toBe(true)
    expect(workspace.audit.list(0, 1)[0]).toMatchObject({
      action: 'key.replaced',
      actor: USER,
      object: user.id,
      reason: 'recovered with the recovery code',
    })
    workspace.close()
    await expectError(() => unlockTestWorkspace(folder.path), 'wrongPassword', /wrong/)
    await expectError(() => recover(created.recoveryCode), 'wrongPassword', /not the one of this workspace/)
    writeFileSync(join(folder.path, 'keyring.json'), 'junk')
    await expectError(() => recover(created.recoveryCode), 'wrongPassword', /not the one of this workspace/)
    ;(await unlockTestWorkspace(folder.path, OTHER)).workspace.close()
    ;(await recover(recoveryCode, USER, PASSWORD)).workspace.close()
  })

  it('refuses typing errors, codes of other workspaces, unknown names and bad passwords without using up the code', async () => {
    const { workspace, recoveryCode } = await createTestWorkspace(folder.path)
    workspace.close()
    const before = folderContent(folder.path)
    const last = recoveryCode.at(-1) === '0' ? '2' : '0'
    await expectError(() => recover(recoveryCode.slice(0, -1) + last), 'invalidInput', /typing error/)
    const elsewhere = temporaryFolder()
    const other = await createTestWorkspace(elsewhere.path)
    other.workspace.close()
    elsewhere.remove()
    await expectError(() => recover(other.recoveryCode), 'wrongPassword', /not the one/)
    expect((await expectError(() => recover(recoveryCode, 'bob'), 'notFound', /called "bob"/)).hint).toContain(USER)
    await expectError(() => recover(recoveryCode, USER, 'short'), 'invalidInput', /15/)
    expect(folderContent(folder.path)).toEqual(before)
    ;(await recover(recoveryCode)).workspace.close()
  })

  it('is completed at the next unlocking when it was cut off between keyring and database', async () => {
    const created = await createTestWorkspace(folder.path)
    const connection = keptConnection(created.workspace)
    created.workspace.close()
    const { workspace } = await recover(created.recoveryCode)
    const { publicKey } = workspace.users.get(USER)
    workspace.close()
    tamper(connection, (database) => {
      database.prepare('UPDATE user SET public_key = ?').run(created.user.publicKey)
      database.prepare('UPDATE workspace SET keyring_epoch = 1').run()
    })
    const { workspace: again } = await unlockTestWorkspace(folder.path, OTHER)
    expect(again.users.get(USER).publicKey).toBe(publicKey)
    expect(again.audit.list(0, 1)[0]).toMatchObject({
      action: 'key.replaced',
      reason: expect.stringContaining('cut off'),
    })
    again.close()
  })
})
