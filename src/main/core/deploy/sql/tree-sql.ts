import { StatisticError } from '../../statistic-error.ts'
import { requireTrees } from '../../trees/require-trees.ts'
import type { TreeModel } from '../../trees/tree-model.ts'
import { treeDepth } from '../tree-depth.ts'
import { commentText, requireNames, suffixedTableName, tableName } from './column-names.ts'
import { type DerivedColumns, derivedColumns } from './derived-columns.ts'
import { DIALECTS } from './dialects.ts'
import { probabilityColumns } from './probability-columns.ts'
import type { SqlOptions, SqlText } from './scorecard-sql.ts'
import type { Dialect } from './sql-dialect.ts'
import { MOST_DEPTH, treeCase } from './tree-case.ts'
import { isOrderedSum, nodesScript, walkSelect } from './tree-nodes.ts'
import { treeValueColumns } from './tree-values.ts'

/** How trees are written: one nested CASE per tree, or a table of nodes and a query that walks through it. */
export type TreeSqlForm = 'case' | 'nodes'

/** How a tree model is written as SQL. */
export interface TreeSqlOptions extends Omit<SqlOptions, 'withBins'> {
  /** `auto` (default): CASE as far as the database takes a statement of that length and depth. */
  readonly form?: TreeSqlForm | 'auto' | undefined
}

/** A query for a database, and with the table of nodes the script that makes it. */
export interface TreeSqlText extends SqlText {
  readonly form: TreeSqlForm
  readonly nodes: string | null
}

/** What a scoring SELECT reads and how. */
export interface TreeSelect {
  /** Table of rows, as it is written. */
  readonly table: string
  /** Table of nodes, as it is written. */
  readonly nodes: string
  readonly form: TreeSqlForm
  readonly derived: DerivedColumns
}

/** Trees added up in one stage: databases take additions only so deep. */
const TREES_PER_STAGE = 250
/** Longest statement where the database itself sets no limit. */
const LONGEST_STATEMENT = 4_000_000
/** Joins that every database takes in one SELECT, SQLite being the least with 64. */
const MOST_JOINS = 60

/**
 * A tree model as one SELECT: every column of the table, the derived values, the values that trees compare (`assay_x…`, `assay_m…`), and
 * `assay_margin` (log odds before any calibration), `assay_points`, `assay_log_odds`, `assay_pd` (and `assay_issue`, where the model tells
 * for whom it was made).
 *
 * As nested CASE the margin is exactly the engine's where that adds doubles: thresholds and leaves are the very doubles, and the sum runs
 * from the base margin tree by tree. As a table of nodes the database adds in an order of its own unless it can be told one; the last
 * digits may differ. The same model and options give the same bytes.
 *
 * @param model - tree model as plain data
 * @param options - database, table and form
 * @throws StatisticError `invalidInput` if the model or the name of the table is not sound, or the form is beyond what databases take
 * @throws StatisticError `undefined` if the database cannot hold a column name or a level, or has no exact equal of a function
 */
export function treeSql(model: TreeModel, options: TreeSqlOptions): TreeSqlText {
  requireTrees(model)
  const dialect = DIALECTS[options.dialect]
  const derived = derivedColumns(model, dialect, options.withChecks ?? true)
  requireNames(
    derived.inputs.map(({ name }) => name),
    dialect,
  )
  const { form = 'auto' } = options
  const depth = deepest(model)
  if (form === 'case' && depth > MOST_DEPTH) throw tooDeep(depth, 'sqlForm "case"', MOST_DEPTH)
  const table = tableName(options.table, dialect)
  const nodesTable = tableName(suffixedTableName(options.table, '_nodes'), dialect)
  const select = (one: TreeSqlForm): string =>
    treeSelect(model, dialect, { table, nodes: nodesTable, form: one, derived })
  const longest = dialect.longestStatement ?? LONGEST_STATEMENT
  const cases = form === 'nodes' || depth > MOST_DEPTH ? null : select('case')
  if (cases !== null && (form === 'case' || cases.length <= longest - HEADER)) {
    const notes = notesOf(model, dialect, derived, 'case', nodesTable)
    const query = `${header(model, dialect, options, notes)}${cases};\n`
    const long = `The query has ${query.length} characters; ${dialect.title} takes ${longest} unless set otherwise. The form "nodes" is shorter.`
    return { query, notes: query.length <= longest ? notes : [...notes, long], form: 'case', nodes: null }
  }
  const notes = notesOf(model, dialect, derived, 'nodes', nodesTable)
  return {
    query: `${header(model, dialect, options, notes)}${select('nodes')};\n`,
    notes,
    form: 'nodes',
    nodes: nodesScript(model, nodesTable, dialect, titleOf(options)),
  }
}

/** Room for the remarks at the top of a query. */
const HEADER = 20_000

/**
 * The SELECT alone, to stand within another query.
 *
 * @throws StatisticError `invalidInput` if trees are deeper than a table of nodes can be walked through in one query
 */
