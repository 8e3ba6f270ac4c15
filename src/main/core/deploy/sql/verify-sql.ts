import type { ScorecardModel } from '../../scorecard/scorecard-model.ts'
import { requireNames, tableName } from './column-names.ts'
import { derivedColumns } from './derived-columns.ts'
import { DIALECTS } from './dialects.ts'
import { scoringSelect } from './scorecard-sql.ts'
import type { SqlDialect } from './sql-dialect.ts'

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

/**
 * Statements that score the golden table with the scorecard's own query and count where points or PD differ from the engine's: points
 * exactly if they are whole numbers, else by more than 10^−9 of the largest score there can be; the PD by more than 10^−12. What is
 * NULL where a number is expected differs.
 *
 * @param model - scorecard as plain data
 * @param options - database and name of the golden table
 * @throws StatisticError as `scorecardSql`
 */
export function verifySql(
  model: ScorecardModel,
  options: { readonly dialect: SqlDialect; readonly table: string },
): VerifySql {
  const dialect = DIALECTS[options.dialect]
  const derived = derivedColumns(model, dialect, false)
  requireNames(
    derived.inputs.map(({ name }) => name),
    dialect,
  )
  const scoring = scoringSelect(model, dialect, tableName(options.table, dialect), derived, false)
  const { points, statement } = pointsTest(model, dialect.number)
  const pd = `ABS(s.assay_pd - s.assay_expected_pd) <= ${dialect.number(PD_TOLERANCE)}`
  const differs = `CASE WHEN ${points} AND ${pd} THEN 0 ELSE 1 END`
  const from = `FROM (\n${scoring}\n) s`
  const count = `SELECT COUNT(*) AS n, COALESCE(SUM(${differs}), 0) AS mismatches\n${from}`
  const columns = ['assay_case', 'assay_expected_points', 'assay_points', 'assay_expected_pd', 'assay_pd'].map(
    (name) => `s.${name}`,
  )
  const list = dialect.firstRows(`SELECT ${columns.join(', ')}\n${from}\nWHERE ${differs} = 1`, 's.assay_case', LISTED)
  const head = [
    `-- Check of the golden cases for ${dialect.title}${dialect.isRun ? '' : ', generated, not run'}: mismatches must be 0.`,
    `-- ${statement} A PD differs if by more than 1e-12.`,
  ]
  return {
    count,
    list,
    script: `${head.join('\n')}\n${count};\n\n-- The first ${LISTED} cases that differ.\n${list};\n`,
  }
}

function pointsTest(model: ScorecardModel, number: (value: number) => string): { points: string; statement: string } {
  const isWhole = model.characteristics.every(({ attributes }) =>
    attributes.every(({ points, pointsPerUnit }) => pointsPerUnit === undefined && Number.isInteger(points)),
  )
  if (isWhole)
    return { points: 's.assay_points = s.assay_expected_points', statement: 'Points differ if they are not equal.' }
  const scale = model.characteristics.reduce((sum, { attributes, range }) => {
    const size = attributes.map(({ points, pointsPerUnit = 0 }) => {
      const reach = Math.max(Math.abs(range?.minimum ?? 0), Math.abs(range?.maximum ?? 0))
      return Math.abs(points) + Math.abs(pointsPerUnit) * reach
    })
    return sum + Math.max(...size)
  }, 1)
  const tolerance = RELATIVE_TOLERANCE * scale
  return {
    points: `ABS(s.assay_points - s.assay_expected_points) <= ${number(tolerance)}`,
    statement: `Points differ if by more than ${tolerance}.`,
  }
}
