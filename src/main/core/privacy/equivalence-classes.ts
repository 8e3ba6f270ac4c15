import { type Column, type Frame, getColumn } from '../frame/frame.ts'

/** Rows grouped by equal values; classes are numbered by first occurrence. */
export interface EquivalenceClasses {
  /** Class of each row, shape (nRows,). */
  readonly classOf: Int32Array
  /** Rows per class, shape (nClasses,), each ≥ 1. */
  readonly sizes: Int32Array
}

/**
 * Groups rows that agree in every one of some columns. Missing is a value of its own, −0 equals 0. Exact: pairs of whole
 * numbers go through a hash table that compares them in full; time and memory grow with the number of rows only.
 *
 * @param frame - shape (nRows,)
 * @param names - columns to compare; with none all rows are one class
 * @throws StatisticError `invalidInput` if the frame has no such column
 */
export function equivalenceClasses(frame: Frame, names: readonly string[]): EquivalenceClasses {
  const columns = names.map((name) => getColumn(frame, name))
  const classes = columns.reduce<Int32Array>(
    (classOf, column) => numberPairs(classOf, columnCodes(column)),
    new Int32Array(frame.nRows),
  )
  const sizes = new Int32Array(classes.reduce((largest, index) => Math.max(largest, index), -1) + 1)
  for (const index of classes) sizes[index]!++
  return { classOf: classes, sizes }
}

/** Whole numbers that are equal where, and only where, the cells are. */
function columnCodes(column: Column): Int32Array {
  if (column.kind === 'text') return column.codes
  const n = column.values.length
  const bits = new BigInt64Array(1)
  const float = new Float64Array(bits.buffer)
  const halves = new Int32Array(bits.buffer)
  const low = new Int32Array(n)
  const high = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const value = column.values[i]!
    float[0] = Number.isNaN(value) ? Number.NaN : value + 0
    low[i] = halves[0]!
    high[i] = halves[1]!
  }
  return numberPairs(low, high)
}

/** Numbers pairs (a, b) from 0 by first occurrence, in an open hash table twice the size of the rows at least. */
function numberPairs(a: Int32Array, b: Int32Array): Int32Array {
  const n = a.length
  const nSlots = 2 ** Math.ceil(Math.log2(Math.max(2 * n, 4)))
  const firstRow = new Int32Array(nSlots).fill(-1)
  const numbers = new Int32Array(n)
  let nPairs = 0
  for (let i = 0; i < n; i++) {
    let slot = mix(a[i]!, b[i]!) & (nSlots - 1)
    let row = firstRow[slot]!
    while (row >= 0 && (a[row] !== a[i] || b[row] !== b[i])) {
      slot = (slot + 1) & (nSlots - 1)
      row = firstRow[slot]!
    }
    if (row < 0) {
      firstRow[slot] = i
      numbers[i] = nPairs++
    } else {
      numbers[i] = numbers[row]!
    }
  }
  return numbers
}

/** Spreads two 32-bit numbers over one (finaliser of MurmurHash3). */
function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
