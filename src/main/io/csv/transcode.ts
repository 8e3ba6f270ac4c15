import type { ReadOptions } from '../../../shared/contract/index.ts'

export type CsvEncoding = NonNullable<ReadOptions['encoding']>

/** Turns the bytes of a file, piece by piece, into UTF-8. */
export interface Transcoder {
  /** @throws RangeError if the bytes are not valid; `line` tells where */
  convert(bytes: Uint8Array, isLast: boolean): Uint8Array
}

/** Bytes that are not text in the encoding. */
export class EncodingFault extends Error {
  readonly line: number
  readonly found: string

  constructor(line: number, found: string) {
    super(`not valid: ${found} in line ${line}`)
    this.name = 'EncodingFault'
    this.line = line
    this.found = found
  }
}

/** Windows-1252, bytes 0x80 to 0x9F; the five unused ones stand for the control characters of the same number. @see WHATWG Encoding, index-windows-1252 */
const WINDOWS_1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
]

/** A transcoder for every encoding but UTF-8, which needs none. */
export function createTranscoder(encoding: Exclude<CsvEncoding, 'utf-8'>): Transcoder {
  switch (encoding) {
    case 'latin-1':
      return singleByteTranscoder((byte) => byte)
    case 'windows-1252':
      return singleByteTranscoder((byte) => (byte >= 0x80 && byte <= 0x9f ? WINDOWS_1252[byte - 0x80]! : byte))
    case 'utf-16le':
      return utf16Transcoder(0, 1)
    case 'utf-16be':
      return utf16Transcoder(1, 0)
  }
}

/** Offset of the first byte that is not UTF-8, or −1. A character cut off by the end counts as valid unless `isLast`. */
export function firstInvalidUtf8(bytes: Uint8Array, isLast: boolean): number {
  for (let i = 0; i < bytes.length; ) {
    const length = utf8Length(bytes[i]!)
    if (length === 0) return i
    for (let k = 1; k < length; k++) {
      const next = bytes[i + k]
      if (next === undefined) return isLast ? i : -1
      if (!isContinuation(bytes[i]!, k, next)) return i
    }
    i += length
  }
  return -1
}

/** Bytes at the end that begin a UTF-8 character without finishing it: 0 to 3. */
export function incompleteUtf8Tail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    return utf8Length(byte) > back ? back : 0
  }
  return 0
}

function utf8Length(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  if (lead >= 0xf0 && lead <= 0xf4) return 4
  return 0
}

/** @see The Unicode Standard, table 3-7, Well-formed UTF-8 byte sequences */
function isContinuation(lead: number, index: number, byte: number): boolean {
  if (byte < 0x80 || byte > 0xbf) return false
  if (index > 1) return true
  if (lead === 0xe0) return byte >= 0xa0
  if (lead === 0xed) return byte <= 0x9f
  if (lead === 0xf0) return byte >= 0x90
  if (lead === 0xf4) return byte <= 0x8f
  return true
}

function singleByteTranscoder(codePointOf: (byte: number) => number): Transcoder {
  return {
    convert(bytes) {
      const output = new Uint8Array(bytes.length * 3)
      let length = 0
      for (const byte of bytes) length = putCodePoint(output, length, codePointOf(byte))
      return output.subarray(0, length)
    },
  }
}

function utf16Transcoder(low: 0 | 1, high: 0 | 1): Transcoder {
  let carry = new Uint8Array(0)
  let line = 1
  return {
    convert(bytes, isLast) {
      const input = new Uint8Array(carry.length + bytes.length)
      input.set(carry)
      input.set(bytes, carry.length)
      const output = new Uint8Array(input.length * 2)
      let length = 0
      let at = 0
      for (; at + 1 < input.length; at += 2) {
        const unit = input[at + low]! | (input[at + high]! << 8)
        if (unit === 0x0a) line++
        if (unit < 0xd800 || unit > 0xdfff) {
          length = putCodePoint(output, length, unit)
          continue
        }
        if (at + 3 >= input.length && !isLast) break
        const next = at + 3 < input.length ? input[at + 2 + low]! | (input[at + 2 + high]! << 8) : 0
        if (unit > 0xdbff || next < 0xdc00 || next > 0xdfff) throw new EncodingFault(line, 'half a surrogate pair')
        length = putCodePoint(output, length, 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00))
        at += 2
      }
      carry = input.slice(at)
      if (isLast && carry.length > 0) throw new EncodingFault(line, 'half a character at the end')
      return output.subarray(0, length)
    },
  }
}

function putCodePoint(output: Uint8Array, at: number, codePoint: number): number {
  if (codePoint < 0x80) {
    output[at] = codePoint
    return at + 1
  }
  if (codePoint < 0x800) {
    output[at] = 0xc0 | (codePoint >> 6)
    output[at + 1] = 0x80 | (codePoint & 0x3f)
    return at + 2
  }
  if (codePoint < 0x10000) {
    output[at] = 0xe0 | (codePoint >> 12)
    output[at + 1] = 0x80 | ((codePoint >> 6) & 0x3f)
    output[at + 2] = 0x80 | (codePoint & 0x3f)
    return at + 3
  }
  output[at] = 0xf0 | (codePoint >> 18)
  output[at + 1] = 0x80 | ((codePoint >> 12) & 0x3f)
  output[at + 2] = 0x80 | ((codePoint >> 6) & 0x3f)
  output[at + 3] = 0x80 | (codePoint & 0x3f)
  return at + 4
}
