import { type ComparableCells, equalRows, hashRows } from './comparable-cells.ts'

/** The distinct rows of one version, to be found by the rows of another. Collisions of hashes are resolved by comparing cells. */
export interface RowIndex {
  /** Rows of the version that equal an earlier one. */
  readonly nRepeated: number
  /** For each row, the first row equal to it. */
  readonly firstEqual: Int32Array
  /** For each row of the other version, the first row here equal to it; −1 if there is none. */
  find(columns: readonly ComparableCells[], nRows: number): Int32Array
}

/**
 * Indexes the rows of one version by some of its columns.
 *
 * @param columns - comparable cells, at least one column
 * @param nRows - rows of the version
 */
export function indexRows(columns: readonly ComparableCells[], nRows: number): RowIndex {
  const hashes = hashRows(columns, nRows)
  const nSlots = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * nRows)))
  const slots = new Int32Array(nSlots).fill(-1)
  const firstEqual = new Int32Array(nRows)
  let nRepeated = 0
  for (let row = 0; row < nRows; row++) {
    const slot = findSlot(row, hashes[row]!, columns)
    const found = slots[slot]!
    if (found < 0) slots[slot] = row
    else nRepeated++
    firstEqual[row] = found < 0 ? row : found
  }
  return { nRepeated, firstEqual, find }

  /** The slot of the row's equal, or the empty one where it would go. */
  function findSlot(row: number, hash: number, of: readonly ComparableCells[]): number {
    let slot = hash & (nSlots - 1)
    for (;;) {
      const held = slots[slot]!
      if (held < 0 || (hashes[held] === hash && equalRows(columns, held, of, row))) return slot
      slot = (slot + 1) & (nSlots - 1)
    }
  }

  function find(others: readonly ComparableCells[], nOthers: number): Int32Array {
    const otherHashes = hashRows(others, nOthers)
    const found = new Int32Array(nOthers)
    for (let row = 0; row < nOthers; row++) found[row] = slots[findSlot(row, otherHashes[row]!, others)]!
    return found
  }
}
