import { StatisticError } from '../../statistic-error.ts'
import type { TreeModel } from '../../trees/tree-model.ts'
import { codesGoingLeft } from '../level-codes.ts'
import { type Dialect, MAX_WHENS } from './sql-dialect.ts'
import { caseOf } from './sql-pieces.ts'
import { tableScript } from './table-script.ts'

/** Most nodes and leaves of a table of nodes; a script of more would be too large to be of use. */
const MOST_NODES = 500_000
/** Longest list of codes that every database holds as a text. */
const LONGEST_LIST = 4_000
const KEYED: ReadonlySet<string> = new Set(['postgresql', 'sqlite', 'duckdb', 'sqlserver', 'oracle'])

/**
 * A script that makes the table of nodes: per inner node its characteristic, threshold or the codes that go left (a text of 0 and 1, the
 * first for code 1), its children and the one of missing values; per leaf its value, being its own child. Tree 0 is the base margin.
 *
 * @param table - name of the table as it is written
 * @param title - what the script is of, for the remark at its top
 * @throws StatisticError `invalidInput` for more than 500,000 nodes, or a characteristic with more than 3,997 levels
 */
export function nodesScript(model: TreeModel, table: string, dialect: Dialect, title: string): string {
  const { doubleType, integerType, textColumnType } = dialect
  const key = KEYED.has(dialect.key) ? ' NOT NULL PRIMARY KEY' : ''
  const create = `CREATE TABLE ${table} (
  tree ${integerType},
  node ${integerType}${key},
  is_root ${integerType},
  feature ${integerType},
  threshold ${doubleType},
  goes_left ${textColumnType},
  left_node ${integerType},
  right_node ${integerType},
  missing_node ${integerType},
  leaf_value ${doubleType}
);\n`
  const rows = nodeRows(model, dialect)
  const head = [
    `Nodes of ${title}, for ${dialect.title}${dialect.isRun ? '' : ', generated, not run'}: ${rows.length} rows.`,
    'Makes a new table; if it is there already, drop it first.',
  ]
  return tableScript(table, create, rows, head, dialect)
}

/**
 * The margin of each distinct row of values: a join per level of the deepest tree, from the roots to the leaves, which are their own
 * children; then the sum. Every join finds its row; they are left joins so that no planner changes their order.
 *
 * @param features - a SELECT with the columns of `treeValueColumns`
 * @param keys - columns a row is told apart by
 * @param nodes - name of the table of nodes as it is written
 * @param depth - splits of the deepest tree
 */
export function walkSelect(
  model: TreeModel,
  features: string,
  keys: readonly string[],
  nodes: string,
  depth: number,
  dialect: Dialect,
): string {
  const list = keys.map((key) => `d.${key}`).join(', ')
  // A missing number as NULL: neither comparison with a threshold holds.
  const values = model.characteristics.flatMap(({ levels }, j) =>
    levels === null ? [`CASE WHEN e.assay_m${j + 1} = 0 THEN e.assay_x${j + 1} END AS assay_v${j + 1}`] : [],
  )
  const joins = Array.from(
    { length: depth },
    (_, level) => `LEFT JOIN ${nodes} n${level + 1} ON n${level + 1}.node = ${nextNode(model, `n${level}`, dialect)}`,
  )
  return [
    `SELECT ${list}, ${orderedSum(`n${depth}.leaf_value`, `n${depth}.tree`, dialect)} AS assay_sum`,
    `FROM (SELECT ${['e.*', ...values].join(', ')} FROM (`,
    `SELECT DISTINCT ${keys.map((key) => `f.${key}`).join(', ')} FROM (\n${features}\n) f${dialect.fence}`,
    `) e${dialect.fence}) d`,
    `JOIN ${nodes} n0 ON n0.is_root = 1`,
    ...joins,
    `GROUP BY ${list}`,
  ].join('\n')
}

/** Tree by tree where a sum can be told its order; else as the database likes. */
function orderedSum(value: string, order: string, { key }: Dialect): string {
  return key === 'postgresql' || key === 'duckdb' ? `SUM(${value} ORDER BY ${order})` : `SUM(${value})`
}

/** Whether {@link walkSelect} adds in the order of the trees. */
export function isOrderedSum({ key }: Dialect): boolean {
  return key === 'postgresql'
}

