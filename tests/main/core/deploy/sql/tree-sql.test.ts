import { describe, expect, it } from 'vitest'
import { expectedScores } from '../../../../../src/main/core/deploy/golden-cases.ts'
import { codeOfLevel, codeOfMissing } from '../../../../../src/main/core/deploy/level-codes.ts'
import { DIALECTS } from '../../../../../src/main/core/deploy/sql/dialects.ts'
import { goldenSql } from '../../../../../src/main/core/deploy/sql/golden-sql.ts'
import type { SqlDialect } from '../../../../../src/main/core/deploy/sql/sql-dialect.ts'
import { treeCase } from '../../../../../src/main/core/deploy/sql/tree-case.ts'
import { treeSql } from '../../../../../src/main/core/deploy/sql/tree-sql.ts'
import { verifySql } from '../../../../../src/main/core/deploy/sql/verify-sql.ts'
import { treeDepth } from '../../../../../src/main/core/deploy/tree-depth.ts'
import { treeInputCases } from '../../../../../src/main/core/deploy/tree-input-cases.ts'
import { createRandom } from '../../../../../src/main/core/random/seeded-random.ts'
import { StatisticError } from '../../../../../src/main/core/statistic-error.ts'
import type { Tree, TreeModel } from '../../../../../src/main/core/trees/tree-model.ts'
import { leafOfTree, MISSING_LEVEL } from '../../../../../src/main/core/trees/walk-trees.ts'
import { startSqlite } from '../../../../helpers/sql-engines.ts'
import { oddTreeModel } from '../../../../helpers/tree-model-variants.ts'
import { derive } from './derived-model.ts'

const ALL = Object.keys(DIALECTS) as SqlDialect[]
const TEXTS = ['low', 'middle', 'high']

describe('treeSql', () => {
  it.each(ALL)('for %s is the same text for the same model, in both forms', (dialect) => {
    const model = oddTreeModel(8, {}, TEXTS)
    const named = { ...model, characteristics: model.characteristics.map((one, j) => ({ ...one, name: `c${j}` })) }
    for (const form of ['case', 'nodes'] as const) {
      const written = treeSql(named, { dialect, table: 'loans.applicants', form })
      expect(treeSql(named, { dialect, table: 'loans.applicants', form })).toEqual(written)
      expect(written.form).toBe(form)
      expect(written.query).toContain('AS assay_margin')
      expect(written.nodes === null).toBe(form === 'case')
      expect(written.notes.join(' ')).toContain(DIALECTS[dialect].isRun ? 'the tests of this program run' : 'not run')
    }
  })

  it('takes the table of nodes where a statement would be too long for the database', () => {
    const model = oddTreeModel(9, { nTrees: 500, mostLeaves: 64 })
    const sqlite = treeSql(model, { dialect: 'sqlite', table: 't' })
    expect([sqlite.form, sqlite.query.length < 1_000_000]).toEqual(['nodes', true])
    expect(sqlite.nodes).toContain('CREATE TABLE "t_nodes"')
    const nNodes = model.trees.reduce((sum, { features }) => sum + 2 * features.length + 1, 1)
    expect(sqlite.nodes).toContain(`${nNodes} rows`)
    expect(treeSql(model, { dialect: 'duckdb', table: 't' }).form).toBe('case')
    const forced = treeSql(model, { dialect: 'sqlite', table: 't', form: 'case' })
    expect(forced.notes.at(-1)).toMatch(/^The query has \d+ characters; SQLite takes 1000000 unless set otherwise/)
  })

  it('says that trees are too deep, rather than writing what no database takes', () => {
    const deep = oddTreeModel(3, { nTrees: 4, mostLeaves: 300, isDeep: true }, TEXTS)
    expect(Math.max(...deep.trees.map(treeDepth))).toBeGreaterThan(60)
    for (const form of ['case', 'nodes', 'auto'] as const)
      expect(() => treeSql(deep, { dialect: 'sqlite', table: 't', form })).toThrow(
        /needs trees of at most 60 splits one below the other, got \d+/,
      )
  })

  it('refuses more levels than a database takes', () => {
    const many = (n: number) =>
      oddTreeModel(
        4,
        { nLevels: n, mostLeaves: 3 },
        Array.from({ length: n }, (_, i) => `l${i}`),
      )
    expect(() => treeSql(many(901), { dialect: 'sqlserver', table: 't' })).toThrow(StatisticError)
    expect(() => treeSql(many(901), { dialect: 'sqlserver', table: 't' })).toThrow(
      'needs at most 900 levels, got 901 of',
    )
    expect(() => treeSql(many(4000), { dialect: 'duckdb', table: 't', form: 'nodes' })).toThrow(
      'table of nodes needs at most 3997 levels, got 4000 of',
    )
  })

  it('never nests CASE deeper than SQL Server takes', () => {
    const model = oddTreeModel(5, { nTrees: 6, mostLeaves: 40, isDeep: true }, TEXTS)
    expect(Math.max(...model.trees.map(treeDepth))).toBeGreaterThan(10)
    for (const form of ['case', 'nodes'] as const) {
      const { query } = treeSql(model, { dialect: 'sqlserver', table: 't', form })
      expect(deepestCase(query)).toBeLessThanOrEqual(10)
    }
    expect(deepestCase(treeSql(model, { dialect: 'duckdb', table: 't' }).query)).toBeGreaterThan(10)
  })

  it('gives no score where a text stands in a column of numbers', async () => {
    const engine = startSqlite()
    const model = oddTreeModel(6, {}, TEXTS)
    const named = { ...model, characteristics: model.characteristics.map((one, j) => ({ ...one, name: `c${j}` })) }
    const columns = named.characteristics.map(({ name }) => name)
    await engine.execute(`CREATE TABLE t (${columns.join(', ')}); INSERT INTO t (c0) VALUES ('12 euros'), (12)`)
    for (const form of ['case', 'nodes'] as const) {
      const { query, nodes } = treeSql(named, { dialect: 'sqlite', table: 't', form })
      if (nodes !== null) await engine.execute(nodes)
      const rows = await engine.rows(query)
      const [wrong, right] = [...rows].sort((a, b) => String(b.c0).length - String(a.c0).length)
      expect([wrong!.assay_margin, wrong!.assay_points, wrong!.assay_pd]).toEqual([null, null, null])
      expect(right!.assay_pd).toEqual(expect.any(Number))
    }
    engine.close()
  })
})

