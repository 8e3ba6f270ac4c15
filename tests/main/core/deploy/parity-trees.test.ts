import { afterAll, describe, expect, it } from 'vitest'
import type { GoldenCase } from '../../../../src/main/core/deploy/golden-cases.ts'
import { goldenSql } from '../../../../src/main/core/deploy/sql/golden-sql.ts'
import type { SqlDialect } from '../../../../src/main/core/deploy/sql/sql-dialect.ts'
import { type TreeSqlForm, treeSql } from '../../../../src/main/core/deploy/sql/tree-sql.ts'
import { verifySql } from '../../../../src/main/core/deploy/sql/verify-sql.ts'
import { treeCases } from '../../../../src/main/core/deploy/tree-cases.ts'
import type { TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { marginOfValues } from '../../../../src/main/core/trees/walk-trees.ts'
import { announceNoPostgres, findPostgres, startPostgres } from '../../../helpers/postgres.ts'
import { type SqlEngine, startDuckDb, startSqlite } from '../../../helpers/sql-engines.ts'
import { oddTreeModel } from '../../../helpers/tree-model-variants.ts'

/** Other work on the machine makes these slow, not wrong. */
const TIMEOUT = 240_000
const TABLE = '"golden ""rows"""'
const NODES = '"golden ""rows""_nodes"'
const FORMS: readonly TreeSqlForm[] = ['case', 'nodes']
const SEEDS = Array.from({ length: 10 }, (_, i) => i + 1)
/** An order of additions other than the engine's moves the last digits only. */
const ANY_ORDER = 1e-13

describe('SQL of trees gives the margin of the engine', () => {
  const engines: SqlEngine[] = []
  afterAll(() => {
    for (const engine of engines) engine.close()
  })

  it.each(['sqlite', 'duckdb'] as const)(
    '%s: nested CASE to the last bit, the table of nodes but for the order of additions',
    async (dialect) => {
      const engine = dialect === 'sqlite' ? startSqlite() : await startDuckDb()
      engines.push(engine)
      let nCases = 0
      for (const seed of SEEDS) {
        const model = oddTreeModel(seed, { isOdd: true })
        for (const form of FORMS) nCases += await compareOn(engine, dialect, model, form)
      }
      process.stdout.write(`${dialect}: ${nCases} cases compared\n`)
    },
    TIMEOUT,
  )

  it(
    'more trees than one stage holds, and trees as deep as they have leaves',
    async () => {
      const engine = startSqlite()
      engines.push(engine)
      await compareOn(engine, 'sqlite', oddTreeModel(21, { nTrees: 530, mostLeaves: 3 }), 'case')
      await compareOn(engine, 'sqlite', oddTreeModel(22, { nTrees: 3, mostLeaves: 40, isDeep: true }), 'case')
      await compareOn(engine, 'sqlite', oddTreeModel(23, { nTrees: 3, mostLeaves: 40, isDeep: true }), 'nodes')
      await compareOn(engine, 'sqlite', oddTreeModel(24, { nTrees: 2, mostLeaves: 1 }), 'nodes')
    },
    TIMEOUT,
  )

  it(
    'a model that adds 32-bit numbers passes its check within their roundings',
    async () => {
      const engine = startSqlite()
      engines.push(engine)
      const model = oddTreeModel(31, { arithmetic: 'single' })
      for (const form of FORMS) await checkOn(engine, 'sqlite', model, casesOf(model), form)
    },
    TIMEOUT,
  )

  it('finds a query that is wrong at a single threshold', async () => {
    const engine = startSqlite()
    engines.push(engine)
    const model = oddTreeModel(5)
    const tree = model.trees.find(({ features }) => model.characteristics[features[0]!]?.levels === null)!
    const place = model.trees.indexOf(tree)
    const thresholds = tree.thresholds.map((threshold, i) => (i === 0 ? threshold + 1 : threshold))
    const other = { ...model, trees: model.trees.map((one, t) => (t === place ? { ...one, thresholds } : one)) }
    await engine.execute(goldenSql(model, casesOf(model), { dialect: 'sqlite', table: TABLE }).script)
    const [count] = await engine.rows(verifySql(other, { dialect: 'sqlite', table: TABLE }).count)
    expect(count!.mismatches).toBeGreaterThan(0)
  })

  const bin = findPostgres()
  if (bin === null) announceNoPostgres()
  it.skipIf(bin === null)(
    'postgresql: both forms to the last bit',
    () => {
      const server = startPostgres(bin!)
      try {
        let nCases = 0
        for (const seed of SEEDS.slice(0, 6)) {
          for (const form of FORMS) {
            const model = oddTreeModel(seed, { isOdd: true })
            const cases = casesOf(model)
            const lines = server
              .run(postgresScript(model, cases, form, seed))
              .trim()
              .split('\n')
            expect(lines[0]).toBe(`${cases.length}|0`)
            const found = lines.slice(1).map((line) => Number(line.split('|')[1]))
            const expected = cases.map(({ values }) => marginOfValues(model, values) + 0)
            expect(firstDifference(expected, found)).toBe(null)
            nCases += cases.length
          }
        }
        process.stdout.write(`${server.version}: ${nCases} cases compared\n`)
      } finally {
        server.stop()
      }
    },
    TIMEOUT,
  )
})

function casesOf(model: TreeModel): readonly GoldenCase[] {
  return treeCases(model, { nMixed: 300, nNodes: 60 }).cases
}

function postgresScript(model: TreeModel, cases: readonly GoldenCase[], form: TreeSqlForm, seed: number): string {
  const table = `golden ${seed} ${form}`
  const options = { dialect: 'postgresql' as const, table, form }
  const { query, nodes } = treeSql(model, options)
  const { count } = verifySql(model, { ...options, nodesTable: `${table}_nodes` })
  return [
    goldenSql(model, cases, options).script,
    nodes ?? '',
    `${count};`,
    `SELECT assay_case, assay_margin FROM (\n${query.replace(/;\s*$/, '')}\n) c ORDER BY assay_case;`,
  ].join('\n')
}

/** Golden rows into a table, the query over it, and the check: nothing may differ. */
async function compareOn(engine: SqlEngine, dialect: SqlDialect, model: TreeModel, form: TreeSqlForm): Promise<number> {
  const cases = casesOf(model)
  const rows = await checkOn(engine, dialect, model, cases, form)
  const found = new Float64Array(cases.length)
  for (const row of rows) found[(row.assay_case as number) - 1] = row.assay_margin as number
  const expected = cases.map(({ values }) => marginOfValues(model, values) + 0)
  if (form === 'case') expect(firstDifference(expected, found)).toBe(null)
  else expect(Math.max(...expected.map((margin, i) => Math.abs(margin - found[i]!)))).toBeLessThan(ANY_ORDER)
  return cases.length
}

async function checkOn(
  engine: SqlEngine,
  dialect: SqlDialect,
  model: TreeModel,
  cases: readonly GoldenCase[],
  form: TreeSqlForm,
): Promise<Record<string, unknown>[]> {
  await engine.execute('DROP TABLE IF EXISTS "golden ""rows"""')
  await engine.execute('DROP TABLE IF EXISTS "golden ""rows""_nodes"')
  await engine.execute(goldenSql(model, cases, { dialect, table: TABLE }).script)
  const { query, nodes, form: written } = treeSql(model, { dialect, table: TABLE, form })
  expect(written).toBe(form)
  if (nodes !== null) await engine.execute(nodes)
  const options = { dialect, table: TABLE, form, nodesTable: NODES }
  const [checked] = await engine.rows(verifySql(model, options).count)
  expect(checked).toEqual({ n: cases.length, mismatches: 0 })
  const rows = await engine.rows(query)
  expect(rows.length).toBe(cases.length)
  return rows
}

/** Place and values of the first two numbers that are not the same to the last bit. */
function firstDifference(
  wanted: ArrayLike<number>,
  got: ArrayLike<number>,
): [number, number, number | undefined] | null {
  for (let i = 0; i < wanted.length; i++) if (!Object.is(wanted[i]! + 0, got[i]! + 0)) return [i, wanted[i]!, got[i]]
  return null
}
