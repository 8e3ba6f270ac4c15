import { createHash } from 'node:crypto'
import type { Column } from '../core/frame/frame.ts'
import { canonicalJson } from '../core/governance/canonical-json.ts'
import { contentHash } from '../core/governance/content-hash.ts'

/** The hash of one column, made while its cells pass by. */
export interface ColumnHash {
  /** Takes the next cells: numbers with NaN for missing, or codes with −1 for missing. */
  update(cells: Float64Array | Int32Array): void
  /**
   * The SHA-256 in hex; to be asked once, at the end.
   *
   * @param levels - of a text column, the texts its codes stand for
   */
  digest(levels?: readonly string[]): string
}

/** One column of {@link valuesHashOf}; a date column counts as the text column it is. */
export interface HashedColumn {
  readonly name: string
  readonly type: 'numeric' | 'text'
  readonly sha256: string
}

/**
 * The hash of all values of a data set: equal tables have equal hashes on every machine, however they were cut into parts.
 *
 *     valuesHash = SHA-256(canonical JSON of { kind: "datasetValues", formatVersion: 1, nRows, columns: [{ name, type, sha256 }] })
 *
 * where `sha256` of a numeric column is the SHA-256 of its values as little-endian doubles, missing being the NaN with bits
 * 7FF8000000000000; and of a text column the SHA-256 of its codes as little-endian 32-bit integers, missing being −1, followed by
 * the canonical JSON array of its levels, which stand in order of first occurrence.
 *
 * @param columns - columns of equal length, in the order of the file
 * @returns 64 lower-case hex digits
 */
export function valuesHash(columns: readonly Column[], nRows: number): string {
  return valuesHashOf(
    columns.map((column) => {
      const hash = createColumnHash()
      hash.update(column.kind === 'numeric' ? column.values : column.codes)
      const sha256 = hash.digest(column.kind === 'numeric' ? undefined : column.levels)
      return { name: column.name, type: column.kind, sha256 }
    }),
    nRows,
  )
}

/** {@link valuesHash} from the hashes of the columns. */
export function valuesHashOf(columns: readonly HashedColumn[], nRows: number): string {
  return contentHash({
    kind: 'datasetValues',
    formatVersion: 1,
    nRows,
    columns: columns.map(({ name, type, sha256 }) => ({ name, type, sha256 })),
  })
}

/** Begins the hash of one column. */
export function createColumnHash(): ColumnHash {
  const hash = createHash('sha256')
  return {
    update: (cells) => void hash.update(bytesOf(cells instanceof Float64Array ? canonicalNaN(cells) : cells)),
    digest(levels) {
      if (levels !== undefined) hash.update(canonicalJson([...levels]))
      return hash.digest('hex')
    },
  }
}

/** Engines may keep any of the many NaN bit patterns; the hash must see one. */
function canonicalNaN(values: Float64Array): Float64Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value) && (words[2 * i + 1] !== 0x7ff80000 || words[2 * i] !== 0)) return rewritten(values)
  }
  return values
}

function rewritten(values: Float64Array): Float64Array {
  const copy = values.slice()
  const words = new Uint32Array(copy.buffer)
  for (let i = 0; i < copy.length; i++) {
    if (!Number.isNaN(copy[i]!)) continue
    words[2 * i] = 0
    words[2 * i + 1] = 0x7ff80000
  }
  return copy
}

function bytesOf(array: Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}
