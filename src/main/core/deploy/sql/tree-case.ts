import type { Tree, TreeCharacteristic } from '../../trees/tree-model.ts'
import { codesGoingLeft } from '../level-codes.ts'
import { treeDepth } from '../tree-depth.ts'
import { type Dialect, MAX_IN_LIST, type SqlDialect } from './sql-dialect.ts'
import { caseOf, type When } from './sql-pieces.ts'

/** CASE inside CASE that every database but SQL Server and SQLite takes. */
export const MOST_DEPTH = 60
/** SQL Server takes ten; the parser of older SQLite (3.40 was tried) a few more. */
const MOST_DEPTH_FEW = 9
const TAKES_FEW: ReadonlySet<SqlDialect> = new Set(['sqlserver', 'sqlite'])

/**
 * A tree as a CASE over the columns of `treeValueColumns`: a CASE within a CASE for each split, or where these would be nested too deep
 * for the database one branch per leaf, whose condition names the splits on its way that send it left; that the splits that send it right
 * do not hold is said by the branches before it.
 *
 * @param tree - a sound tree
 * @param alias - table the columns are read from
 */
export function treeCase(
  tree: Tree,
  characteristics: readonly TreeCharacteristic[],
  dialect: Dialect,
  alias: string,
): string {
  const value = (leaf: number): string => dialect.number(tree.values[leaf]! + 0)
  if (tree.features.length === 0) return value(0)
  const condition = (node: number): string => leftCondition(tree, node, characteristics, dialect, alias)
  if (TAKES_FEW.has(dialect.key) && treeDepth(tree) > MOST_DEPTH_FEW) return flatCase(tree, condition, value)
  const write = (child: number): string => {
    if (child < 0) return value(-child - 1)
    return `CASE WHEN ${condition(child)} THEN ${write(tree.left[child]!)} ELSE ${write(tree.right[child]!)} END`
  }
  return write(0)
}

/** True where a row goes left at a node; never unknown. */
function leftCondition(
  tree: Tree,
  node: number,
  characteristics: readonly TreeCharacteristic[],
  dialect: Dialect,
  alias: string,
): string {
  const feature = tree.features[node]!
  const { levels } = characteristics[feature]!
  const value = `${alias}.assay_x${feature + 1}`
  if (levels !== null) return codeCondition(value, codesGoingLeft(tree, node, levels.length), dialect)
  const threshold = tree.thresholds[node]!
  const isBelow = Number.isFinite(threshold)
    ? `${value} <= ${dialect.number(threshold + 0)}`
    : threshold > 0
      ? '1 = 1'
      : '1 = 0'
  const isMissing = `${alias}.assay_m${feature + 1} = `
  return tree.missingLeft[node] === 1 ? `(${isBelow} OR ${isMissing}1)` : `${isBelow} AND ${isMissing}0`
}

function codeCondition(value: string, goesLeft: Uint8Array, dialect: Dialect): string {
  const sides: [number[], number[]] = [[], []]
  for (let code = 1; code < goesLeft.length; code++) sides[goesLeft[code]!]!.push(code)
  const [right, left] = sides
  if (left.length === 0) return '1 = 0'
  if (right.length === 0) return '1 = 1'
  const isShort = Math.min(left.length, right.length) === 1
  // DuckDB makes a join of every list of values.
  if (dialect.key === 'duckdb' && !isShort) return `SUBSTR('${goesLeft.slice(1).join('')}', ${value}, 1) = '1'`
  return left.length <= right.length ? isIn(value, left) : `NOT ${isIn(value, right)}`
}

function isIn(value: string, codes: readonly number[]): string {
  if (codes.length === 1) return `(${value} = ${codes[0]})`
  const lists: string[] = []
  for (let i = 0; i < codes.length; i += MAX_IN_LIST)
    lists.push(`${value} IN (${codes.slice(i, i + MAX_IN_LIST).join(', ')})`)
  return `(${lists.join(' OR ')})`
}

function flatCase(tree: Tree, condition: (node: number) => string, value: (leaf: number) => string): string {
  const whens: When[] = []
  const walk = (child: number, asked: readonly string[]): void => {
    if (child < 0) {
      whens.push([asked.length === 0 ? '1 = 1' : asked.map((one) => `(${one})`).join(' AND '), value(-child - 1)])
      return
    }
    walk(tree.left[child]!, [...asked, condition(child)])
    walk(tree.right[child]!, asked)
  }
  walk(0, [])
  const last = whens.pop()!
  return caseOf(whens, last[1])
}
