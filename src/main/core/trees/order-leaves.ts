import type { Tree } from './tree-model.ts'

/** The leaves of a tree in a row, such that what a node rules out is a run of places. */
export interface LeafOrder {
  /** Per place: the leaf. */
  readonly leaves: Int32Array
  /** Per inner node: whether its left side stands first in the row, and is ruled out where a case goes right; else the reverse. */
  readonly isLeftFirst: Uint8Array
  /** Per inner node: first place of the side that stands first. */
  readonly starts: Int32Array
  /** Per inner node: places of that side. */
  readonly lengths: Int32Array
}

/**
 * Puts the leaves of a tree in order: of each node the side with fewer leaves first. A case then falls into the first leaf that no node
 * rules out, where each node rules out its first side for the cases that go the other way.
 *
 * @param tree - a sound tree (`requireTrees`)
 * @see Lucchese et al. (2015), QuickScorer, SIGIR, section 3, for the leftmost leaf that is left over
 */
export function orderLeaves({ features, left, right }: Tree): LeafOrder {
  const n = features.length
  const nLeaves = leavesBelow(left, right)
  const order = {
    leaves: new Int32Array(n + 1),
    isLeftFirst: new Uint8Array(n),
    starts: new Int32Array(n),
    lengths: new Int32Array(n),
  }
  const open: { child: number; start: number }[] = [{ child: n === 0 ? -1 : 0, start: 0 }]
  while (open.length > 0) {
    const { child, start } = open.pop()!
    if (child < 0) {
      order.leaves[start] = -child - 1
      continue
    }
    const [nLeft, nRight] = [left[child]!, right[child]!].map((below) => (below < 0 ? 1 : nLeaves[below]!)) as [
      number,
      number,
    ]
    const isLeftFirst = nLeft <= nRight
    const length = isLeftFirst ? nLeft : nRight
    order.isLeftFirst[child] = isLeftFirst ? 1 : 0
    order.starts[child] = start
    order.lengths[child] = length
    open.push({ child: isLeftFirst ? left[child]! : right[child]!, start })
    open.push({ child: isLeftFirst ? right[child]! : left[child]!, start: start + length })
  }
  return order
}

/** Leaves below each inner node. */
function leavesBelow(left: readonly number[], right: readonly number[]): Int32Array {
  const n = left.length
  const fromRoot: number[] = n === 0 ? [] : [0]
  for (let i = 0; i < fromRoot.length; i++)
    for (const child of [left[fromRoot[i]!]!, right[fromRoot[i]!]!]) if (child >= 0) fromRoot.push(child)
  const counts = new Int32Array(n)
  for (let i = fromRoot.length - 1; i >= 0; i--) {
    const node = fromRoot[i]!
    for (const child of [left[node]!, right[node]!]) counts[node]! += child < 0 ? 1 : counts[child]!
  }
  return counts
}
