import { leafValue } from '../kernels/gbdt-plain-scan.ts'
import type { Tree } from '../trees/tree-model.ts'
import type { Foreman } from './crew.ts'
import { BLOCK_ROWS } from './desk.ts'
import type { GbdtParams } from './gbdt-params.ts'
import { fillTable, type GrownNode, type GrownTree, type OpenLeaf } from './grow-tree.ts'
import { VERB } from './hand.ts'
import type { Feature } from './plan-features.ts'
import type { PreparedGrowth } from './prepare-growth.ts'

/** A grown tree as part of a model. Its leaf values and tables stand in memory afterwards, for {@link applyToRows}. */
export function finishTree(
  foreman: Foreman,
  params: GbdtParams,
  { features, coverWeights }: PreparedGrowth,
  { nodes, leaves }: GrownTree,
): Tree {
  const { views, desk } = foreman
  const values = leaves.map(({ g, h, l2, low, high }) => {
    const value = leafValue(g, h, params.l1, l2, low, high) * params.learningRate
    return value === 0 ? 0 : value
  })
  views.f64.set(values, desk.at.leafValues >> 3)
  const covers = coversOf(
    nodes,
    leaves.map((leaf) => coverOfLeaf(foreman, leaf, coverWeights)),
  )
  const coverOf = (child: number) => covers[child >= 0 ? child : nodes.length - child - 1]!
  const sets: number[][] = []
  const tree: Tree = {
    features: nodes.map(({ split }) => features[split.feature]!.place),
    thresholds: nodes.map(({ split }) => {
      if (split.bins === null) return thresholdOf(features[split.feature]!, split.bin)
      return sets.push(split.bins.map((bin) => bin - 1)) - 1
    }),
    left: nodes.map((node) => node.left),
    right: nodes.map((node) => node.right),
    missingLeft: nodes.map(({ split, hasMissing, left, right }) =>
      (hasMissing ? split.isMissingLeft : coverOf(left) >= coverOf(right)) ? 1 : 0,
    ),
    sets,
    values,
    covers,
    gains: nodes.map(({ split }) => split.gain),
  }
  writeNodes(foreman, nodes, tree.missingLeft)
  return tree
}

/** The number that separates bin `bin` from the next one. */
function thresholdOf({ edges, nBins }: Feature, bin: number): number {
  if (bin === 0) return -Number.MAX_VALUE
  return bin === nBins - 1 ? Number.MAX_VALUE : edges![bin - 1]!
}

function coverOfLeaf({ views, desk }: Foreman, leaf: OpenLeaf, weights: Float64Array | null): number {
  if (weights === null) return leaf.n
  let sum = 0
  for (let hand = 0; hand < desk.nHands; hand++)
    for (let i = leaf.segments[2 * hand]!; i < leaf.segments[2 * hand + 1]!; i++)
      sum += weights[views.i32[(leaf.rows >> 2) + i]!]!
  return sum
}

/** Covers of the inner nodes, then of the leaves. A node stands before its children. */
function coversOf(nodes: readonly GrownNode[], leaves: readonly number[]): number[] {
  const covers = [...nodes.map(() => 0), ...leaves]
  const coverOf = (child: number) => covers[child >= 0 ? child : nodes.length - child - 1]!
  for (let node = nodes.length - 1; node >= 0; node--)
    covers[node] = coverOf(nodes[node]!.left) + coverOf(nodes[node]!.right)
  return covers
}

function writeNodes({ views, desk }: Foreman, nodes: readonly GrownNode[], missingLeft: readonly number[]): void {
  const { at, features, groups, stride } = desk
  nodes.forEach(({ split, left, right }, node) => {
    const { group, lane, nBins } = features[split.feature]!
    views.i32.set([at.codes + groups[group]!.offset + lane, stride, left, right], (at.treeNodes >> 2) + node * 4)
    fillTable(views.u8, at.treeTables + node * 256, { ...split, isMissingLeft: missingLeft[node] === 1 }, nBins)
  })
}

/**
 * Adds the values of the tree just finished to the margins of development and watched rows.
 *
 * @param isWhole - whether the tree's leaves hold all development rows
 */
export function applyToRows(foreman: Foreman, { leaves }: GrownTree, isWhole: boolean): void {
  const { desk, views } = foreman
  const { at, nHands, nDevelopment, firstWatched, nRows } = desk
  const apply = (from: number, to: number) =>
    foreman.order(VERB.apply, Math.ceil((to - from) / BLOCK_ROWS), { from, to })
  if (firstWatched < nRows) apply(firstWatched, nRows)
  if (!isWhole) {
    apply(0, nDevelopment)
    return
  }
  leaves.forEach(({ rows, segments }, leaf) => {
    for (let hand = 0; hand < nHands; hand++)
      views.i32.set(
        [rows, segments[2 * hand]!, segments[2 * hand + 1]!],
        (at.leafSegments >> 2) + (leaf * nHands + hand) * 4,
      )
  })
  foreman.order(VERB.update, nHands, { leaves: leaves.length })
}
