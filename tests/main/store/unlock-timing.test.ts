import { hashRaw } from '@node-rs/argon2'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWorkspace } from '../../../src/main/store/workspace-folder.ts'
import {
  clock,
  errorOf,
  folderContent,
  newId,
  PASSWORD,
  temporaryFolder,
  USER,
  unlockTestWorkspace,
} from './store-fixtures.ts'

vi.mock('@node-rs/argon2', async (importOriginal) => {
  const original = await importOriginal<typeof import('@node-rs/argon2')>()
  return { ...original, hashRaw: vi.fn(original.hashRaw) }
})

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/** What one failed unlocking costs: the derivations it ran, and its time. */
async function failure(userName: string, password: string) {
  vi.mocked(hashRaw).mockClear()
  const start = performance.now()
  const reply = (await errorOf(() => unlockTestWorkspace(folder.path, password, userName))).toReply()
  const derivations = vi.mocked(hashRaw).mock.calls.map(([, options]) => ({ ...options, salt: options?.salt?.length }))
  return { reply, derivations, elapsedMs: performance.now() - start }
}

describe('a wrong password and an unknown user', () => {
  it('get the same answer for the same work, and write nothing', async () => {
    const { workspace } = await createWorkspace({
      directory: folder.path,
      name: 'x',
      userName: USER,
      password: PASSWORD,
      cipher: 'aegis',
      isSample: false,
      clock,
      newId,
    })
    workspace.close()
    const before = folderContent(folder.path)
    const wrong = await failure(USER, 'orange candle river')
    const unknown = await failure('nobody', PASSWORD)
    expect(wrong.reply).toMatchObject({ code: 'wrongPassword', message: 'User name or password is wrong' })
    expect(unknown.reply).toEqual(wrong.reply)
    expect(wrong.derivations).toEqual([
      expect.objectContaining({ algorithm: 2, memoryCost: 65_536, timeCost: 3, salt: 16 }),
    ])
    expect(unknown.derivations).toEqual(wrong.derivations)
    expect(folderContent(folder.path)).toEqual(before)
  })

  it('take the same time: nothing but the derivation weighs', async () => {
    const { workspace } = await createWorkspace({
      directory: folder.path,
      name: 'x',
      userName: USER,
      password: PASSWORD,
      cipher: 'aegis',
      isSample: false,
      clock,
      newId,
    })
    workspace.close()
    const best = { wrong: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
    // The best of many rounds, alternating, so that a busy machine disturbs both alike.
    for (let round = 0; round < 12; round++) {
      best.wrong = Math.min(best.wrong, (await failure(USER, 'orange candle river')).elapsedMs)
      best.unknown = Math.min(best.unknown, (await failure('nobody', PASSWORD)).elapsedMs)
    }
    expect(Math.max(best.wrong, best.unknown) / Math.min(best.wrong, best.unknown)).toBeLessThan(2)
  })
})
