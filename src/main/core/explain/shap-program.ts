import type { ShapProgram } from '../kernels/tree-shap-sums.ts'
import type { QuadratureRule } from './gauss-legendre.ts'
import { leafTable } from './leaf-table.ts'
import type { BlockLeaf, ShapBlock } from './shap-blocks.ts'

/** A tree ready to be tabulated. */
export interface PlannedTree {
  /** Per inner node: column of codes and limit. */
  readonly nodes: Int32Array
  readonly blocks: readonly ShapBlock[]
}

/** Numbers in the table of a block. @param block - of a tree */
export function tableSize({ bits, features }: ShapBlock): number {
  return features.length << bits.length
}

/**
 * Tabulates the contributions of some trees by pattern.
 *
 * @param trees - planned trees
 * @param ruleOf - Gauss–Legendre rule by its number of nodes
 */
export function shapProgram(trees: readonly PlannedTree[], ruleOf: (nNodes: number) => QuadratureRule): ShapProgram {
  const blocks = trees.flatMap((tree) => tree.blocks)
  const lists = { trees: [] as number[], blocks: [] as number[], bits: [] as number[] }
  const conditions: number[] = []
  const features: number[] = []
  const table = new Float64Array(blocks.reduce((sum, block) => sum + tableSize(block), 0))
  let nNodes = 0
  let nBlocks = 0
  let at = 0
  for (const { nodes, blocks: own } of trees) {
    nNodes += nodes.length / 2
    nBlocks += own.length
    lists.trees.push(nNodes, nBlocks)
    for (const block of own) {
      for (const bit of block.bits) {
        for (const { node, isLeft } of bit) conditions.push(node * 2 + (isLeft ? 1 : 0))
        lists.bits.push(conditions.length)
      }
      features.push(...block.features)
      lists.blocks.push(lists.bits.length, features.length, at)
      const size = tableSize(block)
      fillTable(block, table.subarray(at, at + size), ruleOf)
      at += size
    }
  }
  return {
    trees: Int32Array.from(lists.trees),
    nodes: Int32Array.from(trees.flatMap(({ nodes }) => [...nodes])),
    blocks: Int32Array.from(lists.blocks),
    bits: Int32Array.from(lists.bits),
    conditions: Int32Array.from(conditions),
    features: Int32Array.from(features),
    table,
    mostNodes: trees.reduce((most, { nodes }) => Math.max(most, nodes.length / 2), 0),
  }
}

function fillTable(block: ShapBlock, table: Float64Array, ruleOf: (nNodes: number) => QuadratureRule): void {
  const width = block.features.length
  for (const { value, parts } of block.leaves) {
    const nParts = parts.length
    const shares = parts.map(({ share }) => share)
    const ofLeaf = leafTable(shares, value, ruleOf)
    if (block.leaves.length === 1) {
      // Bits, parts and features of a leaf by itself are the same, in the same order.
      table.set(ofLeaf)
      return
    }
    const keys = keysOf(block.bits.length, parts)
    const places = Int32Array.from(parts, ({ place }) => place)
    for (let pattern = 0; pattern < keys.length; pattern++) {
      const from = keys[pattern]! * nParts
      for (let j = 0; j < nParts; j++) table[pattern * width + places[j]!]! += ofLeaf[from + j]!
    }
  }
}

/** For every pattern of the bits the parts of a leaf that are met, as bits: built up bit by bit. */
function keysOf(nBits: number, parts: BlockLeaf['parts']): Uint16Array {
  const keys = new Uint16Array(1 << nBits)
  keys[0] = (1 << parts.length) - 1
  for (let bit = 0; bit < nBits; bit++) {
    const half = 1 << bit
    let unmetIfSet = 0
    let unmetIfClear = 0
    parts.forEach(({ mask, wanted }, j) => {
      if ((mask & half) === 0) return
      if ((wanted & half) === 0) unmetIfSet |= 1 << j
      else unmetIfClear |= 1 << j
    })
    for (let pattern = 0; pattern < half; pattern++) {
      keys[pattern | half] = keys[pattern]! & ~unmetIfSet
      keys[pattern]! &= ~unmetIfClear
    }
  }
  return keys
}
