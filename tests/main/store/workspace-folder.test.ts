import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CIPHERS } from '../../../src/main/store/open-database.ts'
import { createWorkspace, readWorkspaceHeader } from '../../../src/main/store/workspace-folder.ts'
import { ROLES } from '../../../src/shared/contract/primitives.ts'
import {
  clock,
  createTestWorkspace,
  expectError,
  FAST_KDF,
  folderContent,
  newId,
  PASSWORD,
  temporaryFolder,
  USER,
  unlockTestWorkspace,
} from './store-fixtures.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('creating a workspace', () => {
  it.each(CIPHERS)('makes folder, database and keyring for their owner only (%s)', async (cipher) => {
    const directory = join(folder.path, 'deep/er')
    const { workspace, user, recoveryCode } = await createTestWorkspace(directory, cipher)
    expect(user).toMatchObject({ name: USER, roles: [...ROLES] })
    expect(recoveryCode).toMatch(/^(\w{3}-){10}\w{3}$/)
    expect(workspace).toMatchObject({ name: 'Retail', isSample: false, schemaVersion: 3, directory })
    workspace.settings.set('x', 1)
    for (const name of readdirSync(directory)) expect(mode(join(directory, name)), name).toBe('600')
    expect(mode(directory)).toBe('700')
    workspace.close()
    expect(readdirSync(directory).sort()).toEqual(['assay.db', 'keyring.json', 'keyring.previous.json'])
    expect(readFileSync(join(directory, 'assay.db')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    expect(readWorkspaceHeader(directory)).toEqual({
      workspaceId: workspace.id,
      name: 'Retail',
      isSample: false,
      cipher,
      notice: null,
    })
  })

  it('takes an empty folder and closes it to others', async () => {
    chmodSync(folder.path, 0o755)
    const { workspace } = await createTestWorkspace(folder.path)
    expect(mode(folder.path)).toBe('700')
    workspace.close()
  })

  it('derives keys with argon2id of 64 MiB and 3 passes unless a test says otherwise', async () => {
    const { workspace } = await createWorkspace({
      directory: folder.path,
      name: 'x',
      userName: USER,
      password: PASSWORD,
      cipher: 'aegis',
      isSample: true,
      clock,
      newId,
    })
    workspace.close()
    const { keyring } = JSON.parse(readFileSync(join(folder.path, 'keyring.json'), 'utf8'))
    for (const slot of [keyring.users[0].slot, keyring.recovery]) {
      expect(slot.kdf).toEqual({
        algorithm: 'argon2id',
        memoryKiB: 65_536,
        passes: 3,
        lanes: 1,
        salt: expect.stringMatching(/^[0-9a-f]{32}$/),
      })
    }
  })

  it('refuses an existing workspace, a folder with other things, and a file, and leaves them alone', async () => {
    const { workspace } = await createTestWorkspace(join(folder.path, 'a'))
    workspace.close()
    mkdirSync(join(folder.path, 'b'))
    writeFileSync(join(folder.path, 'b/thesis.doc'), 'years of work')
    const before = folderContent(folder.path)
    await expectError(() => createTestWorkspace(join(folder.path, 'a')), 'cannotWrite', /holds a workspace already/)
    await expectError(
      () => createTestWorkspace(join(folder.path, 'b')),
      'cannotWrite',
      /not empty: it holds 1 other entry/,
    )
    await expectError(() => createTestWorkspace(join(folder.path, 'b/thesis.doc')), 'cannotWrite', /is a file/)
    rmSync(join(folder.path, 'a/keyring.json'))
    rmSync(join(folder.path, 'a/keyring.previous.json'))
    await expectError(() => createTestWorkspace(join(folder.path, 'a')), 'cannotWrite', /holds a workspace already/)
    expect(folderContent(folder.path)).toEqual(
      Object.fromEntries(Object.entries(before).filter(([path]) => !path.includes('keyring'))),
    )
  })

  it('refuses short and well-known passwords and empty names before touching the disk', async () => {
    const directory = join(folder.path, 'new')
    const create = (change: object) =>
      createWorkspace({
        directory,
        name: 'x',
        userName: USER,
        password: PASSWORD,
        cipher: 'aegis',
        isSample: false,
        clock,
        newId,
        kdf: FAST_KDF,
        ...change,
      })
    await expectError(() => create({ password: 'too short' }), 'invalidInput', /15 characters/)
    await expectError(() => create({ password: 'passwordpassword' }), 'invalidInput', /guessing/)
    await expectError(() => create({ userName: ' ' }), 'invalidInput', /name/)
    expect(existsSync(directory)).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('says how to go on where it cannot write', async () => {
    writeFileSync(join(folder.path, 'file'), '')
    for (const directory of [join(folder.path, 'file/below'), '/proc/nowhere/x', '/dev/null/x']) {
      const error = await expectError(() => createTestWorkspace(directory), 'cannotWrite', /workspace folder/)
      expect(error.hint).toMatch(/folder/)
    }
  })

  it('leaves nothing behind when it fails half-way', async () => {
    const failures = [
      { cipher: 'rot13' as 'aegis' },
      { newId: vi.fn().mockReturnValueOnce('w').mockReturnValue('') },
      { name: 'x'.repeat(2000) },
    ]
    for (const change of failures) {
      const directory = join(folder.path, 'deep/er')
      const options = {
        directory,
        name: 'x',
        userName: USER,
        password: PASSWORD,
        cipher: 'aegis',
        isSample: false,
        clock,
        newId,
        kdf: FAST_KDF,
      } as const
      await expect(createWorkspace({ ...options, ...change })).rejects.toThrow()
      expect(readdirSync(folder.path)).toEqual([])
      mkdirSync(directory, { recursive: true })
      await expect(createWorkspace({ ...options, ...change })).rejects.toThrow()
      expect(readdirSync(directory)).toEqual([])
      rmSync(join(folder.path, 'deep'), { recursive: true })
    }
  })

  it('leaves a workspace alone that another program finished in the last moment', async () => {
    const other = temporaryFolder()
    ;(await createTestWorkspace(other.path)).workspace.close()
    const directory = join(folder.path, 'contested')
    mkdirSync(directory)
    // The clock is read between the look at the folder and the lock on it.
    const clockOfTheRival = () => {
      for (const name of readdirSync(other.path)) copyFileSync(join(other.path, name), join(directory, name))
      return clock()
    }
    await expectError(
      () =>
        createWorkspace({
          clock: clockOfTheRival,
          newId,
          kdf: FAST_KDF,
          directory,
          name: 'Retail',
          userName: USER,
          password: PASSWORD,
          cipher: 'aegis',
          isSample: false,
        }),
      'cannotWrite',
      /holds a workspace already/,
    )
    expect(Object.values(folderContent(directory)).sort()).toEqual(Object.values(folderContent(other.path)).sort())
    ;(await unlockTestWorkspace(directory)).workspace.close()
    other.remove()
  })

  it('clears what a creation left that was cut off before its keyring was in place', async () => {
    mkdirSync(join(folder.path, '.creating'))
    writeFileSync(join(folder.path, '.creating/keyring.json'), 'half')
    writeFileSync(join(folder.path, 'assay.db'), 'half')
    const { workspace } = await createTestWorkspace(folder.path)
    workspace.close()
    expect(readdirSync(folder.path).sort()).toEqual(['assay.db', 'keyring.json', 'keyring.previous.json'])
  })
})

describe('reading the header of a folder', () => {
  it('says what is wrong with it, and what to do', async () => {
    const cases: [string, 'notFound' | 'damaged', RegExp][] = []
    cases.push([join(folder.path, 'nowhere'), 'notFound', /does not exist/])
    cases.push([folder.path, 'notFound', /not an Assay workspace/])
    const directory = join(folder.path, 'w')
    ;(await createTestWorkspace(directory)).workspace.close()
    cases.push([join(directory, 'keyring.json'), 'notFound', /is a file/])
    for (const [path, code, message] of cases) {
      expect((await expectError(() => readWorkspaceHeader(path), code, message)).hint).toBeTruthy()
      await expectError(() => unlockTestWorkspace(path), code, message)
    }
    rmSync(join(directory, 'assay.db'))
    expect((await expectError(() => readWorkspaceHeader(directory), 'damaged', /database is missing/)).hint).toMatch(
      /backup/,
    )
    mkdirSync(join(directory, 'assay.db'))
    await expectError(() => readWorkspaceHeader(directory), 'damaged', /database is not a file/)
  })

  it.each([
    ['empty', ''],
    ['broken', '{"keyring": {'],
    ['other JSON', '[]'],
    ['missing', null],
  ])('falls back on the previous generation when the current one is %s, says so, and mends it', async (_, text) => {
    const { workspace } = await createTestWorkspace(folder.path)
    workspace.close()
    const path = join(folder.path, 'keyring.json')
    if (text === null) rmSync(path)
    else writeFileSync(path, text)
    expect(readWorkspaceHeader(folder.path)).toMatchObject({
      workspaceId: workspace.id,
      notice: expect.stringMatching(/previous generation/),
    })
    const { workspace: again } = await unlockTestWorkspace(folder.path)
    expect(again.notices).toEqual([expect.stringMatching(/previous generation/)])
    expect(again.audit.verify().ok).toBe(true)
    expect(readWorkspaceHeader(folder.path).notice).toBeNull()
    again.close()
    expect(readWorkspaceHeader(folder.path).notice).toBeNull()
  })

  it('calls it damaged when no generation can be read', async () => {
    ;(await createTestWorkspace(folder.path)).workspace.close()
    for (const name of ['keyring.json', 'keyring.previous.json']) writeFileSync(join(folder.path, name), 'junk')
    const error = await expectError(() => readWorkspaceHeader(folder.path), 'damaged', /keyring/)
    expect(error.hint).toMatch(/backup/)
  })
})
