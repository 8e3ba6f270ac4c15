import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { expectedScores, type GoldenCase, goldenCases } from '../../../../src/main/core/deploy/golden-cases.ts'
import { goldenSql } from '../../../../src/main/core/deploy/sql/golden-sql.ts'
import { scorecardSql } from '../../../../src/main/core/deploy/sql/scorecard-sql.ts'
import type { SqlDialect } from '../../../../src/main/core/deploy/sql/sql-dialect.ts'
import { verifySql } from '../../../../src/main/core/deploy/sql/verify-sql.ts'
import { type Column, createFrame } from '../../../../src/main/core/frame/frame.ts'
import { modelInputs } from '../../../../src/main/core/scorecard/model-inputs.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { scorecardModelSchema } from '../../../../src/shared/contract/model.ts'
import { generatedScorecard } from '../../../helpers/generated-scorecard.ts'
import { announceNoPostgres, findPostgres, startPostgres } from '../../../helpers/postgres.ts'
import { type SqlEngine, startDuckDb, startSqlite } from '../../../helpers/sql-engines.ts'

const SEED = 20_260_501
const FEATURES = { lines: true, calibration: true }
const FEW = { nRandom: 60 }
/** Other work on the machine makes these slow, not wrong. */
const TIMEOUT = 240_000
const TABLE = 'golden "rows"'

describe('one scorecard, one score: printed points, engine, frame, JSON', () => {
  it(
    'gives every golden case the points printed for its bins, alone, in a frame and after a reload',
    () => {
      fc.assert(
        fc.property(generatedScorecard(FEATURES), (model) => {
          const cases = goldenCases(model, FEW)
          const { points, probability } = expectedScores(model, cases)
          const reloaded = scorecardModelSchema.parse(JSON.parse(JSON.stringify(model))) as ScorecardModel
          const again = expectedScores(reloaded, cases)
          const framed = compileScorecard(model).scoreFrame(frameOf(model, cases))
          const printed = Float64Array.from(cases, (one) => printedPoints(model, one))
          for (const other of [again.points, framed.points, printed]) expect(firstDifference(points, other)).toBe(null)
          for (const other of [again.probability, framed.probability])
            expect(firstDifference(probability, other)).toBe(null)
        }),
        { seed: SEED, numRuns: 2000 },
      )
    },
    TIMEOUT,
  )
})

describe('SQL gives the points of the engine, bit by bit', () => {
  const engines: SqlEngine[] = []
  afterAll(() => {
    for (const engine of engines) engine.close()
  })

  it.each(['sqlite', 'duckdb'] as const)(
    '%s, every golden case of generated scorecards',
    async (dialect) => {
      const engine = dialect === 'sqlite' ? startSqlite() : await startDuckDb()
      engines.push(engine)
      let nCases = 0
      await fc.assert(
        fc.asyncProperty(generatedScorecard(FEATURES), async (model) => {
          nCases += await compareOn(engine, dialect, model)
        }),
        { seed: SEED, numRuns: dialect === 'sqlite' ? 300 : 150 },
      )
      process.stdout.write(`${dialect}: ${nCases} cases compared\n`)
    },
    TIMEOUT,
  )

  const bin = findPostgres()
  if (bin === null) announceNoPostgres()
  it.skipIf(bin === null)(
    'postgresql, every golden case of generated scorecards',
    () => {
      const models = fc.sample(generatedScorecard(FEATURES), { seed: SEED, numRuns: 60 })
      const server = startPostgres(bin!)
      try {
        const scripts = models.map((model, i) => postgresScript(model, i))
        const lines = server.run(scripts.join('\n')).trim().split('\n')
        expect(lines.filter((line) => line.startsWith('count')).map((line) => line.split('|')[2])).toEqual(
          models.map(() => '0'),
        )
        const points = lines
          .filter((line) => line.startsWith('points'))
          .map((line) => line.split('|').map(Number).slice(1))
        let checked = 0
        models.forEach((model, i) => {
          const { points: expected } = expectedScores(model, goldenCases(model, FEW))
          const own = points.filter(([card]) => card === i)
          expect(own.length).toBe(expected.length)
          const found = new Float64Array(expected.length)
          for (const [, row, value] of own) found[row! - 1] = value!
          expect(firstDifference(expected, found)).toBe(null)
          checked += own.length
        })
        process.stdout.write(`${server.version}: ${checked} cases compared\n`)
      } finally {
        server.stop()
      }
    },
    TIMEOUT,
  )
})

