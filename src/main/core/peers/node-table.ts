import type { Tree } from '../trees/tree-model.ts'
import { peerFault } from './peer-model.ts'

/** A tree whose nodes have numbers of their own, inner ones and leaves alike. Places are asked for only once they were found sound. */
export interface NodeTable {
  readonly nNodes: number
  readonly root: number
  isLeaf(node: number): boolean
  /** Child that a value for which the condition holds goes to. */
  left(node: number): number
  right(node: number): number
  split(node: number): NodeSplit
  value(leaf: number): number
  /** Null: not known. */
  cover(node: number): number | null
  /** Null: not known. */
  gain(node: number): number | null
}

/** What an inner node asks: whether a number is at most the threshold, or whether the place of a level is in the set. */
export interface NodeSplit {
  readonly feature: number
  readonly test: { readonly threshold: number } | { readonly set: readonly number[]; readonly unseenLeft: boolean }
  readonly missingLeft: boolean
}

/**
 * Numbers the nodes of a tree anew, from the root down, left before right: inner nodes and leaves each from 0. Nodes without a way from
 * the root are left out.
 *
 * @param table - the tree
 * @param at - what it is called in faults
 * @throws StatisticError `invalidInput` if a child is no node, or a node is reached twice (a circle, or two parents)
 */
export function treeOfNodes(table: NodeTable, at: string): Tree {
  const tree = emptyTree()
  const covers = { inner: [] as (number | null)[], leaf: [] as (number | null)[] }
  const gains: (number | null)[] = []
  const unseen: number[] = []
  const isReached = new Uint8Array(table.nNodes)
  const open: { node: number; parent: number; side: 'left' | 'right' }[] = [
    { node: table.root, parent: -1, side: 'left' },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, parent, side } = next
    if (!(Number.isInteger(node) && node >= 0 && node < table.nNodes))
      throw peerFault(at, `needs children from 0 to ${table.nNodes - 1}`, node)
    if (isReached[node] === 1) throw peerFault(at, 'needs one way to every node, has two to node', node)
    isReached[node] = 1
    const isLeaf = table.isLeaf(node)
    const place = isLeaf ? -tree.values.push(table.value(node)) : tree.features.length
    if (parent >= 0) tree[side][parent] = place
    covers[isLeaf ? 'leaf' : 'inner'].push(table.cover(node))
    if (isLeaf) continue
    unseen.push(addSplit(tree, table.split(node)))
    gains.push(table.gain(node))
    open.push({ node: table.right(node), parent: place, side: 'right' })
    open.push({ node: table.left(node), parent: place, side: 'left' })
  }
  const isTold = unseen.some((flag, node) => flag !== tree.missingLeft[node])
  return {
    ...tree,
    ...(isTold ? { unseenLeft: unseen } : {}),
    covers: allKnown([...covers.inner, ...covers.leaf]),
    gains: allKnown(gains),
  }
}

type Growing = Pick<Tree, 'features' | 'thresholds' | 'left' | 'right' | 'missingLeft' | 'sets' | 'values'>

function emptyTree(): Growing {
  return { features: [], thresholds: [], left: [], right: [], missingLeft: [], sets: [], values: [] }
}

/** @returns where unseen levels go; of numbers where missing ones go */
function addSplit(tree: Growing, { feature, test, missingLeft }: NodeSplit): number {
  tree.features.push(feature)
  tree.left.push(0)
  tree.right.push(0)
  tree.missingLeft.push(missingLeft ? 1 : 0)
  if ('threshold' in test) {
    tree.thresholds.push(test.threshold)
    return missingLeft ? 1 : 0
  }
  tree.thresholds.push(tree.sets.push([...test.set]) - 1)
  return test.unseenLeft ? 1 : 0
}

function allKnown(numbers: readonly (number | null)[]): number[] {
  const known = numbers.filter((one) => one !== null)
  return known.length === numbers.length ? known : []
}
