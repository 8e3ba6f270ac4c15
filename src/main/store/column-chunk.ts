import { AppError } from '../../shared/errors.ts'

/** Consecutive cells of one column: numbers with NaN for missing, or codes into the levels with −1 for missing. */
export type ColumnPart =
  | { readonly type: 'numeric'; readonly values: Float64Array }
  | { readonly type: 'text'; readonly codes: Int32Array }

/** Codes are stored in the narrowest integers that hold them. All supported machines are little-endian. */
export const CHUNK_ENCODINGS = ['f64', 'i32', 'i16', 'i8'] as const
export type ChunkEncoding = (typeof CHUNK_ENCODINGS)[number]

export interface EncodedChunk {
  readonly nRows: number
  readonly encoding: ChunkEncoding
  readonly data: Uint8Array
}

/** Bytes of a chunk as they are stored. */
export function encodeChunk(part: ColumnPart): EncodedChunk {
  if (part.type === 'numeric') return { nRows: part.values.length, encoding: 'f64', data: bytesOf(part.values) }
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
  const copy = data.slice().buffer
  const width = { f64: 8, i32: 4, i16: 2, i8: 1 }[encoding]
  if (width === undefined || copy.byteLength !== width * nRows) {
    throw new AppError(
      'damaged',
      `A stored column chunk has ${copy.byteLength} bytes for ${nRows} rows of ${encoding}`,
      {
        hint: 'Restore the workspace folder from a backup.',
      },
    )
  }
  if (encoding === 'f64') return new Float64Array(copy)
  if (encoding === 'i32') return new Int32Array(copy)
  return Int32Array.from(encoding === 'i16' ? new Int16Array(copy) : new Int8Array(copy))
}

function narrowestEncoding(codes: Int32Array): ChunkEncoding {
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
