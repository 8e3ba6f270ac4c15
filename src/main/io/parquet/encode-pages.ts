import type { NumericColumn, TextColumn } from '../../core/frame/frame.ts'
import { putVarint } from './thrift-writer.ts'

/** Values of one column in one row group, before compression. */
export interface ColumnPages {
  /** Distinct texts, each behind its length; null for numbers. */
  readonly dictionary: { readonly body: Buffer; readonly nValues: number } | null
  /** Which values are there, then those. */
  readonly data: Buffer
}

/** Numbers as little-endian doubles. */
export function encodeNumbers({ values }: NumericColumn, from: number, to: number): ColumnPages {
  const isPresent = (row: number) => !Number.isNaN(values[row]!)
  const levels = encodeLevels(from, to, isPresent)
  const doubles = Buffer.alloc((to - from) * 8)
  let length = 0
  for (let row = from; row < to; row++) if (isPresent(row)) length = doubles.writeDoubleLE(values[row]!, length)
  return { dictionary: null, data: Buffer.concat([levels, doubles.subarray(0, length)]) }
}

/** Texts as numbers in a dictionary of those that occur, in order of first occurrence. */
export function encodeTexts({ codes, levels }: TextColumn, from: number, to: number): ColumnPages {
  const numbers = new Map<number, number>()
  const indices = new Int32Array(to - from)
  let n = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]!
    if (code < 0) continue
    const known = numbers.get(code)
    indices[n++] = known ?? numbers.size
    if (known === undefined) numbers.set(code, numbers.size)
  }
  const texts = [...numbers.keys()].flatMap((code) => {
    const text = Buffer.from(levels[code]!)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(text.length)
    return [length, text]
  })
  const width = Math.max(1, 32 - Math.clz32(Math.max(0, numbers.size - 1)))
  const packed = packBits(indices.subarray(0, n), width)
  const data = Buffer.concat([encodeLevels(from, to, (row) => codes[row]! >= 0), Buffer.from([width]), packed])
  return { dictionary: { body: Buffer.concat(texts), nValues: numbers.size }, data }
}

/** One bit a row: whether there is a value. Behind its length in bytes. */
function encodeLevels(from: number, to: number, isPresent: (row: number) => boolean): Buffer {
  const bits = new Int32Array(to - from)
  for (let row = from; row < to; row++) bits[row - from] = isPresent(row) ? 1 : 0
  const packed = packBits(bits, 1)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(packed.length)
  return Buffer.concat([length, packed])
}

/**
 * Numbers of `width` bits each as one run, least significant bit first, padded to a multiple of eight numbers.
 *
 * @see Apache Parquet, Encodings.md, run length encoding / bit-packing hybrid
 */
function packBits(values: Int32Array, width: number): Buffer {
  const nGroups = Math.ceil(values.length / 8)
  const header: number[] = []
  putVarint(header, nGroups * 2 + 1)
  const bytes = Buffer.alloc(header.length + nGroups * width)
  bytes.set(header)
  let at = header.length
  let held = 0
  let nHeld = 0
  for (const value of values) {
    // At most 7 bits are held over, and a dictionary has fewer than 2^17 texts: 32 bits are enough.
    held |= value << nHeld
    nHeld += width
    while (nHeld >= 8) {
      bytes[at++] = held & 0xff
      held >>>= 8
      nHeld -= 8
    }
  }
  if (nHeld > 0) bytes[at] = held & 0xff
  return bytes
}
