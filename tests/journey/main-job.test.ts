import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GERMAN_CREDIT, type MainJobResult, runMainJob } from '../../src/main/hosts/main-job.ts'
import { GERMAN_CREDIT as GERMAN_CSV, startTestApp, type TestApp } from '../helpers/test-app.ts'

interface Journey {
  readonly test: TestApp
  readonly result: MainJobResult
  readonly pdf: Buffer
}

async function journey(): Promise<Journey> {
  const test = startTestApp()
  await test.createWorkspace()
  const outputDirectory = join(test.folder, 'out')
  mkdirSync(outputDirectory)
  const result = await runMainJob(
    test.client,
    { ...GERMAN_CREDIT, csvPath: GERMAN_CSV, outputDirectory },
    () => undefined,
  )
  return { test, result, pdf: readFileSync(result.pack.path) }
}

let first: Journey
let second: Journey

beforeAll(async () => {
  first = await journey()
  second = await journey()
}, 240_000)

afterAll(async () => {
  await first.test.dispose()
  await second.test.dispose()
})

describe('the main job, twice with one seed', () => {
  it('gives the same data, model and evidence hashes', () => {
    const hashes = ({ result }: Journey) => [
      result.dataset.contentHash,
      result.model.contentHash,
      result.validation.contentHash,
      result.fairness.contentHash,
      result.explanation.contentHash,
      ...result.decisions.map((decision) => decision.contentHash),
    ]
    expect(hashes(second)).toEqual(hashes(first))
  })

  it('gives the same PDF, byte for byte', () => {
    expect(second.pdf.equals(first.pdf)).toBe(true)
    expect(createHash('sha256').update(first.pdf).digest('hex')).toBe(first.result.pack.sha256)
  })

  it('gives the same scored file, one line a row, points in every line', () => {
    const lines = readFileSync(first.result.scoredPath, 'utf8').trimEnd().split(/\r?\n/)
    expect(lines).toHaveLength(1001)
    expect(lines[0]).toContain('assay_points,assay_pd,assay_reason_1')
    expect(readFileSync(second.result.scoredPath, 'utf8')).toBe(readFileSync(first.result.scoredPath, 'utf8'))
  })

  it('decides both gates on complete evidence', () => {
    expect(first.result.evaluations.map((evaluation) => evaluation.outcome)).not.toContain('notAssessed')
    expect(first.result.decisions.map((decision) => decision.gateId)).toEqual(['development', 'deployment'])
    expect(first.result.decisions.every((decision) => decision.isOwnModel)).toBe(true)
  })

  it('leaves an audit log that verifies', async () => {
    expect(await first.test.client.audit.verify()).toMatchObject({ ok: true })
  })
})

describe('the pack', () => {
  it('verifies without any workspace', async () => {
    const stranger = startTestApp()
    try {
      const verdict = await stranger.client.pack.verify({ path: first.result.pack.path })
      expect(verdict).toMatchObject({ ok: true, problems: [], modelHash: first.result.model.contentHash })
      expect(verdict.nEvidence).toBeGreaterThanOrEqual(4)
    } finally {
      await stranger.dispose()
    }
  })

  it.each([0.25, 0.5, 0.999])('does not verify with one byte changed at %d of its length', async (share) => {
    const bytes = Buffer.from(first.pdf)
    const at = Math.floor(bytes.length * share)
    bytes[at] = bytes[at]! ^ 1
    const path = join(first.test.folder, `changed-${share}.pdf`)
    writeFileSync(path, bytes)
    const verdict = await first.test.client.pack
      .verify({ path })
      .catch((error: { data?: { code?: string } }) => error.data?.code)
    expect(verdict === 'badData' || (typeof verdict === 'object' && verdict.ok === false)).toBe(true)
  })
})
