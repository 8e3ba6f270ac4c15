import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentHash } from '../../../src/main/core/governance/content-hash.ts'
import { toAppError } from '../../../src/shared/client-error.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import { GERMAN_CREDIT, importGerman, startTestApp, type TestApp } from '../../helpers/test-app.ts'

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

async function failure(call: Promise<unknown>): Promise<AppError> {
  try {
    await call
  } catch (error) {
    return toAppError(error)
  }
  throw new Error('the call was expected to fail')
}

describe('import', () => {
  it('keeps rows, types, target and source', async () => {
    const version = await test.client.dataset.get({ dataset })
    expect(version).toMatchObject({
      nRows: 1000,
      nColumns: 21,
      nEvents: 300,
      nIssues: 0,
      target: { column: 'credit', eventValue: '2' },
    })
    expect(version.columns.find((column) => column.name === 'age')).toMatchObject({
      type: 'numeric',
      role: 'sensitive',
      nMissing: 0,
    })
    expect(version.columns.find((column) => column.name === 'status')).toMatchObject({
      type: 'text',
      role: 'feature',
      nDistinct: 4,
    })
    expect(version.source).toMatchObject({ fileName: 'german-credit.csv', bytes: 80059 })
  })

  it('makes nothing new of an equal file', async () => {
    const again = await importGerman(test)
    expect(again).toBe(dataset)
    expect(await test.client.dataset.list()).toHaveLength(1)
  })

  it('gives back the rows of the file', async () => {
    const page = await test.client.dataset.rows({ dataset, offset: 999, limit: 5 })
    const lastLine = readFileSync(GERMAN_CREDIT, 'utf8').trimEnd().split('\n').at(-1)!
    expect(page.rows.map((row) => row.join(','))).toEqual([lastLine.trim()])
  })

  it('exports what it imported', async () => {
    const path = join(test.folder, 'export.csv')
    await test.run(() => test.client.dataset.export({ dataset, path }))
    expect(readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trimEnd()).toBe(
      readFileSync(GERMAN_CREDIT, 'utf8').replaceAll('\r\n', '\n').trimEnd(),
    )
  })

  it.each([
    [{ column: 'nope', eventValue: '2' }, 'has no column "nope"'],
    [{ column: 'credit', eventValue: '9' }, 'never has the event value "9"'],
  ])('refuses the target %j', async (target, words) => {
    const error = await failure(
      test.run(() => test.client.dataset.import({ path: GERMAN_CREDIT, name: 'Bad', target })),
    )
    expect(error.code).toBe('badData')
    expect(error.message).toContain(words)
    expect(error.hint).toBeTruthy()
    expect((await test.client.dataset.list()).map((item) => item.name)).not.toContain('Bad')
  })
})

describe('training', () => {
  it('stores a model whose hash is that of its canonical JSON', async () => {
    const { version, model: card, fit } = await test.client.model.get({ model })
    expect(contentHash(card)).toBe(version.contentHash)
    expect(fit.nDevelopment + fit.nHoldout).toBe(1000)
    expect(card.characteristics.map((item) => item.name)).not.toContain('age')
  })

  it('gives the same version again for the same data, parameters and seed', async () => {
    const again = await test.run(() => test.client.training.start({ dataset, seed: 1 }))
    expect(again.id).toBe(model)
    expect(again.summary).toContain('Nothing new')
  })

  it('gives another model for another seed', async () => {
    const other = await test.run(() => test.client.training.start({ dataset, seed: 2, name: 'Seed two' }))
    const hashes = (await test.client.model.list()).map((item) => item.contentHash)
    expect(other.id).not.toBe(model)
    expect(new Set(hashes).size).toBe(2)
  })

  it('refuses columns that are not there', async () => {
    const error = await failure(test.client.training.start({ dataset, exclude: ['nope'] }))
    expect(error).toMatchObject({ code: 'badData', place: { column: 'nope' } })
  })

  it('exports JSON whose SHA-256 is the content hash', async () => {
    const path = join(test.folder, 'model.json')
    const written = await test.client.model.export({ model, format: 'json', path })
    expect(written.sha256).toBe((await test.client.model.get({ model })).version.contentHash)
    expect(existsSync(`${path}.assay.partial`)).toBe(false)
  })
})

describe('evidence', () => {
  it('reproduces the disparate impact of the actual outcome by age', async () => {
    const result = await test.run(() =>
      test.client.fairness.run({ model, dataset, grouping: { column: 'age', cuts: [25] }, reference: '> 25' }),
    )
    const { payload } = await test.client.evidence.get({ evidence: result.id })
    if (payload.kind !== 'fairnessReport') throw new Error('wrong kind')
    const outcome = payload.bases.find((basis) => basis.basis === 'outcome')!
    const young = outcome.groups.find((group) => group.group === '≤ 25')!
    expect(young.adverseImpactRatio.value).toBeCloseTo(0.7948260481712757, 12)
    expect(young.fisherTest.pValue).toBeCloseTo(9.94462971904191e-5, 12)
  })

  it('explains a case whose points add up to its score exactly', async () => {
    for (const row of [1, 2, 500, 1000]) {
      const explained = await test.client.explain.case({ model, dataset, row })
      expect(explained.contributions.reduce((sum, item) => sum + item.points!, 0)).toBe(explained.points)
      expect(explained.reasons.length).toBeLessThanOrEqual(4)
    }
  })

  it('answers an equal question with the evidence there is', async () => {
    const first = await test.run(() => test.client.validation.run({ model, dataset }))
    const second = await test.run(() => test.client.validation.run({ model, dataset }))
    expect(second.id).toBe(first.id)
    expect((await test.client.evidence.list({ model, kind: 'validationReport' })).map((item) => item.id)).toEqual([
      first.id,
    ])
  })

  it('refuses a reference group that does not exist, naming those that do', async () => {
    const error = await failure(
      test.run(() =>
        test.client.fairness.run({ model, dataset, grouping: { column: 'age', cuts: [25] }, reference: 'old' }),
      ),
    )
    expect(error).toMatchObject({ code: 'invalidInput', place: { column: 'age' } })
    expect(error.message).toContain('≤ 25, > 25')
  })
})

describe('audit', () => {
  it('holds an event for every change, refusal and failure, and verifies', async () => {
    const { events, nEvents } = await test.client.audit.list({ limit: 1000 })
    const actions = events.map((event) => event.action)
    expect(nEvents).toBe(events.length)
    for (const action of [
      'workspace.create',
      'dataset.import',
      'dataset.create',
      'training.start',
      'model.create',
      'evidence.create',
      'model.export',
    ]) {
      expect(actions).toContain(action)
    }
    expect(
      events.some(
        (event) => event.action === 'training.start' && event.result === 'failed' && event.reason === 'badData',
      ),
    ).toBe(true)
    expect(await test.client.audit.verify()).toMatchObject({ ok: true, nEvents, firstBad: null })
  })
})
