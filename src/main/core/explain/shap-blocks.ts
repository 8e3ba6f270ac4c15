import type { Tree } from '../trees/tree-model.ts'
import { type LeafPath, leafPaths, type PathPart } from './leaf-paths.ts'

/** A leaf of a block: what decides each part of its path, among the bits of the block. */
export interface BlockLeaf {
  readonly value: number
  readonly parts: readonly {
    /** Place in the features of the block. */
    readonly place: number
    readonly share: number
    /** Bits that decide the part, and how these stand where it is met. */
    readonly mask: number
    readonly wanted: number
  }[]
}

/**
 * Leaves below one node. A pattern of bits says all a case has to do with them: one bit per characteristic met above the node, set where
 * the case agrees with every choice that leads there, and one bit per inner node below it, set where the case goes left.
 */
export interface ShapBlock {
  /** Per bit: inner nodes of the tree and the way each has to go for the bit to be set. */
  readonly bits: readonly PathPart['nodes'][]
  /** Characteristics that get a contribution. */
  readonly features: readonly number[]
  readonly leaves: readonly BlockLeaf[]
}

/** Bits of a block of several leaves at most: 2⁹ patterns are soon tabulated and stay near the processor. */
const MOST_BITS = 9
/** Bits of a leaf by itself at most. */
const MOST_LEAF_BITS = 12

/**
 * Divides the leaves of a tree into blocks whose patterns can be tabulated: subtrees as large as the bits allow.
 *
 * @param tree - tree with covers and at least one inner node
 * @returns the blocks, and the paths of leaves that too many characteristics decide
 */
export function shapBlocks(tree: Tree): { blocks: ShapBlock[]; longPaths: LeafPath[] } {
  const paths = leafPaths(tree)
  const blocks: ShapBlock[] = []
  const longPaths: LeafPath[] = []
  // Leaves from left to right: a subtree is a run of them, and depth counts the nodes above it.
  const steps = paths.map(stepsOf)
  const divide = (from: number, to: number, depth: number): void => {
    const nAbove = new Set(steps[from]!.slice(0, depth).map(({ feature }) => feature)).size
    if (to - from === 1) {
      if (nAbove > MOST_LEAF_BITS) longPaths.push(paths[from]!)
      else blocks.push(blockOf(paths.slice(from, to), steps.slice(from, to), depth))
      return
    }
    if (nAbove + (to - from - 1) <= MOST_BITS) {
      blocks.push(blockOf(paths.slice(from, to), steps.slice(from, to), depth))
      return
    }
    let middle = from
    while (steps[middle]![depth]!.isLeft) middle++
    divide(from, middle, depth + 1)
    divide(middle, to, depth + 1)
  }
  divide(0, paths.length, 0)
  return { blocks, longPaths }
}

interface Step {
  readonly node: number
  readonly isLeft: boolean
  readonly feature: number
}

/** The nodes on the way to a leaf, root first. */
function stepsOf({ parts, order }: LeafPath): Step[] {
  const byNode = new Map(
    parts.flatMap(({ feature, nodes }) => nodes.map((step) => [step.node, { ...step, feature }] as const)),
  )
  return order.map((node) => byNode.get(node)!)
}

function blockOf(paths: readonly LeafPath[], steps: readonly (readonly Step[])[], depth: number): ShapBlock {
  const bits: PathPart['nodes'][] = []
  const features: number[] = []
  const bitsOfFeature = new Map<number, number>()
  for (const { feature, node, isLeft } of steps[0]!.slice(0, depth)) {
    const bit = bitsOfFeature.get(feature)
    if (bit !== undefined) bits[bit] = [...bits[bit]!, { node, isLeft }]
    else {
      bitsOfFeature.set(feature, bits.length)
      bits.push([{ node, isLeft }])
      features.push(feature)
    }
  }
  const bitOfNode = new Map<number, number>()
  for (const { node, feature } of steps.flatMap((one) => one.slice(depth))) {
    if (bitOfNode.has(node)) continue
    bitOfNode.set(node, bits.length)
    bits.push([{ node, isLeft: true }])
    if (!features.includes(feature)) features.push(feature)
  }
  const leaves = paths.map(({ value, parts }): BlockLeaf => {
    const described = parts.map(({ feature, share, nodes }) => {
      const above = bitsOfFeature.get(feature)
      let mask = above === undefined ? 0 : 1 << above
      let wanted = mask
      for (const { node, isLeft } of nodes) {
        const bit = bitOfNode.get(node)
        if (bit === undefined) continue
        mask |= 1 << bit
        if (isLeft) wanted |= 1 << bit
      }
      return { place: features.indexOf(feature), share, mask, wanted }
    })
    return { value, parts: described }
  })
  return { bits, features, leaves }
}