describe('a tree as one branch per leaf', () => {
  it('gives the leaf of the engine', async () => {
    const engine = startSqlite()
    const model = oddTreeModel(7, { nTrees: 12, mostLeaves: 150 }, TEXTS)
    expect(model.trees.filter((one) => treeDepth(one) > 9).length).toBeGreaterThan(3)
    const random = createRandom(1)
    const draw = ({ levels }: TreeModel['characteristics'][number]): number =>
      levels === null ? (random.nextDouble() - 0.5) * 2000 : random.nextBelow(levels.length + 1) - 1
    for (const tree of model.trees.filter((one) => treeDepth(one) > 9)) {
      for (let i = 0; i < 60; i++) {
        const seen = model.characteristics.map(draw)
        const columns = model.characteristics.map(({ levels }, j) => {
          if (levels === null) return `${DIALECTS.sqlite.number(seen[j]!)} AS assay_x${j + 1}, 0 AS assay_m${j + 1}`
          return `${seen[j] === MISSING_LEVEL ? codeOfMissing(levels.length) : codeOfLevel(seen[j]!)} AS assay_x${j + 1}`
        })
        const [found] = await engine.rows(
          `SELECT ${treeCase(tree, model.characteristics, DIALECTS.sqlite, 't')} AS v FROM (SELECT ${columns.join(', ')}) t`,
        )
        expect(found!.v).toBe(tree.values[leafOfTree(model.characteristics, tree, seen)])
      }
    }
    engine.close()
  })
})

describe('trees on derived columns', () => {
  it('score as the engine does, from the columns of the file', async () => {
    const engine = startSqlite()
    const model = derivedTrees()
    const { cases } = treeInputCases(model, { nMixed: 600 })
    await engine.execute(goldenSql(model, cases, { dialect: 'sqlite', table: 'g' }).script)
    for (const form of ['case', 'nodes'] as const) {
      const { query, nodes } = treeSql(model, { dialect: 'sqlite', table: 'g', form })
      if (nodes !== null) await engine.execute(nodes)
      const { points } = expectedScores(model, cases)
      for (const row of await engine.rows(query))
        expect(row.assay_points).toBeCloseTo(points[(row.assay_case as number) - 1]!, 9)
      const check = { dialect: 'sqlite', table: 'g', form, nodesTable: 'g_nodes' } as const
      expect(await engine.rows(verifySql(model, check).count)).toEqual([{ n: cases.length, mismatches: 0 }])
    }
    engine.close()
  })
})

/** A model on the sum and the ratio of two columns. */
function derivedTrees(): TreeModel {
  const model = oddTreeModel(10, {}, TEXTS)
  const tree = (feature: number, threshold: number): Tree => ({
    features: [feature],
    thresholds: [threshold],
    left: [-1],
    right: [-2],
    missingLeft: [feature],
    sets: [],
    values: [-0.5, 0.25],
    covers: [],
    gains: [],
  })
  const numeric = { description: null, type: 'numeric', levels: null, monotone: null } as const
  const { calibration: _, ...bare } = model
  return {
    ...bare,
    characteristics: [
      { ...numeric, name: 'total' },
      { ...numeric, name: 'ratio', missingCodes: [1] },
    ],
    trees: [tree(0, 100), tree(1, 0.5), tree(0, -3.25)],
    preprocessing: {
      steps: derive({ total: 'a + b', ratio: 'a / b' }),
      inputs: ['a', 'b'].map((name) => ({ name, type: 'numeric' as const, dateFormat: null })),
      populationInputs: [],
    },
  }
}

/** How deep CASE stands within CASE. */
function deepestCase(query: string): number {
  let depth = 0
  let deepest = 0
  for (const [word] of query.matchAll(/\b(CASE|END)\b/g)) {
    depth += word === 'CASE' ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}
