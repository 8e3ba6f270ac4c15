import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EvidencePayload, RegressionSpec, SqlDialect } from '../../src/shared/contract/index.ts'
import { announceNoPostgres, findPostgres, startPostgres } from '../helpers/postgres.ts'
import { scorecardOf } from '../helpers/scorecard-of.ts'
import { type SqlEngine, startDuckDb, startSqlite } from '../helpers/sql-engines.ts'
import { GERMAN_CREDIT, importGerman, startTestApp, type TestApp } from '../helpers/test-app.ts'

const SEED = 2026
const postgres = findPostgres()
if (postgres === null) announceNoPostgres()

/** The bins of two characteristics as a person set them, one of numbers and one of levels. */
const EDITED = {
  binning: {
    manual: [
      {
        column: 'credit_amount',
        bins: [
          { definition: { kind: 'interval', lower: null, upper: 1500 }, note: 'small loans' },
          { definition: { kind: 'interval', lower: 1500, upper: 4000.5 } },
          { definition: { kind: 'interval', lower: 4000.5, upper: null } },
        ],
        missingNote: 'asked again',
      },
      {
        column: 'status',
        bins: [
          { definition: { kind: 'special', codes: ['A14'] }, note: 'no account is a code' },
          { definition: { kind: 'levels', levels: ['A11'] } },
          { definition: { kind: 'levels', levels: ['A12', 'A13'] } },
        ],
      },
    ],
  },
  selection: { method: 'stepwise', criterion: 'bic', mustHave: ['credit_amount'] },
  riskBands: 5,
} as const

interface Journey {
  readonly test: TestApp
  readonly dataset: string
  readonly edited: string
  readonly calibrated: string
  readonly hashes: readonly string[]
  readonly payload: (kind: EvidencePayload['kind']) => EvidencePayload
}

/** CSV → bins edited → three models → calibration → cut-off → comparison. */
async function journey(): Promise<Journey> {
  const test = startTestApp()
  const { client } = test
  await test.createWorkspace()
  const dataset = await importGerman(test)
  const train = (name: string, spec: Partial<Parameters<typeof client.training.start>[0]>) =>
    test.run(() => client.training.start({ dataset, seed: SEED, name, ...spec }))
  const automatic = await train('Automatic', {})
  const edited = await train('Edited', { params: structuredClone(EDITED) as unknown as RegressionSpec['params'] })
  const raw = await train('Raw', { method: 'logistic' })
  const calibrated = await test.run(() => client.model.calibrate({ model: edited.id, method: 'platt', name: 'Final' }))
  const cutOff = await test.run(() => client.strategy.run({ model: calibrated.id, dataset, sample: 'holdout' }))
  const models = [calibrated.id, automatic.id, raw.id]
  const comparison = await test.run(() => client.comparison.run({ models, dataset }))
  const versions = await Promise.all(
    [automatic, edited, raw, calibrated].map(({ id }) => client.model.get({ model: id })),
  )
  const evidence = await Promise.all([cutOff, comparison].map(({ id }) => client.evidence.get({ evidence: id })))
  const payload = (kind: EvidencePayload['kind']): EvidencePayload =>
    evidence.find((one) => one.payload.kind === kind)!.payload
  const hashes = [...versions.map(({ version }) => version.contentHash), ...evidence.map((one) => one.contentHash)]
  return { test, dataset, edited: edited.id, calibrated: calibrated.id, hashes, payload }
}

let made: Journey

beforeAll(async () => {
  made = await journey()
}, 240_000)

afterAll(() => made.test.dispose())

describe('bins that a person set', () => {
  it('reach the model, the points and the notes', async () => {
    const { model } = await made.test.client.model.get({ model: made.edited })
    const amount = model.variables.find(({ name }) => name === 'credit_amount')
    expect(amount).toMatchObject({ isManual: true, splits: [1500, 4000.5] })
    expect(amount?.bins[0]).toMatchObject({ note: 'small loans' })
    const status = scorecardOf(model).characteristics.find(({ name }) => name === 'status')
    expect(status?.attributes.map(({ label }) => label)).toContain('Special: A14')
  })

  it('are what the editor shows', async () => {
    const params = structuredClone(EDITED) as unknown as RegressionSpec['params']
    const shown = await made.test.client.binning.evaluate({ dataset: made.dataset, seed: SEED, params })
    const { model, fit } = await made.test.client.model.get({ model: made.edited })
    const status = shown.variables.find(({ variable }) => variable.name === 'status')
    expect(status?.variable.bins).toEqual(model.variables.find(({ name }) => name === 'status')?.bins)
    expect(shown.nDevelopment).toBe(fit.nDevelopment)
  })
})

