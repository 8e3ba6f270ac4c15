import { AppError } from '../../shared/errors.ts'

/** Consecutive cells of one column: numbers with NaN for missing, or codes into the levels with −1 for missing. */
export type ColumnPart =
  | { readonly type: 'numeric'; readonly values: Float64Array }
  | { readonly type: 'text'; readonly codes: Int32Array }

/**
 * How the cells of a chunk are stored. Codes, and whole numbers, in the narrowest integers that hold them: `i32`, `i16`, `i8` are
 * codes with −1 for missing, `n32`, `n16`, `n8` numbers with the smallest integer for missing. All other numbers are doubles. All
 * supported machines are little-endian.
 */
export const CHUNK_ENCODINGS = ['f64', 'n32', 'n16', 'n8', 'i32', 'i16', 'i8'] as const
export type ChunkEncoding = (typeof CHUNK_ENCODINGS)[number]

export interface EncodedChunk {
  readonly nRows: number
  readonly encoding: ChunkEncoding
  readonly data: Uint8Array
}

/** A chunk as it is stored, and where. */
export interface PackedChunk extends EncodedChunk {
  readonly columnIndex: number
  /** Counts from 0; every chunk but the last holds 65,536 rows. */
  readonly chunkIndex: number
}

const WIDTHS: Readonly<Record<ChunkEncoding, number>> = { f64: 8, n32: 4, n16: 2, n8: 1, i32: 4, i16: 2, i8: 1 }
/** Stands for missing among whole numbers of each width. */
const MISSING = { n32: -(2 ** 31), n16: -(2 ** 15), n8: -(2 ** 7) } as const

/** Bytes of a chunk as they are stored; a view of the cells where those are stored as they are. */
export function encodeChunk(part: ColumnPart): EncodedChunk {
  if (part.type === 'numeric') return encodeNumbers(part.values)
  const encoding = narrowestEncoding(part.codes)
  const codes =
    encoding === 'i32' ? part.codes : encoding === 'i16' ? Int16Array.from(part.codes) : Int8Array.from(part.codes)
  return { nRows: part.codes.length, encoding, data: bytesOf(codes) }
}

/**
 * The cells of a stored chunk.
 *
 * @throws AppError `damaged` if the bytes are not `nRows` cells of that encoding
 */
export function decodeChunk(encoding: string, data: Uint8Array, nRows: number): Float64Array | Int32Array {
  if (!isFitting(encoding, data, nRows)) {
    throw new AppError(
      'damaged',
      `A stored column chunk has ${data.byteLength} bytes for ${nRows} rows of ${encoding}`,
      {
        hint: 'Restore the workspace folder from a backup.',
      },
    )
  }
  const copy = data.slice().buffer
  switch (encoding) {
    case 'f64':
      return new Float64Array(copy)
    case 'n32':
      return numbersOf(new Int32Array(copy), MISSING.n32)
    case 'n16':
      return numbersOf(new Int16Array(copy), MISSING.n16)
    case 'n8':
      return numbersOf(new Int8Array(copy), MISSING.n8)
    case 'i32':
      return new Int32Array(copy)
    case 'i16':
      return new Int32Array(new Int16Array(copy))
    case 'i8':
      return new Int32Array(new Int8Array(copy))
  }
}

/** Whether the bytes of a chunk are as many as its rows need. */
export function isFitting(encoding: string, data: Uint8Array, nRows: number): encoding is ChunkEncoding {
  return Object.hasOwn(WIDTHS, encoding) && data.byteLength === WIDTHS[encoding as ChunkEncoding] * nRows
}

function encodeNumbers(values: Float64Array): EncodedChunk {
  const nRows = values.length
  const encoding = narrowestNumbers(values)
  if (encoding === 'f64') return { nRows, encoding, data: bytesOf(values) }
  const narrow =
    encoding === 'n32' ? new Int32Array(nRows) : encoding === 'n16' ? new Int16Array(nRows) : new Int8Array(nRows)
  const missing = MISSING[encoding]
  for (let i = 0; i < nRows; i++) {
    const value = values[i]!
    narrow[i] = !Number.isNaN(value) ? value : missing
  }
  return { nRows, encoding, data: bytesOf(narrow) }
}

/** The narrowest encoding that gives every number back exactly: −0 has no integer, and missing takes one. */
function narrowestNumbers(values: Float64Array): 'f64' | keyof typeof MISSING {
  let smallest = 0
  let largest = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const whole = value | 0
    if (whole !== value) {
      if (!Number.isNaN(value)) return 'f64'
    } else if (whole === 0) {
      if (1 / value < 0) return 'f64'
    } else if (whole < smallest) smallest = whole
    else if (whole > largest) largest = whole
  }
  if (smallest > MISSING.n8 && largest < -MISSING.n8) return 'n8'
  if (smallest > MISSING.n16 && largest < -MISSING.n16) return 'n16'
  return smallest > MISSING.n32 ? 'n32' : 'f64'
}

function numbersOf(narrow: Int32Array | Int16Array | Int8Array, missing: number): Float64Array {
  const values = new Float64Array(narrow.length)
  for (let i = 0; i < narrow.length; i++) {
    const value = narrow[i]!
    values[i] = value === missing ? Number.NaN : value
  }
  return values
}

function narrowestEncoding(codes: Int32Array): 'i32' | 'i16' | 'i8' {
  let smallest = 0
  let largest = 0
  for (const code of codes) {
    if (code < smallest) smallest = code
    if (code > largest) largest = code
  }
  if (smallest >= -128 && largest <= 127) return 'i8'
  return smallest >= -32_768 && largest <= 32_767 ? 'i16' : 'i32'
}

function bytesOf(array: Float64Array | Int32Array | Int16Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}
