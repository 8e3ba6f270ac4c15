import { type Frame, getColumn } from '../frame/frame.ts'
import { flatTrees, leafOfFlatTree } from '../trees/flat-trees.ts'
import type { Tree, TreeModel } from '../trees/tree-model.ts'
import { treeReader } from '../trees/tree-reader.ts'

/** Rows read at a time: few enough that what the nodes see of them stays in fast memory. */
const BLOCK = 1_024

/**
 * The trees of a model with the covers of some rows: how many of them reach each node. Nodes that none reaches have cover 0.
 *
 * @param model - a sound tree model
 * @param frame - its characteristics, shape (nRows, …)
 * @throws StatisticError `invalidInput` if a column is absent or of another type
 */
export function countCovers(model: TreeModel, frame: Frame): Tree[] {
  const { characteristics, trees } = model
  const readers = characteristics.map(treeReader)
  const columns = characteristics.map(({ name }) => getColumn(frame, name))
  const flat = flatTrees(model)
  const leafCounts = new Float64Array(flat.values.length)
  const seen = new Float64Array(characteristics.length)
  for (let from = 0; from < frame.nRows; from += BLOCK) {
    const n = Math.min(BLOCK, frame.nRows - from)
    const block = readers.map((reader, j) => {
      const into = new Float64Array(n)
      reader.ofRows(columns[j]!, from, into)
      return into
    })
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < block.length; j++) seen[j] = block[j]![i]!
      for (let t = 0; t < trees.length; t++) leafCounts[leafOfFlatTree(flat, t, seen)]!++
    }
  }
  let firstLeaf = 0
  return trees.map((tree) => {
    const leaves = leafCounts.subarray(firstLeaf, firstLeaf + tree.values.length)
    firstLeaf += tree.values.length
    return { ...tree, covers: [...innerCovers(tree, leaves), ...leaves] }
  })
}

/** Covers of inner nodes: the sums of those of their children, which are added before their parents. */
function innerCovers({ features, left, right }: Tree, leaves: Float64Array): Float64Array {
  const covers = new Float64Array(features.length)
  const order: number[] = features.length === 0 ? [] : [0]
  for (let i = 0; i < order.length; i++)
    for (const child of [left[order[i]!]!, right[order[i]!]!]) if (child >= 0) order.push(child)
  const coverOf = (child: number): number => (child >= 0 ? covers[child]! : leaves[-child - 1]!)
  for (const node of order.reverse()) covers[node] = coverOf(left[node]!) + coverOf(right[node]!)
  return covers
}
