import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CIPHERS } from '../../../src/main/store/open-database.ts'
import { datasetVersion } from './record-fixtures.ts'
import { createTestWorkspace, EVENT, PASSWORD, temporaryFolder, unlockTestWorkspace } from './store-fixtures.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const N_CANARIES = 500
const canaries = Array.from({ length: N_CANARIES }, () => `Canary${randomBytes(6).toString('hex')}`)
const numbers = Float64Array.from({ length: N_CANARIES }, () => randomBytes(6).readUIntBE(0, 6) + 0.123)

/** Canaries found in any file of the folder, as UTF-8 or UTF-16 text or as the bytes of a number. */
function leaks(): string[] {
  const needles = [
    ...canaries.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]),
    ...[...numbers].map((value) => Buffer.from(Float64Array.of(value).buffer)),
    Buffer.from(PASSWORD),
  ]
  const names = readdirSync(folder.path)
  return names.flatMap((name) => {
    const bytes = readFileSync(join(folder.path, name))
    return needles.filter((needle) => bytes.includes(needle)).map((needle) => `${name}: ${needle.toString('latin1')}`)
  })
}

describe('values in the files of a workspace', () => {
  it.each(CIPHERS)('are not to be found in plain, open or closed (%s)', async (cipher) => {
    const { workspace, recoveryCode } = await createTestWorkspace(folder.path, cipher)
    const version = datasetVersion({
      nRows: N_CANARIES,
      issues: [{ line: 1, column: null, raw: canaries[0]!, problem: 'p', action: 'a' }],
    })
    const setId = workspace.datasets.beginChunkSet()
    workspace.datasets.writeChunk(setId, 0, 0, { type: 'numeric', values: numbers })
    workspace.datasets.writeChunk(setId, 1, 0, {
      type: 'text',
      codes: Int32Array.from({ length: N_CANARIES }, (_, i) => i),
    })
    workspace.datasets.writeLevels(setId, 1, canaries)
    workspace.transaction(() => {
      workspace.datasets.insert(version, [], setId)
      workspace.audit.append({ ...EVENT, reason: canaries[1]! })
      workspace.settings.set('note', canaries[2])
    })
    expect(workspace.datasets.rows('loans', 499, 1).rows).toEqual([[numbers[499], canaries[499]]])
    expect(readdirSync(folder.path)).toEqual(
      expect.arrayContaining(['assay.db', 'assay.db-wal', 'assay.db-shm', 'keyring.json', 'assay.lock']),
    )
    expect(leaks()).toEqual([])
    workspace.close()
    expect(leaks()).toEqual([])
    for (const name of readdirSync(folder.path))
      expect(readFileSync(join(folder.path, name)).includes(recoveryCode)).toBe(false)
    const { workspace: again } = await unlockTestWorkspace(folder.path)
    expect(again.datasets.rows('loans', 0, 1).rows).toEqual([[numbers[0], canaries[0]]])
    again.close()
  })
})