export function treeSelect(model: TreeModel, dialect: Dialect, to: TreeSelect): string {
  const { derived, table } = to
  let from = table
  const stage = (columns: readonly string[], isReadOften = false): void => {
    const source = from === table ? table : `(\n${from}\n)`
    from = `SELECT t.*,\n  ${columns.join(',\n  ')}\nFROM ${source} t${isReadOften ? dialect.fence : ''}`
  }
  const named = (columns: readonly { sql: string; name: string; comment: string }[]): string[] =>
    columns.map(({ sql, name, comment }) => `${sql} AS ${name} /* ${comment} */`)
  for (const columns of derived.stages) stage(named(columns), true)
  const values = treeValueColumns(model, derived, dialect)
  const issue = derived.issue === null ? [] : [`${derived.issue} AS assay_issue`]
  stage([...named(values.columns), ...issue], true)
  const result = (sum: string): string => (values.hasForeign ? `CASE WHEN t.assay_foreign = 0 THEN ${sum} END` : sum)
  if (to.form === 'case') {
    const start = addTrees(model, dialect, stage)
    stage([`${result(start)} AS assay_margin`], true)
  } else {
    const depth = deepest(model)
    if (depth > MOST_JOINS) throw tooDeep(depth, 'table of nodes', MOST_JOINS)
    const walk = walkSelect(model, from, values.keys, to.nodes, depth, dialect)
    const same = values.keys.map((key) => `t.${key} = s.${key}`).join(' AND ')
    from = `SELECT t.*,\n  ${result('s.assay_sum')} AS assay_margin\nFROM (\n${from}\n) t\nJOIN (\n${walk}\n) s ON ${same}${dialect.fence}`
  }
  stage([`${dialect.number(model.offset + 0)} - ${dialect.number(model.factor)} * t.assay_margin AS assay_points`])
  for (const { sql, name, isReadOften } of probabilityColumns(model, dialect)) stage([`${sql} AS ${name}`], isReadOften)
  return from
}

/** Adds stages of partial sums, each going on where the one before ended. @returns SQL of the whole sum */
function addTrees(
  model: TreeModel,
  dialect: Dialect,
  stage: (columns: readonly string[], isReadOften: boolean) => void,
): string {
  let sum = dialect.number(model.baseMargin + 0)
  for (let from = 0; from < model.trees.length; from += TREES_PER_STAGE) {
    const trees = model.trees.slice(from, from + TREES_PER_STAGE)
    const terms = trees.map((tree) => treeCase(tree, model.characteristics, dialect, 't'))
    const name = `assay_sum_${from / TREES_PER_STAGE + 1}`
    stage([`${[sum, ...terms].join('\n  + ')} AS ${name}`], true)
    sum = `t.${name}`
  }
  return sum
}

function deepest({ trees }: TreeModel): number {
  return trees.reduce((most, tree) => Math.max(most, treeDepth(tree)), 0)
}

function tooDeep(depth: number, what: string, most: number): StatisticError {
  return new StatisticError(
    'invalidInput',
    `${what} needs trees of at most ${most} splits one below the other, got ${depth}`,
  )
}

function titleOf({ label }: TreeSqlOptions): string {
  if (label === undefined) return 'Boosted trees'
  return `Boosted trees ${commentText(label.name)}, version ${label.version}, content hash ${commentText(label.hash)}`
}

function notesOf(
  model: TreeModel,
  dialect: Dialect,
  derived: DerivedColumns,
  form: TreeSqlForm,
  nodesTable: string,
): string[] {
  const isExact = model.arithmetic === 'double' && (form === 'case' || isOrderedSum(dialect))
  const how = isExact
    ? 'Margins are exactly those of Assay'
    : model.arithmetic === 'single'
      ? 'The model adds 32-bit numbers, the query doubles: margins differ by the roundings'
      : 'The database adds the trees in an order of its own: the last digits of a margin may differ from Assay'
  return [
    dialect.isRun
      ? `${how}; the tests of this program run such queries on ${dialect.title}.`
      : `${how}. Generated, not run: no ${dialect.title} was at hand. Run the golden cases before use.`,
    ...(form === 'nodes'
      ? [
          `The query reads the table of nodes ${nodesTable}: run NAME.nodes.sql first. Its time grows with rows × trees × depth; the form "case" is quicker where the database takes it.`,
        ]
      : []),
    'Columns of numbers are read in double precision, columns of text exactly: capital letters, accents and blanks at the end count.',
    `The table must not have columns whose names begin with "assay_". It needs ${derived.inputs.length} columns: ${derived.inputs.map(({ name }) => `"${name}"`).join(', ')}.`,
    'Columns that begin with assay_x, assay_m followed by a number, assay_sum and assay_foreign are steps of the computation.',
    ...(model.calibration?.method === 'isotonic'
      ? ['The PD is read off a line between knots; where it is steep, the last digits of the exponential show.']
      : []),
    ...dialect.notes,
    ...derived.notes,
  ]
}

function header(model: TreeModel, dialect: Dialect, options: TreeSqlOptions, notes: readonly string[]): string {
  const lines = [
    `${titleOf(options)}, for ${dialect.title}`,
    `${model.trees.length} trees on ${model.characteristics.length} characteristics; more points are safer; assay_pd is the probability of the event.`,
    ...notes.map((note) => note.replace(/\p{C}/gu, ' ').replace(/[;&]/g, ',')),
  ]
  return lines.map((line) => `-- ${line}\n`).join('')
}
