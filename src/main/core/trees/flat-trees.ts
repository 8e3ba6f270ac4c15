import type { TreeModel } from './tree-model.ts'
import { UNSEEN_LEVEL } from './walk-trees.ts'

/**
 * All trees of a model in a few arrays, for walking through them one case at a time. Inner nodes of all trees stand one behind the other;
 * a child ≥ 0 is such a place, a child c < 0 the value −c − 1.
 */
export interface FlatTrees {
  /** Per tree: its root, as a child. */
  readonly roots: Int32Array
  readonly features: Int32Array
  /** Of numbers; of levels the place of their set in `bits`. */
  readonly thresholds: Float64Array
  /** Per inner node the left child, then the right one. */
  readonly children: Int32Array
  /** Per inner node: whether it is on levels (4), missing goes left (1), unseen goes left (2). */
  readonly flags: Uint8Array
  /** Sets of levels: number of words, then a bit per level. */
  readonly bits: Int32Array
  /** Of all leaves; rounded to 32 bits where the model adds so. */
  readonly values: Float64Array
}

const MISSING_LEFT = 1
const UNSEEN_LEFT = 2
const ON_LEVELS = 4

/** Lays out the trees of a sound model. @param model - checked by `requireTrees` */
export function flatTrees({ characteristics, trees, arithmetic }: TreeModel): FlatTrees {
  const nNodes = trees.reduce((sum, { features }) => sum + features.length, 0)
  const flat = {
    roots: new Int32Array(trees.length),
    features: new Int32Array(nNodes),
    thresholds: new Float64Array(nNodes),
    children: new Int32Array(2 * nNodes),
    flags: new Uint8Array(nNodes),
    values: new Float64Array(nNodes + trees.length),
  }
  const words: number[] = []
  let node = 0
  let leaf = 0
  trees.forEach((tree, index) => {
    const firstNode = node
    const firstLeaf = leaf
    const place = (child: number): number => (child >= 0 ? firstNode + child : child - firstLeaf)
    flat.roots[index] = place(tree.features.length === 0 ? -1 : 0)
    for (let i = 0; i < tree.features.length; i++, node++) {
      const feature = tree.features[i]!
      const { levels } = characteristics[feature]!
      const missingLeft = tree.missingLeft[i] === 1
      const unseenLeft = (tree.unseenLeft ?? tree.missingLeft)[i] === 1
      flat.features[node] = feature
      flat.children[2 * node] = place(tree.left[i]!)
      flat.children[2 * node + 1] = place(tree.right[i]!)
      flat.flags[node] = (missingLeft ? MISSING_LEFT : 0) + (unseenLeft ? UNSEEN_LEFT : 0)
      flat.thresholds[node] = tree.thresholds[i]!
      if (levels === null) continue
      flat.flags[node]! += ON_LEVELS
      flat.thresholds[node] = words.length
      addSet(words, tree.sets[tree.thresholds[i]!]!)
    }
    for (const value of tree.values) flat.values[leaf++] = arithmetic === 'single' ? Math.fround(value) : value
  })
  return { ...flat, bits: Int32Array.from(words) }
}

/**
 * The leaf a case falls into, by its place among the leaves of all trees.
 *
 * @param flat - trees
 * @param tree - number of the tree
 * @param seen - what the nodes see of the values, as `treeValue` says
 */
export function leafOfFlatTree(flat: FlatTrees, tree: number, seen: Float64Array): number {
  const { features, thresholds, children, flags, bits } = flat
  let at = flat.roots[tree]!
  while (at >= 0) {
    const value = seen[features[at]!]!
    const threshold = thresholds[at]!
    const flag = flags[at]!
    let isLeft: boolean
    if (flag < ON_LEVELS) isLeft = value <= threshold || (Number.isNaN(value) && flag % 2 === MISSING_LEFT)
    else if (value >= 0) isLeft = hasPlace(bits, threshold, value)
    else isLeft = (flag & (value === UNSEEN_LEVEL ? UNSEEN_LEFT : MISSING_LEFT)) !== 0
    at = children[isLeft ? 2 * at : 2 * at + 1]!
  }
  return -at - 1
}

/** Number of words, then the words: long enough for the last place of the set. */
function addSet(words: number[], set: readonly number[]): void {
  const nWords = set.length === 0 ? 0 : (set.at(-1)! >>> 5) + 1
  words.push(nWords)
  const first = words.length
  for (let i = 0; i < nWords; i++) words.push(0)
  for (const place of set) words[first + (place >>> 5)]! |= 1 << (place & 31)
}

function hasPlace(bits: Int32Array, first: number, place: number): boolean {
  const word = place >>> 5
  return word < bits[first]! && ((bits[first + 1 + word]! >>> (place & 31)) & 1) === 1
}
