import { constants, crc32, deflateRawSync } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import type { AtomicFile } from '../../disk/atomic-file.ts'

/** Writes one ZIP archive from beginning to end. The same parts give the same bytes: no clock, no names of machines. */
export interface ZipWriter {
  begin(name: string): void
  write(bytes: Uint8Array): void
  /** Ends the part at hand. */
  end(): void
  /** Writes the list of parts. */
  finish(): void
}

/** 1 January 1980, midnight: the first moment a ZIP archive can name. */
const DATE = 0x21
const VERSION = 20
/** Sizes and checksum stand behind the data; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
const MAX_BYTES = 0xffffffff
/** The empty last block of a deflate stream. */
const LAST_BLOCK = Buffer.from([0x03, 0x00])

interface WrittenPart {
  readonly name: Buffer
  readonly at: number
  crc: number
  bytes: number
  packedBytes: number
}

/** @throws AppError `tooLarge`, while writing, beyond 4 GiB */
export function createZipWriter(file: AtomicFile, fileName: string): ZipWriter {
  const parts: WrittenPart[] = []
  let position = 0
  const put = (bytes: Uint8Array): void => {
    file.write(bytes)
    position += bytes.length
    if (position > MAX_BYTES) throw tooLarge(fileName)
  }
  const current = (): WrittenPart => {
    const part = parts.at(-1)
    if (part === undefined) throw new AppError('internal', 'write needs a part begun, got none')
    return part
  }
  return {
    begin(name) {
      const part = { name: Buffer.from(name), at: position, crc: 0, bytes: 0, packedBytes: 0 }
      parts.push(part)
      put(header(0x04034b50, [VERSION, FLAGS, DEFLATE, 0, DATE], part, [part.name.length, 0], { areSizesBehind: true }))
      put(part.name)
    },
    write(bytes) {
      const part = current()
      // Blocks that end on a byte follow each other as one stream.
      const packed = deflateRawSync(bytes, { level: 6, finishFlush: constants.Z_SYNC_FLUSH })
      part.crc = crc32(bytes, part.crc)
      part.bytes += bytes.length
      part.packedBytes += packed.length
      if (part.bytes > MAX_BYTES) throw tooLarge(fileName)
      put(packed)
    },
    end() {
      const part = current()
      part.packedBytes += LAST_BLOCK.length
      put(LAST_BLOCK)
      put(numbers([0x08074b50, part.crc, part.packedBytes, part.bytes]))
    },
    finish() {
      const from = position
      for (const part of parts) {
        put(header(0x02014b50, [VERSION, VERSION, FLAGS, DEFLATE, 0, DATE], part, [part.name.length, 0, 0, 0, 0]))
        put(numbers([0, part.at]))
        put(part.name)
      }
      const end = Buffer.alloc(22)
      end.writeUInt32LE(0x06054b50, 0)
      end.writeUInt16LE(parts.length, 8)
      end.writeUInt16LE(parts.length, 10)
      end.writeUInt32LE(position - from, 12)
      end.writeUInt32LE(from, 16)
      put(end)
    },
  }
}

function header(
  signature: number,
  before: readonly number[],
  part: WrittenPart,
  after: readonly number[],
  { areSizesBehind = false } = {},
): Buffer {
  const bytes = Buffer.alloc(4 + before.length * 2 + 12 + after.length * 2)
  let at = bytes.writeUInt32LE(signature, 0)
  for (const value of before) at = bytes.writeUInt16LE(value, at)
  for (const value of [part.crc, part.packedBytes, part.bytes]) at = bytes.writeUInt32LE(areSizesBehind ? 0 : value, at)
  for (const value of after) at = bytes.writeUInt16LE(value, at)
  return bytes
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4)
  return bytes
}

function tooLarge(fileName: string): AppError {
  return new AppError('tooLarge', `${fileName} needs to have less than 4 GiB, got more`, {
    hint: 'Write CSV or Parquet instead.',
    place: { file: fileName },
  })
}
