import { badOnnx } from './bad-onnx.ts'

/** One field of a protocol-buffer message. */
export interface ProtoField {
  readonly number: number
  /** 0: whole number, 1: 64 bits, 2: bytes, 5: 32 bits. */
  readonly wire: 0 | 1 | 2 | 5
  /** Of wire type 0. */
  readonly varint: number
  /** Of the others. */
  readonly bytes: Uint8Array
}

const NO_BYTES = new Uint8Array(0)

/**
 * The fields of a message, one after the other, without looking into them: nothing is copied, and no length leads beyond the message.
 *
 * @throws AppError `badData` where the bytes are no message: cut, a length too long, a number of more than ten bytes, or a group
 * @see Protocol Buffers, Encoding
 */
export function* protoFields(message: Uint8Array): Generator<ProtoField> {
  const cursor = { at: 0 }
  while (cursor.at < message.length) {
    const key = varintAt(message, cursor)
    const number = Math.floor(key / 8)
    const wire = key % 8
    if (number < 1) throw badOnnx('needs fields with numbers from 1 on', number)
    if (wire === 0) {
      yield { number, wire, varint: varintAt(message, cursor), bytes: NO_BYTES }
      continue
    }
    if (wire !== 1 && wire !== 2 && wire !== 5) throw badOnnx('needs fields of known wire types', wire)
    const length = wire === 1 ? 8 : wire === 5 ? 4 : varintAt(message, cursor)
    const end = cursor.at + length
    if (!(length >= 0 && end <= message.length))
      throw badOnnx('needs fields that end within the file: it was cut, or is no ONNX file', `${length} bytes`)
    const bytes = message.subarray(cursor.at, end)
    cursor.at = end
    yield { number, wire, varint: 0, bytes }
  }
}

/** Numbers of a repeated field, packed or alone. @throws AppError `badData` */
export function wholeNumbers(field: ProtoField): number[] {
  if (field.wire === 0) return [field.varint]
  requireBytes(field)
  const numbers: number[] = []
  const cursor = { at: 0 }
  while (cursor.at < field.bytes.length) numbers.push(varintAt(field.bytes, cursor))
  return numbers
}

/** 32-bit numbers of a repeated field, packed or alone. @throws AppError `badData` */
export function singles({ wire, bytes }: ProtoField): number[] {
  if ((wire !== 2 && wire !== 5) || bytes.length % 4 !== 0) throw badOnnx('needs 32-bit numbers', `wire type ${wire}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true))
}

/** 64-bit numbers of a repeated field, packed or alone. @throws AppError `badData` */
export function doubles({ wire, bytes }: ProtoField): number[] {
  if ((wire !== 2 && wire !== 1) || bytes.length % 8 !== 0) throw badOnnx('needs 64-bit numbers', `wire type ${wire}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true))
}

/** The text of a field. @throws AppError `badData` if it is not UTF-8, or longer than names are */
export function textOf(field: ProtoField): string {
  requireBytes(field)
  if (field.bytes.length > 10_000) throw badOnnx('needs names of at most 10,000 bytes', field.bytes.length)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(field.bytes)
  } catch {
    throw badOnnx('needs names in UTF-8', 'other bytes')
  }
}

/** The message in a field. @throws AppError `badData` if the field is a number */
export function messageOf(field: ProtoField): Uint8Array {
  requireBytes(field)
  return field.bytes
}

function requireBytes({ wire, number }: ProtoField): void {
  if (wire !== 2) throw badOnnx(`needs bytes in field ${number}`, `wire type ${wire}`)
}

/** A whole number of up to 64 bits; negative ones have ten bytes. Beyond ±2^53 it is not exact. */
function varintAt(bytes: Uint8Array, cursor: { at: number }): number {
  let low = 0
  let high = 0
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = bytes[cursor.at++]
    if (byte === undefined) throw badOnnx('needs whole fields: it was cut, or is no ONNX file', 'its end')
    const part = byte & 0x7f
    if (shift < 28) low += part * 2 ** shift
    else high += part * 2 ** (shift - 28)
    if (byte < 0x80) {
      // 28 bits lie in `low`, 36 in `high`; the 64th is the sign.
      const whole = high % 2 ** 36
      return (whole >= 2 ** 35 ? whole - 2 ** 36 : whole) * 2 ** 28 + low
    }
  }
  throw badOnnx('needs numbers of at most ten bytes', 'a longer one')
}
