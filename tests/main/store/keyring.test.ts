import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentHash } from '../../../src/main/core/governance/content-hash.ts'
import { type Keyring, keyringText, parseKeyringText } from '../../../src/main/store/keyring-format.ts'
import {
  createTestWorkspace,
  expectError,
  folderContent,
  temporaryFolder,
  unlockTestWorkspace,
} from './store-fixtures.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const path = () => join(folder.path, 'keyring.json')

async function closedWorkspace(directory = folder.path): Promise<Keyring> {
  ;(await createTestWorkspace(directory)).workspace.close()
  return parseKeyringText(readFileSync(join(directory, 'keyring.json'), 'utf8'))!.keyring
}

/** Writes a changed keyring as a forger would: with a right checksum, but the old seal. */
function forge(keyring: Keyring): void {
  const { mac } = parseKeyringText(readFileSync(path(), 'utf8'))!
  writeFileSync(path(), keyringText({ keyring, mac }))
}

describe('keyring', () => {
  it('holds no key in the clear: slots, public keys, checkpoint and seal only', async () => {
    const keyring = await closedWorkspace()
    expect(Object.keys(keyring)).toEqual([
      'format',
      'version',
      'workspaceId',
      'name',
      'isSample',
      'cipher',
      'createdAt',
      'epoch',
      'users',
      'recovery',
      'checkpoint',
    ])
    // 32-byte key and 48-byte PKCS #8 private key, each with a 16-byte tag.
    expect(keyring.users[0]!.slot.sealed.ciphertext).toHaveLength(2 * 48)
    expect(keyring.users[0]!.signingKey.ciphertext).toHaveLength(2 * 64)
    expect(keyring.checkpoint).toEqual({ size: 1, root: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it('of another workspace does not open this database', async () => {
    await closedWorkspace()
    const elsewhere = temporaryFolder()
    await closedWorkspace(elsewhere.path)
    writeFileSync(path(), readFileSync(join(elsewhere.path, 'keyring.json')))
    elsewhere.remove()
    const before = folderContent(folder.path)
    await expectError(() => unlockTestWorkspace(folder.path), 'damaged', /database/)
    expect(folderContent(folder.path)).toEqual(before)
  })

  it('refuses a slot transplanted from another workspace or another user', async () => {
    const keyring = await closedWorkspace()
    const elsewhere = temporaryFolder()
    const other = await closedWorkspace(elsewhere.path)
    elsewhere.remove()
    const [user] = keyring.users
    forge({ ...keyring, users: [{ ...user!, slot: other.users[0]!.slot }] })
    await expectError(() => unlockTestWorkspace(folder.path), 'wrongPassword', /wrong/)
    forge({ ...keyring, users: [{ ...user!, userId: 'admin' }] })
    await expectError(() => unlockTestWorkspace(folder.path), 'wrongPassword', /wrong/)
    forge({ ...keyring, users: [{ ...user!, slot: keyring.recovery }] })
    await expectError(() => unlockTestWorkspace(folder.path), 'wrongPassword', /wrong/)
  })

  it('refuses changed parameters of the key derivation', async () => {
    const keyring = await closedWorkspace()
    const [user] = keyring.users
    for (const change of [{ passes: 2 }, { memoryKiB: 128 }, { salt: '0'.repeat(32) }]) {
      forge({ ...keyring, users: [{ ...user!, slot: { ...user!.slot, kdf: { ...user!.slot.kdf, ...change } } }] })
      await expectError(() => unlockTestWorkspace(folder.path), 'wrongPassword', /wrong/)
    }
  })

  it('refuses anything else changed by a forger, by its seal', async () => {
    const keyring = await closedWorkspace()
    const [user] = keyring.users
    const forgeries: Keyring[] = [
      { ...keyring, checkpoint: null },
      { ...keyring, checkpoint: { size: 1, root: '0'.repeat(64) } },
      { ...keyring, name: 'Other' },
      { ...keyring, epoch: 7 },
      { ...keyring, users: [...keyring.users, { ...user!, userId: 'mallory', name: 'mallory' }] },
      { ...keyring, users: [{ ...user!, publicKey: '0'.repeat(64) }] },
    ]
    for (const forgery of forgeries) {
      forge(forgery)
      const before = folderContent(folder.path)
      await expectError(() => unlockTestWorkspace(folder.path), 'damaged', /changed by something other than Assay/)
      expect(folderContent(folder.path)).toEqual(before)
    }
    forge({ ...keyring, cipher: 'sqlcipher' })
    await expectError(() => unlockTestWorkspace(folder.path), 'damaged', /changed/)
  })

  it('is read strictly: no other member, type, range or checksum', async () => {
    const keyring = await closedWorkspace()
    const file = JSON.parse(readFileSync(path(), 'utf8'))
    const sealed = (change: object) => {
      const body = { keyring: { ...file.keyring, ...change }, mac: file.mac }
      return JSON.stringify({ ...body, checksum: contentHash(body) })
    }
    expect(parseKeyringText(sealed({}))?.keyring).toEqual(keyring)
    const huge = {
      ...keyring.users[0]!,
      slot: { ...keyring.recovery, kdf: { ...keyring.recovery.kdf, memoryKiB: 2 ** 31 } },
    }
    for (const change of [
      { extra: 1 },
      { version: 2 },
      { epoch: 0 },
      { users: [] },
      { users: [huge] },
      { cipher: 'none' },
      { isSample: 'no' },
      { recovery: null },
    ]) {
      expect(parseKeyringText(sealed(change)), JSON.stringify(change)).toBeNull()
    }
    expect(parseKeyringText(JSON.stringify({ ...file, checksum: '0'.repeat(64) }))).toBeNull()
    for (let digit = 0; digit < 40; digit++)
      expect(parseKeyringText(JSON.stringify(file).slice(0, 20 * digit))).toBeNull()
  })
})