function postgresScript(model: ScorecardModel, i: number): string {
  const table = `golden ${i}`
  const options = { dialect: 'postgresql' as const, table }
  const scored = scorecardSql(model, options).query.replace(/;\s*$/, '')
  const { count } = verifySql(model, options)
  return [
    goldenSql(model, goldenCases(model, FEW), options).script,
    `SELECT 'count', n, mismatches FROM (\n${count}\n) c;`,
    `SELECT 'points', ${i}, assay_case, assay_points FROM (\n${scored}\n) c ORDER BY assay_case;`,
  ].join('\n')
}

/** Golden rows into a table, the query over it, and the check: nothing may differ. */
async function compareOn(engine: SqlEngine, dialect: SqlDialect, model: ScorecardModel): Promise<number> {
  const cases = goldenCases(model, FEW)
  const { points, probability } = expectedScores(model, cases)
  await engine.execute('DROP TABLE IF EXISTS "golden ""rows"""')
  const golden = goldenSql(model, cases, { dialect, table: TABLE })
  expect(golden.nRows).toBe(cases.length)
  await engine.execute(golden.script)
  const { query } = scorecardSql(model, { dialect, table: TABLE })
  const rows = await engine.rows(query)
  expect(rows.length).toBe(cases.length)
  for (const row of rows) {
    const i = (row.assay_case as number) - 1
    if (row.assay_points !== points[i]! + 0) expect([cases[i], row.assay_points]).toEqual([cases[i], points[i]])
    const distance = Math.abs((row.assay_pd as number) - probability[i]!)
    if (!(distance <= 1e-12)) expect([cases[i], row.assay_pd]).toEqual([cases[i], probability[i]])
  }
  const [checked] = await engine.rows(verifySql(model, { dialect, table: TABLE }).count)
  expect(checked).toEqual({ n: cases.length, mismatches: 0 })
  return cases.length
}

/** Points added up from the printed scorecard alone, written without any part of the engine. */
function printedPoints(model: ScorecardModel, { values }: GoldenCase): number {
  let sum = 0
  model.characteristics.forEach(({ attributes, range }, j) => {
    const value = values[j]!
    const { bins } = model.variables[j]!
    const found = bins.findIndex(({ definition }) => {
      if (definition.kind === 'missing') return value === null
      if (value === null || definition.kind === 'unseen') return false
      if (definition.kind === 'levels') return definition.levels.some((level) => level === value)
      if (definition.kind === 'special') return isSpecial(definition.codes, value)
      if (bins.some((bin) => bin.definition.kind === 'special' && isSpecial(bin.definition.codes, value))) return false
      const x = value as number
      return (definition.lower ?? -Infinity) <= x && (definition.upper === null || x < definition.upper)
    })
    const bin = found < 0 ? bins.findIndex(({ definition }) => definition.kind === 'unseen') : found
    const { points, pointsPerUnit } = attributes[bin]!
    if (pointsPerUnit === undefined || range === undefined) sum += points
    else sum += points + pointsPerUnit * Math.min(Math.max(value as number, range.minimum), range.maximum)
  })
  return sum
}

/** Index and values of the first two numbers that are not the same to the last bit. */
function firstDifference(wanted: Float64Array, got: Float64Array): [number, number, number | undefined] | null {
  const i = wanted.findIndex((value, k) => !Object.is(value, got[k]))
  return i < 0 ? null : [i, wanted[i]!, got[i]]
}

function isSpecial(codes: readonly string[], value: number | string): boolean {
  return typeof value === 'number' ? codes.some((code) => Number(code) === value) : codes.includes(value)
}

function frameOf(model: ScorecardModel, cases: readonly GoldenCase[]) {
  return createFrame(
    modelInputs(model).map(({ name, type }, j): Column => {
      const values = cases.map((one) => one.values[j]!)
      if (type === 'numeric')
        return {
          kind: 'numeric',
          name,
          values: Float64Array.from(values, (value) => (value as number | null) ?? Number.NaN),
        }
      const levels = [...new Set(values.filter((value) => value !== null))] as string[]
      const codeOf = new Map(levels.map((level, code) => [level, code]))
      return {
        kind: 'text',
        name,
        levels,
        codes: Int32Array.from(values, (value) => codeOf.get(value as string) ?? -1),
      }
    }),
  )
}
