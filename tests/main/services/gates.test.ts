import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPack, renderPack } from '../../../src/main/jobs/tasks/build-pack.ts'
import { toAppError } from '../../../src/shared/client-error.ts'
import type { PackSource } from '../../../src/shared/pack-source.ts'
import {
  GERMAN_CREDIT,
  importGerman,
  PASSWORD,
  ROOT,
  startTestApp,
  type TestApp,
  USER,
} from '../../helpers/test-app.ts'

let test: TestApp
let dataset: string
let model: string

beforeAll(async () => {
  test = startTestApp()
  await test.createWorkspace()
  dataset = await importGerman(test)
  model = (await test.run(() => test.client.training.start({ dataset, seed: 1 }))).id
})
afterAll(() => test.dispose())

const evaluate = () => test.client.gate.evaluate({ model, gate: 'deployment' })
const impact = async () => (await evaluate()).checks.find((check) => check.checkId === 'dep-air')!
const fairness = (cut: number) =>
  test.run(() => test.client.fairness.run({ model, dataset, grouping: { column: 'age', cuts: [cut] } }))

describe('a gate', () => {
  it('does not take an audit on other data for one on the training data', async () => {
    const { id: other } = await test.run(() =>
      test.client.dataset.import({
        path: GERMAN_CREDIT,
        name: 'Other',
        target: { column: 'credit', eventValue: '2.0' },
      }),
    )
    const { id: second } = await test.run(() => test.client.training.start({ dataset, seed: 2, name: 'Second' }))
    const grouping = { column: 'age', cuts: [25] }
    await test.run(() => test.client.fairness.run({ model: second, dataset: other, grouping }))
    const { checks } = await test.client.gate.evaluate({ model: second, gate: 'deployment' })
    const reading = checks.find((check) => check.checkId === 'dep-air')
    expect(reading).toMatchObject({ verdict: 'notAssessed', value: null })
    expect(reading?.reason).toContain('other data only')
  })

  it('reads the newest of two audits of one attribute, and says that there were two', async () => {
    const first = await fairness(25)
    expect((await impact()).evidenceId).toBe(first.id)
    const seen = (await evaluate()).evidenceManifestHash
    const second = await fairness(30)
    const reading = await impact()
    expect(reading.evidenceId).toBe(second.id)
    expect(reading.reason).toContain('1 earlier result on the same subject replaced')
    expect((await evaluate()).evidenceManifestHash).not.toBe(seen)
  })

  it('refuses a decision on evidence that is no longer all there is', async () => {
    const before = await evaluate()
    await fairness(40)
    const decision = test.client.gate.decide({
      model,
      gate: 'deployment',
      decision: 'notApproved',
      reason: 'seen before the last audit',
      evidenceManifestHash: before.evidenceManifestHash,
    })
    expect(toAppError(await decision.catch((error: unknown) => error))).toMatchObject({ code: 'conflict' })
    expect(await test.client.gate.decisions({ model })).toEqual([])
  })

  it('refuses an approval while required evidence is missing', async () => {
    const { evidenceManifestHash } = await evaluate()
    for (const decision of ['approved', 'approvedWithConditions'] as const) {
      const refused = test.client.gate.decide({
        model,
        gate: 'deployment',
        decision,
        reason: 'in a hurry, sorry',
        conditions: 'none',
        evidenceManifestHash,
      })
      expect(toAppError(await refused.catch((error: unknown) => error))).toMatchObject({ code: 'conflict' })
    }
  })
})

describe('a target', () => {
  it('means the same event however its number is written, so the data are the same', async () => {
    const [version] = (await test.client.dataset.list()).filter((item) => item.name === 'Other')
    expect(version?.target).toEqual({ column: 'credit', eventValue: '2' })
    const again = await test.run(() =>
      test.client.training.start({ dataset, seed: 1, target: { column: 'credit', eventValue: '2.0' } }),
    )
    expect(again.id).toBe(model)
  })

  it('trained with other columns is another version, even if the card is equal: what was looked at differs', async () => {
    const { fit } = await test.client.model.get({ model })
    const dropped = fit.exclusions.find((item) => item.informationValue !== null && item.informationValue < 0.02)!
    const fewer = await test.run(() => test.client.training.start({ dataset, seed: 1, exclude: [dropped.name] }))
    const { version } = await test.client.model.get({ model: fewer.id })
    expect(version.contentHash).toBe((await test.client.model.get({ model })).version.contentHash)
    expect(fewer.id).not.toBe(model)
  })
})

describe('a pack', () => {
  it('is known to the workspace that built it, and to no other', async () => {
    const path = join(test.folder, 'pack.pdf')
    await test.run(() => test.client.pack.build({ model, path }))
    expect(await test.client.pack.verify({ path })).toMatchObject({ ok: true, isRecorded: true })
    copyFileSync(path, join(test.folder, 'copy.pdf'))
    expect(await test.client.pack.verify({ path: join(test.folder, 'copy.pdf') })).toMatchObject({ isRecorded: true })
    const stranger = startTestApp()
    try {
      expect(await stranger.client.pack.verify({ path })).toMatchObject({ ok: true, isRecorded: null })
      await stranger.createWorkspace()
      expect(await stranger.client.pack.verify({ path })).toMatchObject({ ok: true, isRecorded: false })
    } finally {
      await stranger.dispose()
    }
  })

  it('rebuilt from a changed source is found out only where it contradicts itself: that is what the record is for', async () => {
    const path = join(test.folder, 'pack.pdf')
    const resources = join(ROOT, 'resources')
    const { source } = await readPack(path)
    const forge = async (name: string, changed: PackSource) => {
      const forged = join(test.folder, name)
      writeFileSync(forged, (await renderPack(changed, resources)).bytes)
      return await test.client.pack.verify({ path: forged })
    }
    const withoutGate = await forge('one-gate.pdf', { ...source, evaluations: source.evaluations.slice(1) })
    expect(withoutGate).toMatchObject({ ok: false, isRecorded: false })
    expect(withoutGate.problems[0]).toContain('is not evaluated')
    const otherData = { ...source.dataset, contentHash: 'a'.repeat(64) }
    expect(await forge('other-data.pdf', { ...source, dataset: otherData })).toMatchObject({ ok: false })
    // Nothing contradicts the name of the workspace: the pages agree, the origin does not.
    expect(await forge('renamed.pdf', { ...source, workspaceName: 'Another bank' })).toMatchObject({
      ok: true,
      isRecorded: false,
    })
  })

  it('and every other output stay out of the workspace folder', async () => {
    const path = join(test.workspacePath, 'assay.db')
    const { client } = test
    for (const call of [
      client.pack.build({ model, path }),
      client.dataset.export({ dataset, path }),
      client.model.export({ model, format: 'json', path }),
      client.scoring.run({ model, inputPath: GERMAN_CREDIT, outputPath: path }),
    ])
      expect(toAppError(await call.catch((error: unknown) => error))).toMatchObject({ code: 'invalidInput' })
    await client.workspace.lock({})
    await client.workspace.unlock({ userName: USER, password: PASSWORD })
    expect(await client.audit.verify()).toMatchObject({ ok: true })
  })
})
