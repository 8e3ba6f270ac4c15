import type { Tree } from '../trees/tree-model.ts'
import { membersAt, numbersAt } from './json-parts.ts'
import { type NodeSplit, treeOfNodes } from './node-table.ts'
import { peerFault, requireWithin } from './peer-model.ts'
import { doubleBelowSingle } from './single-threshold.ts'

/** One tree of an XGBoost file, its lists checked for their lengths only. */
export interface XgboostTree {
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly features: readonly number[]
  /** Of a leaf its value. */
  readonly conditions: readonly number[]
  readonly defaultLeft: readonly number[]
  readonly isCategorical: readonly number[]
  readonly gains: readonly number[]
  readonly covers: readonly number[]
  /** Categories that go right, per categorical node. */
  readonly categories: ReadonlyMap<number, readonly number[]>
}

/** Categories from here on are none to XGBoost. */
const CATEGORY_LIMIT = 2 ** 24

/**
 * Reads the lists of one tree.
 *
 * @param value - entry of `trees`
 * @param path - where it stands in the file
 * @throws StatisticError `invalidInput` with the path of the first fault, or for leaves of several values
 */
export function xgboostTree(value: unknown, path: string): XgboostTree {
  const tree = membersAt(value, path)
  const sizes = membersAt(tree.tree_param, `${path}.tree_param`)
  if (Number(sizes.size_leaf_vector ?? 0) > 1)
    throw peerFault(`${path}.tree_param.size_leaf_vector`, 'needs one value per leaf', sizes.size_leaf_vector)
  const left = numbersAt(tree.left_children, null, `${path}.left_children`)
  requireWithin('leaves', left.length)
  const n = left.length
  const list = (name: string) => numbersAt(tree[name], n, `${path}.${name}`)
  const optional = (name: string) => (tree[name] === undefined ? [] : list(name))
  return {
    left,
    right: list('right_children'),
    features: list('split_indices'),
    conditions: list('split_conditions'),
    defaultLeft: list('default_left'),
    isCategorical: optional('split_type'),
    gains: optional('loss_changes'),
    covers: optional('sum_hessian'),
    categories: categoriesOf(tree, path),
  }
}

function categoriesOf(tree: Readonly<Record<string, unknown>>, path: string): Map<number, readonly number[]> {
  const found = new Map<number, readonly number[]>()
  if (tree.categories_nodes === undefined) return found
  const nodes = numbersAt(tree.categories_nodes, null, `${path}.categories_nodes`)
  const starts = numbersAt(tree.categories_segments, nodes.length, `${path}.categories_segments`)
  const sizes = numbersAt(tree.categories_sizes, nodes.length, `${path}.categories_sizes`)
  const all = numbersAt(tree.categories, null, `${path}.categories`)
  for (const category of all)
    if (!(Number.isInteger(category) && category >= 0 && category < CATEGORY_LIMIT))
      throw peerFault(`${path}.categories`, `needs whole numbers below ${CATEGORY_LIMIT}`, category)
  let end = 0
  nodes.forEach((node, i) => {
    if (starts[i] !== end || !Number.isInteger(sizes[i]) || sizes[i]! < 0 || end + sizes[i]! > all.length)
      throw peerFault(
        `${path}.categories_segments`,
        `needs segments one behind the other within ${all.length}`,
        starts[i],
      )
    found.set(node, all.slice(end, end + sizes[i]!))
    end += sizes[i]!
  })
  return found
}

/**
 * The tree in Assay's form: thresholds decide for every double as XGBoost does for the double rounded to 32 bits, and sets hold the levels
 * that are not in XGBoost's, which go left as unseen ones do.
 *
 * @param tree - lists of the tree
 * @param levels - per feature the place of every category among its levels; null: numeric
 * @param path - where it stands in the file
 * @throws StatisticError `invalidInput` if its nodes do not form a tree, or a number is not finite
 */
export function treeOfXgboost(
  tree: XgboostTree,
  levels: readonly (ReadonlyMap<number, number> | null)[],
  path: string,
): Tree {
  const { left, right, conditions, covers, gains } = tree
  const single = (node: number, what: string): number => {
    const value = Math.fround(conditions[node]!)
    if (!Number.isFinite(value)) throw peerFault(path, `needs a finite ${what} at node ${node}`, conditions[node])
    return value
  }
  const split = (node: number): NodeSplit => {
    const feature = tree.features[node]!
    const missingLeft = tree.defaultLeft[node] !== 0
    const places = levels[feature]
    if (places === null || places === undefined)
      return { feature, test: { threshold: doubleBelowSingle(single(node, 'threshold')) }, missingLeft }
    const isRight = new Set(tree.categories.get(node))
    const set = [...places].filter(([category]) => !isRight.has(category)).map(([, place]) => place)
    return { feature, test: { set, unseenLeft: true }, missingLeft }
  }
  const table = {
    nNodes: left.length,
    root: 0,
    isLeaf: (node: number) => left[node] === -1,
    left: (node: number) => left[node]!,
    right: (node: number) => right[node]!,
    split,
    value: (leaf: number) => single(leaf, 'leaf'),
    cover: (node: number) => covers[node] ?? null,
    gain: (node: number) => gains[node] ?? null,
  }
  return treeOfNodes(table, path)
}
