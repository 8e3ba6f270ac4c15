import type { CreditModel } from '../../model/credit-model.ts'
import { modelInputs } from '../../scorecard/model-inputs.ts'
import { StatisticError } from '../../statistic-error.ts'
import { type ExpectedScores, expectedScores, type GoldenCase } from '../golden-cases.ts'
import { requireNames, tableName } from './column-names.ts'
import { DIALECTS } from './dialects.ts'
import type { Dialect, SqlDialect } from './sql-dialect.ts'
import { tableScript } from './table-script.ts'

/** The golden table as a script, and how many cases it holds. */
export interface GoldenSql {
  readonly script: string
  readonly nRows: number
  readonly notes: string[]
}

/**
 * A script that makes a table of cases with the points and the PD of the engine: the inputs of the model, `assay_case` (counted from
 * 1), `assay_expected_points` and `assay_expected_pd`. Columns that only tell about the population are there and hold NULL.
 *
 * @param model - model as plain data
 * @param cases - values in the order of `modelInputs(model)`
 * @param options - database, name of the golden table, and what is expected (null: what the engine gives)
 * @throws StatisticError `invalidInput` if the numbers of cases and expectations differ
 * @throws StatisticError `undefined` if the database cannot hold a column name
 */
export function goldenSql(
  model: CreditModel,
  cases: readonly GoldenCase[],
  options: { readonly dialect: SqlDialect; readonly table: string; readonly expected?: ExpectedScores | null },
): GoldenSql {
  const dialect = DIALECTS[options.dialect]
  const expected = options.expected ?? expectedScores(model, cases)
  if (expected.points.length !== cases.length || expected.probability.length !== cases.length)
    throw new StatisticError(
      'invalidInput',
      `goldenSql needs one expectation per case, got ${expected.points.length} for ${cases.length} cases`,
    )
  const inputs = modelInputs(model)
  const population = model.preprocessing?.populationInputs ?? []
  const columns = [...inputs, ...population]
  requireNames(
    columns.map(({ name }) => name),
    dialect,
  )
  const table = tableName(options.table, dialect)
  const definitions = columns.map(
    ({ name, type }) =>
      `  ${dialect.quoteName(name)} ${type === 'numeric' ? dialect.doubleType : dialect.textColumnType}`,
  )
  const create = `CREATE TABLE ${table} (\n${[
    ...definitions,
    `  assay_case ${dialect.integerType}`,
    `  assay_expected_points ${dialect.doubleType}`,
    `  assay_expected_pd ${dialect.doubleType}`,
  ].join(',\n')}\n);\n`
  const nulls = population.map(() => 'NULL')
  const rows: string[] = []
  cases.forEach(({ values }, i) => {
    if (!values.every((value) => canHold(value, dialect))) return
    const cells = values.map((value) => literal(value, dialect))
    const scores = [dialect.number(expected.points[i]!), dialect.number(expected.probability[i]!)]
    rows.push([...cells, ...nulls, String(i + 1), ...scores].join(', '))
  })
  const leftOut = cases.length - rows.length
  const notes = leftOut === 0 ? [] : [`${leftOut} golden cases hold texts that ${dialect.title} cannot hold apart.`]
  const isRun = dialect.isRun ? '' : ', generated, not run'
  const head = [
    `Golden cases for ${dialect.title}${isRun}: ${rows.length} rows with the points and the PD of Assay.`,
    'Makes a new table; if it is there already, drop it first.',
    ...notes,
  ]
  return { script: tableScript(table, create, rows, head, dialect), nRows: rows.length, notes }
}

function canHold(value: GoldenCase['values'][number], dialect: Dialect): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (value === null) return true
  return !value.includes('\0') && value.isWellFormed() && !(value === '' && dialect.key === 'oracle')
}

function literal(value: GoldenCase['values'][number], dialect: Dialect): string {
  if (value === null) return 'NULL'
  return typeof value === 'number' ? dialect.number(value) : dialect.text(value)
}
