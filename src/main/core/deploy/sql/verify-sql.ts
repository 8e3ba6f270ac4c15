import type { CreditModel } from '../../model/credit-model.ts'
import type { ScorecardModel } from '../../scorecard/scorecard-model.ts'
import type { TreeModel } from '../../trees/tree-model.ts'
import { onnxTolerance } from '../onnx/onnx-agreement.ts'
import { requireNames, suffixedTableName, tableName } from './column-names.ts'
import { derivedColumns } from './derived-columns.ts'
import { DIALECTS } from './dialects.ts'
import { scoringSelect } from './scorecard-sql.ts'
import type { SqlDialect } from './sql-dialect.ts'
import { type TreeSqlForm, treeSelect } from './tree-sql.ts'

/** The check of the golden table: both statements, and as one script. */
export interface VerifySql {
  /** One row: `n`, `mismatches`. */
  readonly count: string
  /** The first 20 cases that differ: case, expected and actual points, expected and actual PD. */
  readonly list: string
  readonly script: string
}

/** Points that are not rounded may differ by this share of the largest score: other order of the same sum. */
const RELATIVE_TOLERANCE = 1e-9
const PD_TOLERANCE = 1e-12
const LISTED = 20

/** What the check reads, and how trees are written. */
export interface VerifyOptions {
  readonly dialect: SqlDialect
  /** Golden table. */
  readonly table: string
  /** Form of the query; trees only. */
  readonly form?: TreeSqlForm | undefined
  /** Table of nodes, as a person gives it; trees in the form "nodes" only. */
  readonly nodesTable?: string | undefined
}

/**
 * Statements that score the golden table with the model's own query and count where points or PD differ from the engine's: points
 * exactly if they are whole numbers, else by more than 10^−9 of the largest score there can be; the PD by more than 10^−12. What is
 * NULL where a number is expected differs. A model that adds 32-bit numbers may be off by as much as their roundings explain.
 *
 * @param model - model as plain data
 * @param options - database, golden table, and how trees are written
 * @throws StatisticError as `scorecardSql` and `treeSql`
 */
export function verifySql(model: CreditModel, options: VerifyOptions): VerifySql {
  const dialect = DIALECTS[options.dialect]
  const derived = derivedColumns(model, dialect, false)
  requireNames(
    derived.inputs.map(({ name }) => name),
    dialect,
  )
  const table = tableName(options.table, dialect)
  const nodes = tableName(options.nodesTable ?? suffixedTableName(options.table, '_nodes'), dialect)
  const scoring =
    model.kind === 'treeModel'
      ? treeSelect(model, dialect, { table, nodes, form: options.form ?? 'case', derived })
      : scoringSelect(model, dialect, table, derived, false)
  const { points, statement } = pointsTest(model, dialect.number)
  const tolerance = model.kind === 'treeModel' ? treeTolerance(model).probability : PD_TOLERANCE
  const pd = `ABS(s.assay_pd - s.assay_expected_pd) <= ${dialect.number(tolerance)}`
  const differs = `CASE WHEN ${points} AND ${pd} THEN 0 ELSE 1 END`
  const from = `FROM (\n${scoring}\n) s`
  const count = `SELECT COUNT(*) AS n, COALESCE(SUM(${differs}), 0) AS mismatches\n${from}`
  const columns = ['assay_case', 'assay_expected_points', 'assay_points', 'assay_expected_pd', 'assay_pd'].map(
    (name) => `s.${name}`,
  )
  const list = dialect.firstRows(`SELECT ${columns.join(', ')}\n${from}\nWHERE ${differs} = 1`, 's.assay_case', LISTED)
  const head = [
    `-- Check of the golden cases for ${dialect.title}${dialect.isRun ? '' : ', generated, not run'}: mismatches must be 0.`,
    `-- ${statement} A PD differs if by more than ${tolerance}.`,
  ]
  return {
    count,
    list,
    script: `${head.join('\n')}\n${count};\n\n-- The first ${LISTED} cases that differ.\n${list};\n`,
  }
}

function pointsTest(model: CreditModel, number: (value: number) => string): { points: string; statement: string } {
  if (model.kind === 'treeModel') return within(treeTolerance(model).points, number)
  const isWhole = model.characteristics.every(({ attributes }) =>
    attributes.every(({ points, pointsPerUnit }) => pointsPerUnit === undefined && Number.isInteger(points)),
  )
  if (isWhole)
    return { points: 's.assay_points = s.assay_expected_points', statement: 'Points differ if they are not equal.' }
  return within(RELATIVE_TOLERANCE * scaleOf(model), number)
}

/** Points that differ by no more than this. */
function within(tolerance: number, number: (value: number) => string): { points: string; statement: string } {
  return {
    points: `ABS(s.assay_points - s.assay_expected_points) <= ${number(tolerance)}`,
    statement: `Points differ if by more than ${tolerance}.`,
  }
}

/** Largest score there can be, about. */
function scaleOf(model: ScorecardModel): number {
  return model.characteristics.reduce((sum, { attributes, range }) => {
    const size = attributes.map(({ points, pointsPerUnit = 0 }) => {
      const reach = Math.max(Math.abs(range?.minimum ?? 0), Math.abs(range?.maximum ?? 0))
      return Math.abs(points) + Math.abs(pointsPerUnit) * reach
    })
    return sum + Math.max(...size)
  }, 1)
}

/** What rounding explains; with doubles never less than for scorecards. */
function treeTolerance(model: TreeModel): { readonly points: number; readonly probability: number } {
  const { margin, probability } = onnxTolerance(model, 'double')
  const size = model.trees.reduce(
    (sum, { values }) => sum + Math.max(...values.map(Math.abs)),
    Math.abs(model.baseMargin),
  )
  const least = RELATIVE_TOLERANCE * (Math.abs(model.offset) + model.factor * size)
  return { points: Math.max(least, model.factor * margin), probability: Math.max(PD_TOLERANCE, probability) }
}
