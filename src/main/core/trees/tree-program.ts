import { orderLeaves } from './order-leaves.ts'
import { type SearchTree, searchTrees } from './search-tree.ts'
import type { Tree, TreeCharacteristic, TreeModel } from './tree-model.ts'

/** Codes of levels fit a byte, with two more for missing and unseen. */
const MOST_LEVELS = 254
/** Places of leaves fit a byte. */
const MOST_LEAVES = 256
/** Tables of sets of levels beyond which trees are walked through: a model from outside must not take all memory. */
const MOST_TABLE_BYTES = 1 << 26
/** Numbers of variants fit two bytes. */
const MOST_VARIANTS = 65_536
/** Leaves of a plane: the bits of a byte. */
const PLANE = 8
/** Codes in one part of a table: what one instruction can look up. */
const PART = 16

/** Codes of a search tree with 1 added (0: missing values go to the lowest code, 255 to 0) or not, and bits flipped. */
export interface CodeVariant {
  /** Place in `searches`. */
  readonly search: number
  readonly add: 0 | 1
  /** 0x80: order of signed bytes. 0x7f: the reverse of it. */
  readonly flip: 0x80 | 0x7f
}

/** A node on levels within one plane. */
export interface LevelNode {
  /** Place in `levelColumns`. */
  readonly column: number
  /** Per code the leaves ruled out; length a multiple of 16. */
  readonly table: Uint8Array
}

/** Eight places of leaves of a tree, and the nodes that rule out some of them. */
export interface Plane {
  /** Nodes on numbers: three bytes of variant and signed threshold, and the leaves ruled out where the code is greater. */
  readonly nodes: { readonly variant: number; readonly threshold: number; readonly clear: number }[]
  readonly levelNodes: LevelNode[]
}

/** A tree for the kernel. */
export interface ProgramTree {
  readonly planes: readonly Plane[]
  /** Values of the leaves by their place. */
  readonly values: Float64Array
}

/**
 * A tree model as the scoring kernel takes it: comparisons of one-byte codes. Each number is replaced by its rank among the thresholds
 * its characteristic has in the model, which decides every comparison as the number itself does.
 */
export interface TreeProgram {
  readonly searches: readonly SearchTree[]
  readonly variants: readonly CodeVariant[]
  /** Characteristics with levels that come as codes: the place of the level, then one code for missing and one for unseen. */
  readonly levelColumns: readonly number[]
  /** One per tree of the model; null: too many leaves, levels or codes, to be walked through. */
  readonly trees: readonly (ProgramTree | null)[]
}

/**
 * Prepares a model for the scoring kernel.
 *
 * @param model - a sound model (`requireTrees`)
 * @see Lucchese et al. (2015), QuickScorer, SIGIR; Ye et al. (2018), RapidScorer, KDD, for the codes of one byte
 */
export function compileTreeProgram(model: TreeModel): TreeProgram {
  const { characteristics, trees } = model
  const thresholds = thresholdsOf(trees, characteristics.length)
  const searchesOf = characteristics.map(({ levels }, j) => (levels === null ? searchTrees(j, thresholds[j]!) : []))
  const program = new ProgramBuilder(characteristics, searchesOf)
  const round = model.arithmetic === 'single' ? Math.fround : (value: number) => value
  const built = trees.map((tree) => program.add(tree, round))
  return {
    searches: searchesOf.flat(),
    variants: program.variants,
    levelColumns: program.levelColumns,
    trees: built,
  }
}

/** Thresholds of every characteristic, in the order of the trees. */
function thresholdsOf(trees: readonly Tree[], nCharacteristics: number): number[][] {
  const found = Array.from({ length: nCharacteristics }, (): number[] => [])
  for (const { features, thresholds } of trees)
    for (let i = 0; i < features.length; i++) found[features[i]!]!.push(thresholds[i]!)
  return found
}

class ProgramBuilder {
  readonly variants: CodeVariant[] = []
  readonly levelColumns: number[] = []
  readonly #characteristics: readonly TreeCharacteristic[]
  /** Per characteristic: its thresholds in all, and the place of its first search tree. */
  readonly #ranks: readonly ReadonlyMap<number, { search: number; rank: number }>[]
  readonly #variantOf = new Map<number, number>()
  #tableBytes = 0

