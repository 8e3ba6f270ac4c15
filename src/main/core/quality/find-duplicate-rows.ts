import { type Column, columnLength } from '../frame/frame.ts'

/** Rows that repeat an earlier one. */
export interface DuplicateRows {
  readonly nDuplicates: number
  /** Row by row: 1 where an earlier row holds the same values, shape (nRows,). */
  readonly isDuplicate: Uint8Array
}

const EMPTY = -1

/**
 * Finds the rows that repeat an earlier row in every given column, exactly.
 *
 * Rows are hashed, and rows of equal hash are compared value by value: O(n) in memory of 13 bytes a row, no false positive.
 * Texts are equal if their characters are, whatever their codes; missing equals missing; −0 equals 0.
 *
 * @param columns - columns of equal length; none: no row repeats
 * @returns which rows repeat an earlier one; the first of a group does not count
 * @see Knuth (1998), The Art of Computer Programming 3, section 6.4, open addressing
 */
export function findDuplicateRows(columns: readonly Column[]): DuplicateRows {
  const nRows = columns[0] === undefined ? 0 : columnLength(columns[0])
  const isDuplicate = new Uint8Array(nRows)
  const cells = columns.map(comparableCells)
  const hashes = new Uint32Array(nRows)
  for (const cell of cells) mixHashes(hashes, cell)
  let size = 16
  while (size < nRows * 2) size *= 2
  const firstRows = new Int32Array(size).fill(EMPTY)
  let nDuplicates = 0
  for (let row = 0; row < nRows; row++) {
    let slot = finish(hashes[row]!) & (size - 1)
    for (; firstRows[slot] !== EMPTY; slot = (slot + 1) & (size - 1)) {
      const first = firstRows[slot]!
      if (hashes[first] === hashes[row] && isEqualRow(cells, first, row)) break
    }
    if (firstRows[slot] === EMPTY) firstRows[slot] = row
    else {
      isDuplicate[row] = 1
      nDuplicates++
    }
  }
  return { nDuplicates, isDuplicate }
}

/** Number of distinct values that are not missing, by the same equality. @param column - any column */
export function countDistinctValues(column: Column): number {
  if (column.kind === 'text') {
    const seen = new Set<number>()
    const codes = canonicalCodes(column.levels)
    for (const code of column.codes) if (code >= 0) seen.add(codes[code]!)
    return seen.size
  }
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort()
  let nDistinct = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) nDistinct++
  return nDistinct
}

type Cells =
  | { readonly kind: 'numeric'; readonly values: Float64Array }
  | { readonly kind: 'text'; readonly codes: Int32Array; readonly canonical: Int32Array }

function comparableCells(column: Column): Cells {
  return column.kind === 'numeric'
    ? column
    : { kind: 'text', codes: column.codes, canonical: canonicalCodes(column.levels) }
}

/** The first code of each text, so that a list of levels with a text twice does not tell equal texts apart. */
function canonicalCodes(levels: readonly string[]): Int32Array {
  const first = new Map<string, number>()
  return Int32Array.from(levels, (level, code) => {
    const known = first.get(level)
    if (known === undefined) first.set(level, code)
    return known ?? code
  })
}

function mixHashes(hashes: Uint32Array, cells: Cells): void {
  if (cells.kind === 'text') {
    for (let row = 0; row < hashes.length; row++) {
      const code = cells.codes[row]!
      hashes[row] = mix(hashes[row]!, code < 0 ? 0x9e3779b9 : cells.canonical[code]!)
    }
    return
  }
  const value = new Float64Array(1)
  const words = new Uint32Array(value.buffer)
  for (let row = 0; row < hashes.length; row++) {
    const cell = cells.values[row]!
    if (Number.isNaN(cell)) {
      hashes[row] = mix(hashes[row]!, 0x9e3779b9)
      continue
    }
    value[0] = cell + 0 // −0 becomes 0
    hashes[row] = mix(mix(hashes[row]!, words[0]!), words[1]!)
  }
}

/** One round of MurmurHash3, 32 bit. */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  let h = hash ^ Math.imul(k, 0x1b873593)
  h = (h << 13) | (h >>> 19)
  return (Math.imul(h, 5) + 0xe6546b64) >>> 0
}

/** The closing avalanche of MurmurHash3, 32 bit. */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function isEqualRow(columns: readonly Cells[], a: number, b: number): boolean {
  for (const cells of columns) {
    if (cells.kind === 'numeric') {
      const x = cells.values[a]!
      const y = cells.values[b]!
      if (x !== y && !(Number.isNaN(x) && Number.isNaN(y))) return false
    } else {
      const x = cells.codes[a]!
      const y = cells.codes[b]!
      if (x !== y && (x < 0 || y < 0 || cells.canonical[x] !== cells.canonical[y])) return false
    }
  }
  return true
}
