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

describe('the door', () => {
  it('answers bad input with the field and no stack', async () => {
    const error = await test.client.workspace.create({ path: '', userName: USER, password: PASSWORD }).catch(toAppError)
    expect(error).toMatchObject({ code: 'invalidInput', place: { field: 'path' } })
  })

  it('says locked, not more, to callers without a session', async () => {
    expect(await codeOf(localClient(test.app, 'browser').audit.list({}))).toBe('locked')
  })
})
