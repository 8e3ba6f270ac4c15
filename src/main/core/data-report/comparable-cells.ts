import type { Column, NumericColumn, TextColumn } from '../frame/frame.ts'

/**
 * The cells of a column as one or two 32-bit words each: two cells of a pair of columns are equal if and only if their words
 * are. Numbers by their bits (−0 is not 0), every missing one the same; texts by a number common to both versions.
 */
export interface ComparableCells {
  readonly name: string
  readonly words: Int32Array
  readonly width: 1 | 2
}

/**
 * Makes the cells of one column of two versions comparable.
 *
 * @param before - the column in the first version
 * @param after - the column in the second version, of the same kind
 */
export function comparablePair(before: Column, after: Column): readonly [ComparableCells, ComparableCells] {
  if (before.kind === 'numeric') return [numberCells(before), numberCells(after as NumericColumn)]
  const ids = new Map<string, number>()
  return [textCells(before, ids), textCells(after as TextColumn, ids)]
}

function numberCells(column: NumericColumn): ComparableCells {
  const canonical = withOneNaN(column.values)
  const words = new Int32Array(canonical.buffer, canonical.byteOffset, 2 * canonical.length)
  return { name: column.name, words, width: 2 }
}

const NAN_WORDS = new Int32Array(Float64Array.of(Number.NaN).buffer)

/** NaN has many bit patterns: the values with one of them, copied only if there are others. */
function withOneNaN(values: Float64Array): Float64Array {
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length)
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]!)) continue
    if (words[2 * i] === NAN_WORDS[0] && words[2 * i + 1] === NAN_WORDS[1]) continue
    return values.map((value) => (Number.isNaN(value) ? Number.NaN : value))
  }
  return values
}

function textCells(column: TextColumn, ids: Map<string, number>): ComparableCells {
  const idOf = Int32Array.from(column.levels, (level) => {
    const known = ids.get(level)
    if (known !== undefined) return known
    ids.set(level, ids.size)
    return ids.size - 1
  })
  const words = new Int32Array(column.codes.length)
  for (let i = 0; i < words.length; i++) words[i] = column.codes[i]! < 0 ? -1 : idOf[column.codes[i]!]!
  return { name: column.name, words, width: 1 }
}

/** Whether a row of one version has the same cells as a row of another; columns in the same order. */
export function equalRows(
  a: readonly ComparableCells[],
  rowA: number,
  b: readonly ComparableCells[],
  rowB: number,
): boolean {
  for (let c = 0; c < a.length; c++) if (!equalCells(a[c]!, rowA, b[c]!, rowB)) return false
  return true
}

/** Whether two cells of a pair of columns are equal. */
export function equalCells(a: ComparableCells, rowA: number, b: ComparableCells, rowB: number): boolean {
  if (a.width === 1) return a.words[rowA] === b.words[rowB]
  return a.words[2 * rowA] === b.words[2 * rowB] && a.words[2 * rowA + 1] === b.words[2 * rowB + 1]
}

/** A 32-bit hash per row, equal for equal rows; rows with equal hashes must still be compared. */
export function hashRows(columns: readonly ComparableCells[], nRows: number): Int32Array {
  const hashes = new Int32Array(nRows).fill(0x9e3779b9)
  for (const { words, width } of columns) {
    if (width === 1) for (let i = 0; i < nRows; i++) hashes[i] = mix(hashes[i]!, words[i]!)
    else for (let i = 0; i < nRows; i++) hashes[i] = mix(mix(hashes[i]!, words[2 * i]!), words[2 * i + 1]!)
  }
  for (let i = 0; i < nRows; i++) hashes[i] = finish(hashes[i]!)
  return hashes
}

/** MurmurHash3's body and finish (Appleby 2011, public domain). */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

function finish(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
