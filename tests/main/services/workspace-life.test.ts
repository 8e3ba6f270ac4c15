import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localClient } from '../../../src/main/hosts/local-client.ts'
import { toAppError } from '../../../src/shared/client-error.ts'
import { importGerman, PASSWORD, startTestApp, type TestApp, USER } from '../../helpers/test-app.ts'

let test: TestApp
beforeEach(() => {
  test = startTestApp()
})
afterEach(() => test.dispose())

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    return toAppError(error).code
  }
  return 'none'
}

describe('the life of a workspace', () => {
  it('starts closed, opens by creation, locks and unlocks', async () => {
    expect(await test.client.workspace.status()).toMatchObject({ state: 'closed', userName: null })
    await test.createWorkspace()
    expect(await test.client.workspace.status()).toMatchObject({ state: 'unlocked', userName: USER, name: 'Test' })
    expect(await test.client.workspace.lock({})).toMatchObject({ state: 'locked', path: test.workspacePath })
    expect(await codeOf(test.client.dataset.list())).toBe('locked')
    expect(await codeOf(test.client.workspace.unlock({ userName: USER, password: 'not the right one' }))).toBe(
      'wrongPassword',
    )
    expect(await test.client.workspace.unlock({ userName: USER, password: PASSWORD })).toMatchObject({
      state: 'unlocked',
    })
  })

  it('recovers by code, once', async () => {
    const code = await test.createWorkspace()
    await test.client.workspace.lock({})
    const renewed = await test.client.workspace.recover({
      recoveryCode: code.toLowerCase(),
      userName: USER,
      newPassword: 'a brand new passphrase',
    })
    expect(renewed.recoveryCode).not.toBe(code)
    await test.client.workspace.lock({})
    expect(await codeOf(test.client.workspace.unlock({ userName: USER, password: PASSWORD }))).toBe('wrongPassword')
    expect(
      await codeOf(
        test.client.workspace.recover({ recoveryCode: code, userName: USER, newPassword: 'another new passphrase' }),
      ),
    ).toBe('wrongPassword')
    await test.client.workspace.unlock({ userName: USER, password: 'a brand new passphrase' })
    expect(await test.client.audit.verify()).toMatchObject({ ok: true })
  })

  it('changes the password, and tells a wrong one', async () => {
    await test.createWorkspace()
    const change = (currentPassword: string) =>
      test.client.workspace.changePassword({ currentPassword, newPassword: 'a brand new passphrase' })
    expect(await codeOf(change('wrong wrong wrong'))).toBe('wrongPassword')
    await change(PASSWORD)
    await test.client.workspace.lock({})
    await test.client.workspace.unlock({ userName: USER, password: 'a brand new passphrase' })
  })

  it('refuses short passwords before anything is written', async () => {
    expect(
      await codeOf(test.client.workspace.create({ path: test.workspacePath, userName: USER, password: 'short' })),
    ).toBe('invalidInput')
    expect(await codeOf(test.client.workspace.open({ path: test.workspacePath }))).toBe('notFound')
  })

  it('lets one program in at a time', async () => {
    await test.createWorkspace()
    const other = startTestApp()
    try {
      await other.client.workspace.open({ path: test.workspacePath })
      expect(await codeOf(other.client.workspace.unlock({ userName: USER, password: PASSWORD }))).toBe('inUse')
    } finally {
      await other.dispose()
    }
  })

  it('opens one workspace at a time, and makes none that nobody could adopt', async () => {
    const make = (name: string) =>
      test.client.workspace.create({ path: join(test.folder, name), userName: USER, password: PASSWORD })
    const codes = await Promise.all([codeOf(make('one')), codeOf(make('two'))])
    expect(codes).toEqual(['none', 'conflict'])
    expect(existsSync(join(test.folder, 'two'))).toBe(false)
    await test.client.workspace.lock({})
    const unlock = () => codeOf(test.client.workspace.unlock({ userName: USER, password: PASSWORD }))
    expect(await Promise.all([unlock(), unlock()])).toEqual(['none', 'conflict'])
  })

  it('leaves nothing open when the app is closed while a workspace is being made', async () => {
    await test.dispose()
    test = startTestApp({ kdf: { memoryKiB: 65_536, passes: 3 } })
    const making = test.createWorkspace()
    await expect.poll(() => existsSync(join(test.workspacePath, 'assay.lock')), { interval: 1 }).toBe(true)
    await test.app.close()
    expect(await making).toMatch(/^[0-9A-Z-]+$/)
    expect(await test.client.workspace.status()).toMatchObject({ state: 'closed' })
    expect(existsSync(join(test.workspacePath, 'assay.lock'))).toBe(false)
    await test.client.workspace.open({ path: test.workspacePath })
    expect(await codeOf(test.client.workspace.unlock({ userName: USER, password: PASSWORD }))).toBe('cancelled')
  })

  it('locks even when the event of it cannot be written', async () => {
    await test.createWorkspace()
    const workspace = test.app.context('cli').state.unlockedWorkspace!
    workspace.audit.append = () => {
      throw new Error('disk full')
    }
    expect(await test.client.workspace.lock({})).toMatchObject({ state: 'locked' })
    expect(workspace.isOpen).toBe(false)
    expect(workspace.connection.key.every((byte) => byte === 0)).toBe(true)
  })

  it('keeps the key in memory of its own, not in a pool that is copied with it', async () => {
    await test.createWorkspace()
    await test.client.workspace.lock({})
    await test.client.workspace.unlock({ userName: USER, password: PASSWORD })
    const { key } = test.app.context('cli').state.unlockedWorkspace!.connection
    expect(key.buffer.byteLength).toBe(32)
  })

  it('remembers recent workspaces and forgets on request', async () => {
    await test.createWorkspace()
    expect(await test.client.workspace.recent()).toMatchObject([
      { path: test.workspacePath, name: 'Test', exists: true },
    ])
    expect(await test.client.workspace.forget({ path: test.workspacePath })).toEqual([])
  })

  it('opens the sample workspace with its data, again and again', async () => {
    expect(await test.client.workspace.openSample()).toMatchObject({ state: 'unlocked', isSample: true })
    expect(await test.client.dataset.list()).toHaveLength(1)
    await test.client.workspace.close({})
    expect(await test.client.workspace.openSample()).toMatchObject({ isSample: true })
    expect(await test.client.dataset.list()).toHaveLength(1)
  })

  it('keeps what it has over a restart, under the same ids', async () => {
    await test.createWorkspace()
    const dataset = await importGerman(test)
    await test.client.workspace.close({})
    await test.client.workspace.open({ path: test.workspacePath })
    await test.client.workspace.unlock({ userName: USER, password: PASSWORD })
    expect((await test.client.dataset.get({ dataset: 'German Credit' })).id).toBe(dataset)
  })
})

describe('a chosen folder that vanishes', () => {
  it('is no longer chosen', async () => {
    await test.createWorkspace()
    await test.client.workspace.lock({})
    rmSync(test.workspacePath, { recursive: true })
    expect(await test.client.workspace.status()).toMatchObject({ state: 'closed', path: null })
  })
})

describe('the door', () => {
  it('answers bad input with the field and no stack', async () => {
    const error = await test.client.workspace.create({ path: '', userName: USER, password: PASSWORD }).catch(toAppError)
    expect(error).toMatchObject({ code: 'invalidInput', place: { field: 'path' } })
  })

  it('says locked, not more, to callers without a session', async () => {
    expect(await codeOf(localClient(test.app, 'browser').audit.list({}))).toBe('locked')
  })
})
