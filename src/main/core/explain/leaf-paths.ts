import { StatisticError } from '../statistic-error.ts'
import type { Tree } from '../trees/tree-model.ts'

/** Everything on the way to a leaf that is decided by one characteristic. */
export interface PathPart {
  /** Place of the characteristic. */
  readonly feature: number
  /** Share of the development rows that would come this way if only this characteristic were not known: z, in [0, 1]. */
  readonly share: number
  /** Inner nodes on the way that ask for the characteristic, root first, and which way leads to the leaf. */
  readonly nodes: readonly { readonly node: number; readonly isLeft: boolean }[]
}

/** The way to one leaf, one part per characteristic in the order met. */
export interface LeafPath {
  /** Value of the leaf, in log odds. */
  readonly value: number
  /** Inner nodes on the way, root first. */
  readonly order: readonly number[]
  readonly parts: readonly PathPart[]
}

/**
 * The way to every leaf of a tree, with the shares of rows that go each way by the covers.
 *
 *     z_f = ∏ over the nodes on the way that ask for f of cover(child on the way) / cover(node)
 *
 * Where no development row came (cover 0), both ways count as equally likely. The product of all z_f is the share of the leaf.
 *
 * @param tree - tree with covers
 * @returns one path per leaf, from left to right; the path of a tree that is one leaf has no parts
 * @throws StatisticError `invalidInput` if the tree has no covers, or not one per inner node and leaf
 */
export function leafPaths(tree: Tree): LeafPath[] {
  const nInner = tree.features.length
  const nLeaves = tree.values.length
  if (tree.covers.length !== nInner + nLeaves) {
    throw new StatisticError(
      'invalidInput',
      `leafPaths needs a cover for each of ${nInner + nLeaves} nodes and leaves, got ${tree.covers.length}`,
    )
  }
  const paths: LeafPath[] = []
  const waiting: { child: number; order: readonly number[]; parts: readonly PathPart[] }[] = [
    { child: nInner === 0 ? -1 : 0, order: [], parts: [] },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { child, order, parts } = next
    if (child < 0) {
      paths.push({ value: tree.values[-child - 1]!, order, parts })
      continue
    }
    const left = tree.left[child]!
    const right = tree.right[child]!
    const leftShare = shareOf(tree, left, right)
    const feature = tree.features[child]!
    const above = [...order, child]
    waiting.push({ child: right, order: above, parts: withNode(parts, feature, child, false, 1 - leftShare) })
    waiting.push({ child: left, order: above, parts: withNode(parts, feature, child, true, leftShare) })
  }
  return paths
}

function shareOf(tree: Tree, left: number, right: number): number {
  const ofLeft = coverOf(tree, left)
  const both = ofLeft + coverOf(tree, right)
  return both > 0 ? ofLeft / both : 0.5
}

function coverOf(tree: Tree, child: number): number {
  return tree.covers[child >= 0 ? child : tree.features.length - child - 1]!
}

function withNode(
  parts: readonly PathPart[],
  feature: number,
  node: number,
  isLeft: boolean,
  share: number,
): readonly PathPart[] {
  const step = { node, isLeft }
  if (!parts.some((part) => part.feature === feature)) return [...parts, { feature, share, nodes: [step] }]
  return parts.map((part) =>
    part.feature === feature ? { feature, share: part.share * share, nodes: [...part.nodes, step] } : part,
  )
}