/** A leaf stays; a level asks the list of its node; a number the threshold, and where it is missing neither comparison holds. */
function nextNode({ characteristics }: TreeModel, node: string, dialect: Dialect): string {
  const pick = (
    isWanted: (levels: readonly string[] | null) => boolean,
    column: (j: number) => string,
  ): string | null => {
    const wanted = characteristics.flatMap(({ levels }, j) => (isWanted(levels) ? [j + 1] : []))
    if (wanted.length === 0) return null
    return simpleCase(`${node}.feature`, wanted, column)
  }
  const code = pick(
    (levels) => levels !== null,
    (j) => `d.assay_x${j}`,
  )
  const value = pick(
    (levels) => levels === null,
    (j) => `d.assay_v${j}`,
  )
  const part = dialect.key === 'sqlserver' ? 'SUBSTRING' : 'SUBSTR'
  const left = `${node}.left_node`
  const right = `${node}.right_node`
  const byList = `CASE WHEN ${part}(${node}.goes_left, ${code}, 1) = '1' THEN ${left} ELSE ${right} END`
  return caseOf(
    [
      [`${node}.feature = 0`, `${node}.node`],
      ...(code === null ? [] : [[`${node}.goes_left IS NOT NULL`, byList] as const]),
      ...(value === null
        ? []
        : [[`${value} <= ${node}.threshold`, left] as const, [`${value} > ${node}.threshold`, right] as const]),
    ],
    `${node}.missing_node`,
  )
}

/** One of several columns, by a number; cut in pieces where there are more than a database takes in one CASE. */
function simpleCase(key: string, numbers: readonly number[], column: (j: number) => string): string {
  const here = numbers.slice(0, MAX_WHENS).map((j) => ` WHEN ${j} THEN ${column(j)}`)
  const rest = numbers.slice(MAX_WHENS)
  return `CASE ${key}${here.join('')}${rest.length === 0 ? '' : ` ELSE ${simpleCase(key, rest, column)}`} END`
}

function nodeRows(model: TreeModel, dialect: Dialect): string[] {
  const nNodes = model.trees.reduce((sum, { features }) => sum + 2 * features.length + 1, 1)
  if (nNodes > MOST_NODES)
    throw new StatisticError('invalidInput', `table of nodes needs at most ${MOST_NODES} nodes, got ${nNodes}`)
  for (const { name, levels } of model.characteristics)
    if (levels !== null && levels.length + 3 > LONGEST_LIST)
      throw new StatisticError(
        'invalidInput',
        `table of nodes needs at most ${LONGEST_LIST - 3} levels, got ${levels.length} of "${name}"`,
      )
  const leaf = (tree: number, node: number, isRoot: number, value: number): string =>
    [tree, node, isRoot, 0, 'NULL', 'NULL', node, node, node, dialect.number(value + 0)].join(', ')
  const rows = [leaf(0, 0, 1, model.baseMargin)]
  model.trees.forEach((tree, t) => {
    const first = rows.length
    const firstLeaf = first + tree.features.length
    const place = (child: number): number => (child < 0 ? firstLeaf - child - 1 : first + child)
    tree.features.forEach((feature, node) => {
      const { levels } = model.characteristics[feature]!
      const threshold = tree.thresholds[node]!
      const list = levels === null ? 'NULL' : `'${codesGoingLeft(tree, node, levels.length).slice(1).join('')}'`
      // Nothing is below −∞: all goes right, which is said by other children and a threshold that nothing is above.
      const isTurned = levels === null && threshold === Number.NEGATIVE_INFINITY
      const sides = [place(tree.left[node]!), place(tree.right[node]!)]
      const ofMissing = sides[1 - tree.missingLeft[node]!]
      const isRoot = node === 0 ? 1 : 0
      const edge = levels === null ? edgeOf(isTurned ? Number.POSITIVE_INFINITY : threshold, dialect) : 'NULL'
      const children = isTurned ? [sides[1], sides[0]] : sides
      const cells = [t + 1, first + node, isRoot, feature + 1, edge, list, ...children, ofMissing]
      rows.push(`${cells.join(', ')}, NULL`)
    })
    const isAlone = tree.features.length === 0 ? 1 : 0
    tree.values.forEach((value, i) => {
      rows.push(leaf(t + 1, firstLeaf + i, isAlone, value))
    })
  })
  return rows
}

/** An infinite threshold as the largest double, which decides every finite number alike. */
function edgeOf(threshold: number, { number }: Dialect): string {
  return number(Math.min(Number.MAX_VALUE, threshold) + 0)
}
