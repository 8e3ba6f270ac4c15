import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildPackFile, renderPack } from '../../../../src/main/jobs/tasks/build-pack.ts'
import { verifyPackFile } from '../../../../src/main/jobs/tasks/verify-pack.ts'
import { RESOURCES } from '../../core/pack/pack-fixtures.ts'
import { treeSource } from '../../core/pack/tree-pack-fixtures.ts'
import { memoryContext } from './memory-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay-tree-pack-'))
const path = join(folder, 'pack.pdf')
const context = memoryContext({})

afterAll(() => rmSync(folder, { recursive: true }))

describe('the pack of a tree model', () => {
  it('has the same bytes twice, and verifies', async () => {
    const built = await buildPackFile({ path, resourcesDirectory: RESOURCES, source: treeSource() }, context)
    expect(built.nPages).toBeGreaterThan(20)
    const again = await renderPack(treeSource(), RESOURCES)
    expect(Buffer.compare(readFileSync(path), Buffer.from(again.bytes))).toBe(0)
    const verified = await verifyPackFile({ path, resourcesDirectory: RESOURCES }, context)
    expect(verified).toMatchObject({ ok: true, problems: [], nEvidence: 4 })
  })

  it('is found out where a leaf was changed', async () => {
    const source = treeSource()
    if (source.scorecard.kind !== 'treeModel') throw new Error('the fixture is a tree model')
    const [first, ...others] = source.scorecard.trees
    const trees = [{ ...first!, values: first!.values.with(0, 0.123) }, ...others]
    const changed = { ...source, scorecard: { ...source.scorecard, trees } }
    writeFileSync(path, (await renderPack(changed, RESOURCES)).bytes)
    const { ok, problems } = await verifyPackFile({ path, resourcesDirectory: RESOURCES }, context)
    expect(ok).toBe(false)
    expect(problems).toContain('The trees do not have the hash of their model version')
  })
})