  constructor(characteristics: readonly TreeCharacteristic[], searchesOf: readonly (readonly SearchTree[])[]) {
    this.#characteristics = characteristics
    let search = 0
    this.#ranks = searchesOf.map((searches) => {
      const ranks = new Map<number, { search: number; rank: number }>()
      for (const { thresholds } of searches) {
        for (const [rank, threshold] of thresholds.entries()) ranks.set(threshold, { search, rank })
        search++
      }
      return ranks
    })
  }

  add(tree: Tree, round: (value: number) => number): ProgramTree | null {
    if (tree.values.length > MOST_LEAVES || !this.#hasRoom(tree)) return null
    const order = orderLeaves(tree)
    const planes: Plane[] = Array.from({ length: Math.ceil(tree.values.length / PLANE) }, () => ({
      nodes: [],
      levelNodes: [],
    }))
    for (let node = 0; node < tree.features.length; node++) {
      const isLeftFirst = order.isLeftFirst[node] === 1
      const from = order.starts[node]!
      const to = from + order.lengths[node]!
      const isOnLevels = this.#characteristics[tree.features[node]!]!.levels !== null
      const comparison = isOnLevels ? null : this.#comparison(tree, node, isLeftFirst)
      for (let p = Math.floor(from / PLANE); p * PLANE < to; p++) {
        const clear = bitsOfRun(from - p * PLANE, to - p * PLANE)
        if (comparison !== null) planes[p]!.nodes.push({ ...comparison, clear })
        else planes[p]!.levelNodes.push(this.#levelNode(tree, node, isLeftFirst, clear))
      }
    }
    return { planes, values: Float64Array.from(order.leaves, (leaf) => round(tree.values[leaf]!)) }
  }

  #hasRoom({ features }: Tree): boolean {
    if (this.variants.length + features.length > MOST_VARIANTS || this.#tableBytes > MOST_TABLE_BYTES) return false
    return features.every((feature) => (this.#characteristics[feature]!.levels ?? []).length <= MOST_LEVELS)
  }

  /** Where a code is greater than a threshold, the case goes to the side that stands last; missing values where they should. */
  #comparison(tree: Tree, node: number, isLeftFirst: boolean): { variant: number; threshold: number } {
    const { search, rank } = this.#ranks[tree.features[node]!]!.get(tree.thresholds[node]!)!
    const add = tree.missingLeft[node] === 1 ? 1 : 0
    const flip = isLeftFirst ? 0x80 : 0x7f
    // Left is code ≤ rank. Reversed, code ≤ rank is 255 − code > 254 − rank.
    const unsigned = isLeftFirst ? rank + add : 254 - rank - add
    return { variant: this.#variant(search, add, flip), threshold: unsigned ^ 0x80 }
  }

  #variant(search: number, add: 0 | 1, flip: 0x80 | 0x7f): number {
    const key = search * 4 + add * 2 + (flip === 0x80 ? 0 : 1)
    const known = this.#variantOf.get(key)
    if (known !== undefined) return known
    this.#variantOf.set(key, this.variants.length)
    return this.variants.push({ search, add, flip }) - 1
  }

  #levelNode(tree: Tree, node: number, isLeftFirst: boolean, clear: number): LevelNode {
    const feature = tree.features[node]!
    const nLevels = this.#characteristics[feature]!.levels!.length
    let column = this.levelColumns.indexOf(feature)
    if (column < 0) column = this.levelColumns.push(feature) - 1
    const isLeft = new Uint8Array(nLevels + 2)
    for (const place of tree.sets[tree.thresholds[node]!]!) isLeft[place] = 1
    isLeft[nLevels] = tree.missingLeft[node]!
    isLeft[nLevels + 1] = (tree.unseenLeft ?? tree.missingLeft)[node]!
    const table = new Uint8Array(Math.ceil(isLeft.length / PART) * PART)
    this.#tableBytes += table.length
    const ruledOut = isLeftFirst ? 0 : 1
    for (let code = 0; code < isLeft.length; code++) if (isLeft[code] === ruledOut) table[code] = clear
    return { column, table }
  }
}

/** A byte with the bits of a run of places set; the run may begin before and end behind it. */
function bitsOfRun(from: number, to: number): number {
  return ((1 << Math.min(to, PLANE)) - 1) & ~((1 << Math.max(from, 0)) - 1)
}
