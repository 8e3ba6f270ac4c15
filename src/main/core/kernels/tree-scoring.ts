import type { TreeProgram } from '../trees/tree-program.ts'
import { instantiateKernel } from './instantiate-kernel.ts'
import { TREE_SCORING } from './tree-scoring.wasm.ts'

/** Rows the kernel scores at a time. */
export const TILE_ROWS = 128
/** Rows taken in at a time. */
export const BLOCK_ROWS = 1024
/** A larger program (hundreds of thousands of trees, or many sets of levels) stays out of WebAssembly. */
const MOST_BYTES = 2 ** 28
const HEADER = 64
const ALIGN = 16

/** A tree program in the memory of a kernel of its own, with room for a block of rows: filled by the caller, then evaluated. */
export interface TreeScoringKernel {
  /** Per search of the program: numbers of the block, missing = NaN. Searches of one characteristic share them. */
  readonly numbers: readonly Float64Array[]
  /** Per level column of the program: codes of the block. */
  readonly codes: readonly Uint8Array[]
  /** Σ per row of the block. */
  readonly sums: Float64Array
  /** Prepares the tile that begins at a row. */
  encode(row: number): void
  /** Adds the values of trees `from` to `to` (not included), none of them null in the program, to the sums of the tile. */
  add(from: number, to: number, row: number): void
}

/**
 * Instantiates the kernel for a program.
 *
 * @param program - trees of a model
 * @param isSingle - sums are rounded to 32-bit numbers at every step
 * @returns null where the program is too large, or WebAssembly or memory is not to be had; walking through the trees gives the same sums,
 *   bit by bit
 */
export function treeScoringKernel(program: TreeProgram, isSingle: boolean): TreeScoringKernel | null {
  const layout = layOut(program)
  if (layout.bytes > MOST_BYTES) return null
  const kernel = instantiateKernel(TREE_SCORING, layout.bytes)
  if (kernel === null) return null
  const { buffer, exports } = kernel
  writeProgram(new DataView(buffer), program, layout, isSingle)
  const { encodeTile, addTrees } = exports
  return {
    numbers: program.searches.map(
      ({ characteristic }) => new Float64Array(buffer, layout.numbers.get(characteristic)!, BLOCK_ROWS),
    ),
    codes: program.levelColumns.map((_, k) => new Uint8Array(buffer, layout.levelCodes + k * BLOCK_ROWS, BLOCK_ROWS)),
    sums: new Float64Array(buffer, layout.sums, BLOCK_ROWS),
    encode: (row) => void encodeTile!(HEADER, row),
    add: (from, to, row) => void addTrees!(HEADER, from, to, row),
  }
}

/** Addresses of the parts. */
interface Layout {
  /** Numbers of a block, by characteristic. */
  readonly numbers: ReadonlyMap<number, number>
  readonly heaps: readonly number[]
  /** Codes of a tile per search. */
  readonly searchCodes: number
  readonly searches: number
  readonly variants: number
  readonly variantCodes: number
  readonly levelCodes: number
  readonly leaves: number
  readonly sums: number
  readonly trees: number
  /** Values, planes, nodes and tables of the trees, one tree behind the other. */
  readonly parts: number
  readonly bytes: number
}

function layOut(program: TreeProgram): Layout {
  let bytes = 128
  const take = (size: number): number => {
    const at = bytes
    bytes += Math.ceil(size / ALIGN) * ALIGN
    return at
  }
  const numbers = new Map<number, number>()
  for (const { characteristic } of program.searches)
    if (!numbers.has(characteristic)) numbers.set(characteristic, take(8 * BLOCK_ROWS))
  return {
    numbers,
    heaps: program.searches.map(({ heap }) => take(heap.byteLength)),
    searchCodes: take(TILE_ROWS * program.searches.length),
    searches: take(16 * program.searches.length),
    variants: take(16 * program.variants.length),
    variantCodes: take(TILE_ROWS * program.variants.length),
    levelCodes: take(BLOCK_ROWS * program.levelColumns.length),
    leaves: take(4 * TILE_ROWS),
    sums: take(8 * BLOCK_ROWS),
    trees: take(12 * program.trees.length),
    parts: take(bytesOfTrees(program)),
    bytes,
  }
}

function bytesOfTrees({ trees }: TreeProgram): number {
  let bytes = 0
  for (const tree of trees) {
    if (tree === null) continue
    bytes += tree.values.byteLength + 16 * tree.planes.length
    for (const { nodes, levelNodes } of tree.planes) {
      bytes += 4 * nodes.length
      for (const { table } of levelNodes) bytes += 12 + table.length
    }
    // Parts begin at multiples of 4.
    bytes += 16
  }
  return bytes
}

function writeProgram(view: DataView, program: TreeProgram, layout: Layout, isSingle: boolean): void {
  const { searches, variants } = program
  const words = (at: number, ...values: readonly number[]): void => {
    for (let k = 0; k < values.length; k++) view.setUint32(at + 4 * k, values[k]!, true)
  }
  words(HEADER, searches.length, layout.searches, variants.length, layout.variants, layout.trees)
  words(HEADER + 20, layout.variantCodes, layout.levelCodes, layout.leaves, layout.sums, isSingle ? 1 : 0)
  searches.forEach(({ characteristic, heap, height }, i) => {
    const at = layout.heaps[i]!
    new Float64Array(view.buffer, at, heap.length).set(heap)
    const codes = layout.searchCodes + TILE_ROWS * i
    words(layout.searches + 16 * i, layout.numbers.get(characteristic)!, at, height, codes)
  })
  variants.forEach(({ search, add, flip }, i) => {
    words(layout.variants + 16 * i, layout.searchCodes + TILE_ROWS * search, add, flip)
  })
  let at = layout.parts
  program.trees.forEach((tree, t) => {
    if (tree === null) return
    new Float64Array(view.buffer, at, tree.values.length).set(tree.values)
    const planes = at + tree.values.byteLength
    words(layout.trees + 12 * t, planes, tree.planes.length, at)
    at = planes + 16 * tree.planes.length
    tree.planes.forEach(({ nodes, levelNodes }, p) => {
      const sets = at + 4 * nodes.length
      const tables = sets + 12 * levelNodes.length
      words(planes + 16 * p, at, sets, sets, tables)
      for (const { variant, threshold, clear } of nodes) {
        view.setUint16(at, variant, true)
        view.setUint8(at + 2, threshold)
        view.setUint8(at + 3, clear)
        at += 4
      }
      at = tables
      levelNodes.forEach(({ column, table }, k) => {
        words(sets + 12 * k, column * BLOCK_ROWS, at, table.length / 16)
        new Uint8Array(view.buffer, at, table.length).set(table)
        at += table.length
      })
    })
    at = Math.ceil(at / 8) * 8
  })
}
