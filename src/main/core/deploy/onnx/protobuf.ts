import { utf8ToBytes } from '@noble/hashes/utils.js'
import { StatisticError } from '../../statistic-error.ts'

/** Bytes of one field of a protocol-buffer message, or of several after one another. */
export type ProtoBytes = Uint8Array

const VARINT = 0
const LENGTH_DELIMITED = 2
const FIXED_32 = 5

/**
 * A whole number as a field of a message.
 *
 * @param value - within ±(2^53 − 1); negative ones take ten bytes, as the format has it
 * @see Protocol Buffers, Encoding: Base 128 Varints
 */
export function varintField(field: number, value: number): ProtoBytes {
  return Uint8Array.from([...varint(BigInt(field * 8 + VARINT)), ...varint(BigInt(value))])
}

/** A 32-bit floating-point number as a field of a message. */
export function floatField(field: number, value: number): ProtoBytes {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return joinBytes([Uint8Array.from(varint(BigInt(field * 8 + FIXED_32))), bytes])
}

/** Bytes, or a message already written, as a field of a message. */
export function bytesField(field: number, bytes: Uint8Array): ProtoBytes {
  const head = [...varint(BigInt(field * 8 + LENGTH_DELIMITED)), ...varint(BigInt(bytes.length))]
  return joinBytes([Uint8Array.from(head), bytes])
}

/**
 * A text as a field of a message, in UTF-8.
 *
 * @throws StatisticError `invalidInput` for half a surrogate pair
 */
export function textField(field: number, text: string): ProtoBytes {
  return bytesField(field, utf8(text))
}

/** A list of whole numbers as one packed field. */
export function packedVarintsField(field: number, values: ArrayLike<number>): ProtoBytes {
  const bytes: number[] = []
  for (let i = 0; i < values.length; i++) {
    let rest = values[i]!
    if (rest < 0 || rest > 0x7fffffff) {
      bytes.push(...varint(BigInt(rest)))
      continue
    }
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
    bytes.push(rest)
  }
  return bytesField(field, Uint8Array.from(bytes))
}

/** Pieces one after the other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const piece of pieces) length += piece.length
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/**
 * A text as UTF-8.
 *
 * @throws StatisticError `invalidInput` for half a surrogate pair, which UTF-8 cannot hold
 */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed())
    throw new StatisticError('invalidInput', 'text for ONNX needs whole characters, got half a surrogate pair')
  return utf8ToBytes(text)
}

/** Seven bits a byte, the lowest first; negative numbers as their two's complement in 64 bits. */
function varint(value: bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return bytes
}
