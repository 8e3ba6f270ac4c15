import { instantiateKernel } from './instantiate-kernel.ts'
import { TREE_SHAP } from './tree-shap.wasm.ts'
import { addTreeShap, type ShapProgram } from './tree-shap-sums.ts'

/** Rows worked on at a time, a multiple of 8: their decisions and contributions stay in the nearer caches. */
const STEP_ROWS = 256

/** Rows to be explained by a program, with room for their codes and contributions. */
export interface ShapStep {
  /** Rows it takes. */
  readonly capacity: number
  /** Codes, column by column, `capacity` from one to the next. */
  readonly codes: Uint16Array
  /** Contributions, row-major, shape (capacity, nColumns): added to. */
  readonly phi: Float64Array
  /** Adds the contributions of the first rows; those of rows after them are spoilt. */
  readonly add: (nRows: number) => void
}

/**
 * Room for explaining by a program: with the WebAssembly kernel, or in plain TypeScript where WebAssembly or memory is not to be had.
 * Both give the same results, bit by bit.
 *
 * @param program - trees as tables
 * @param nCodes - columns of codes
 * @param nColumns - contributions per row
 */
export function shapStep(program: ShapProgram, nCodes: number, nColumns: number): ShapStep {
  return kernelStep(program, nCodes, nColumns) ?? plainStep(program, nCodes, nColumns)
}

/**
 * The same in plain TypeScript.
 *
 * @param program - trees as tables
 * @param nCodes - columns of codes
 * @param nColumns - contributions per row
 */
export function plainStep(program: ShapProgram, nCodes: number, nColumns: number): ShapStep {
  const codes = new Uint16Array(nCodes * STEP_ROWS)
  const phi = new Float64Array(STEP_ROWS * nColumns)
  const add = (nRows: number) => addTreeShap(program, codes, STEP_ROWS, nRows, nColumns, phi)
  return { capacity: STEP_ROWS, codes, phi, add }
}

/**
 * The same by the WebAssembly kernel, in a memory of its own that holds the program.
 *
 * @param program - trees as tables
 * @param nCodes - columns of codes
 * @param nColumns - contributions per row
 * @returns null where WebAssembly or memory is not to be had
 */
export function kernelStep(program: ShapProgram, nCodes: number, nColumns: number): ShapStep | null {
  let bytes = 64
  const room = (length: number): number => {
    const at = bytes
    bytes += Math.ceil(length / 16) * 16
    return at
  }
  const { trees, nodes, blocks, bits, conditions, features, table } = program
  const lists = [trees, nodes, blocks, bits, conditions, features, table]
  const places = lists.map((list) => room(list.byteLength))
  const codesAt = room(nCodes * STEP_ROWS * 2)
  const decisionsAt = room(program.mostNodes * STEP_ROWS * 2)
  const patternsAt = room(STEP_ROWS * 2)
  const phiAt = room(STEP_ROWS * nColumns * 8)
  const kernel = instantiateKernel(TREE_SHAP, bytes)
  if (kernel === null) return null
  const { buffer, exports } = kernel
  lists.forEach((list, i) => {
    new Uint8Array(buffer).set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), places[i]!)
  })
  const add = exports.addTreeShap!
  return {
    capacity: STEP_ROWS,
    codes: new Uint16Array(buffer, codesAt, nCodes * STEP_ROWS),
    phi: new Float64Array(buffer, phiAt, STEP_ROWS * nColumns),
    add(nRows) {
      const nLanes = Math.ceil(nRows / 8) * 8
      add(nLanes, STEP_ROWS, nColumns, trees.length / 2, ...places, codesAt, decisionsAt, patternsAt, phiAt)
    },
  }
}
