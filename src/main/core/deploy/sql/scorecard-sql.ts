import { compileScorecard, variableOf } from '../../scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../scorecard/scorecard-model.ts'
import { characteristicCase } from './bin-points.ts'
import { commentText, plainNames, requireNames, tableName } from './column-names.ts'
import { type DerivedColumns, derivedColumns } from './derived-columns.ts'
import { DIALECTS } from './dialects.ts'
import { probabilityColumns } from './probability-columns.ts'
import type { Dialect, SqlDialect } from './sql-dialect.ts'

/** How a scorecard is written as SQL. */
export interface SqlOptions {
  readonly dialect: SqlDialect
  /** Table the query reads; parts between dots are quoted. */
  readonly table: string
  /** Named at the top of the text. */
  readonly label?: { readonly name: string; readonly version: number; readonly hash: string } | undefined
  /** Adds the index of the bin per characteristic. */
  readonly withBins?: boolean | undefined
  /** Adds `assay_issue` where the model has checks (default): these may read columns besides those of the score. */
  readonly withChecks?: boolean | undefined
}

/** A text for a database, and what its reader has to know. */
export interface SqlText {
  readonly query: string
  readonly notes: string[]
}

/**
 * A scorecard as one SELECT: every column of the table, the derived values, the points of each characteristic, and
 * `assay_points`, `assay_log_odds`, `assay_pd` (and `assay_issue`, where the model tells for whom it was made).
 *
 * Points are exactly those of the engine: edges and points are the very doubles, values are compared in double precision, special
 * codes come before intervals, NULL and NaN are missing, texts are compared exactly, and the sum runs in scorecard order. The PD
 * agrees to 10^−12. The same model and options give the same bytes.
 *
 * @param model - scorecard as plain data
 * @param options - database and table
 * @throws StatisticError `invalidInput` if the model or the name of the table is not sound
 * @throws StatisticError `undefined` if the database cannot hold a column name or text, or has no exact equal of a function
 */
export function scorecardSql(model: ScorecardModel, options: SqlOptions): SqlText {
  compileScorecard(model)
  const dialect = DIALECTS[options.dialect]
  const derived = derivedColumns(model, dialect, options.withChecks ?? true)
  requireNames(
    derived.inputs.map(({ name }) => name),
    dialect,
  )
  const table = tableName(options.table, dialect)
  const notes = notesOf(model, dialect, derived)
  const query = `${header(model, dialect, options, notes)}${scoringSelect(model, dialect, table, derived, options.withBins === true)};\n`
  const { longestStatement, title } = dialect
  if (longestStatement === null || query.length <= longestStatement) return { query, notes }
  return {
    query,
    notes: [
      ...notes,
      `The query has ${query.length} characters; ${title} takes ${longestStatement} unless set otherwise.`,
    ],
  }
}

/** The SELECT alone, to stand within another query. */
export function scoringSelect(
  model: ScorecardModel,
  dialect: Dialect,
  table: string,
  derived: DerivedColumns,
  withBins: boolean,
): string {
  let from = table
  const stage = (columns: readonly string[], isReadOften = false): void => {
    const source = from === table ? table : `(\n${from}\n)`
    from = `SELECT t.*,\n  ${columns.join(',\n  ')}\nFROM ${source} t${isReadOften ? dialect.fence : ''}`
  }
  for (const columns of derived.stages)
    stage(
      columns.map(({ sql, name, comment }) => `${sql} AS ${name} /* ${comment} */`),
      true,
    )
  const words = plainNames(model.characteristics.map(({ name }) => name))
  const parts = model.characteristics.flatMap((characteristic, i) => {
    const variable = variableOf(model, characteristic)
    const source = derived.sourceOf(characteristic.name)
    const points = characteristicCase(characteristic, variable, source, dialect)
    const column = `CAST(${points} AS ${dialect.doubleType}) AS assay_points_${words[i]} /* ${commentText(characteristic.name)} */`
    if (!withBins) return [column]
    const bin = characteristicCase(characteristic, variable, source, dialect, 'bin')
    return [column, `${bin} AS assay_bin_${words[i]}`]
  })
  stage(derived.issue === null ? parts : [...parts, `${derived.issue} AS assay_issue`])
  stage([`${words.map((word) => `t.assay_points_${word}`).join(' + ')} AS assay_points`])
  for (const { sql, name, isReadOften } of probabilityColumns(model, dialect)) stage([`${sql} AS ${name}`], isReadOften)
  return from
}

function notesOf(model: ScorecardModel, dialect: Dialect, derived: DerivedColumns): string[] {
  return [
    dialect.isRun
      ? `Points are exactly those of Assay; the tests of this program run such queries on ${dialect.title}.`
      : `Generated, not run: no ${dialect.title} was at hand. Run the golden cases before use.`,
    'Columns of numbers are read in double precision, columns of text exactly: capital letters, accents and blanks at the end count.',
    `The table must not have columns whose names begin with "assay_". It needs ${derived.inputs.length} columns: ${derived.inputs.map(({ name }) => `"${name}"`).join(', ')}.`,
    ...(model.calibration?.method === 'isotonic'
      ? ['The PD is read off a line between knots; where it is steep, the last digits of the exponential show.']
      : []),
    ...dialect.notes,
    ...derived.notes,
  ]
}

function header(model: ScorecardModel, dialect: Dialect, options: SqlOptions, notes: readonly string[]): string {
  const { label } = options
  const title =
    label === undefined
      ? 'Scorecard'
      : `Scorecard ${commentText(label.name)}, version ${label.version}, content hash ${commentText(label.hash)}`
  const lines = [
    `${title}, for ${dialect.title}`,
    `${model.characteristics.length} characteristics; more points are safer; assay_pd is the probability of the event.`,
    ...notes.map(commentLine),
  ]
  return lines.map((line) => `-- ${line}\n`).join('')
}

function commentLine(note: string): string {
  return note.replace(/\p{C}/gu, ' ').replace(/[;&]/g, ',')
}