describe('the cut-off and the comparison', () => {
  it('has least cost where it says so', () => {
    const report = made.payload('strategyReport')
    if (report.kind !== 'strategyReport') throw new Error(report.kind)
    const best = report.choices.find(({ rule }) => rule === 'cost')?.choice
    expect(best?.cost).toBe(Math.min(...report.curve.map(({ cost }) => cost)))
  })

  it('compares three models on the rows none was fitted to', () => {
    const report = made.payload('comparisonReport')
    if (report.kind !== 'comparisonReport') throw new Error(report.kind)
    expect(report.nRows).toBe(300)
    expect(report.models).toHaveLength(3)
    expect(report.differences.every(({ aucDifference }) => aucDifference.value !== null)).toBe(true)
    expect(report.swapSets[0]?.cells.reduce((sum, { count }) => sum + count, 0)).toBe(300)
  })
})

describe('the exported SQL, on every row and every edge', () => {
  async function exported(dialect: SqlDialect): Promise<{ golden: string; verify: string; nRows: number }> {
    const { nGoldenRows, files } = await made.test.client.model.export({
      model: made.calibrated,
      format: 'sql',
      path: join(made.test.folder, `${dialect}.sql`),
      dialect,
      goldenDataset: made.dataset,
    })
    const [, golden = '', verify = ''] = files.map(({ path }) => readFileSync(path, 'utf8'))
    expect(nGoldenRows).toBeGreaterThan(1000)
    return { golden, verify, nRows: nGoldenRows! }
  }

  it.each<[SqlDialect, () => SqlEngine | Promise<SqlEngine>]>([
    ['duckdb', startDuckDb],
    ['sqlite', startSqlite],
  ])('agrees with the engine in %s', async (dialect, start) => {
    const { golden, verify, nRows } = await exported(dialect)
    const engine = await start()
    try {
      await engine.execute(golden)
      const [count = '', list = ''] = verify.split(/;\s*\n/)
      expect(await engine.rows(count)).toEqual([{ n: nRows, mismatches: 0 }])
      expect(await engine.rows(list)).toEqual([])
      // The check finds what it is for.
      await engine.execute('UPDATE applicants_golden SET assay_expected_points = assay_expected_points + 1')
      expect(await engine.rows(count)).toEqual([{ n: nRows, mismatches: nRows }])
    } finally {
      engine.close()
    }
  })

  it.skipIf(postgres === null)('agrees with the engine in PostgreSQL', async () => {
    const { golden, verify, nRows } = await exported('postgresql')
    const server = startPostgres(postgres!)
    try {
      server.run(golden)
      expect(server.run(verify)).toBe(`${nRows}|0\n`)
    } finally {
      server.stop()
    }
  })
})

describe('the exported files', () => {
  async function scored(model: string, name: string): Promise<string> {
    const path = join(made.test.folder, name)
    await made.test.run(() =>
      made.test.client.scoring.run({ model, inputPath: GERMAN_CREDIT, outputPath: path, reasons: 3 }),
    )
    return readFileSync(path, 'utf8')
  }

  it('come back as the same scorecard: points, PDs and reasons, byte for byte', async () => {
    const before = await scored(made.calibrated, 'before.csv')
    for (const format of ['json', 'pmml'] as const) {
      const path = join(made.test.folder, `final.${format}`)
      const { sha256 } = await made.test.client.model.export({ model: made.calibrated, format, path })
      const { id } = await made.test.run(() =>
        made.test.client.model.import({ path, dataset: made.dataset, name: `From ${format}` }),
      )
      if (format === 'json') expect((await made.test.client.model.get({ model: id })).version.contentHash).toBe(sha256)
      expect(await scored(id, `after-${format}.csv`)).toBe(before)
    }
  })
})

describe('the same seed, in another workspace', () => {
  it('gives the same hashes of models and evidence', async () => {
    const again = await journey()
    try {
      expect(again.hashes).toEqual(made.hashes)
    } finally {
      await again.test.dispose()
    }
  }, 240_000)
})
