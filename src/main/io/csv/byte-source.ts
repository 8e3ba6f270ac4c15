import { isUtf8 } from 'node:buffer'
import { AppError } from '../../../shared/errors.ts'
import type { InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { type Compression, detectCompression, openRawSource, type RawSource } from './raw-source.ts'
import {
  type CsvEncoding,
  createTranscoder,
  EncodingFault,
  firstInvalidUtf8,
  incompleteUtf8Tail,
  type Transcoder,
} from './transcode.ts'

/** Gives UTF-8 bytes piece by piece. */
export interface ByteSource {
  /** Fills `into` from `offset` on, at least one byte and at most to its end; 0 means the end was reached. */
  read(into: Uint8Array, offset: number): number
}

export interface EncodingChoice {
  readonly encoding: CsvEncoding
  readonly byteOrderMark: boolean
}

/** How the bytes of a file become text. */
export interface TextChoice extends EncodingChoice {
  readonly compression: Compression
}

const RAW_BLOCK = 256 * 1024
const MAX_BOM = 3
/** First bytes of files that people take for data, and what they are. */
const FOREIGN_FORMATS = [
  ['PK\x03\x04', 'a workbook or an archive'],
  ['PAR1', 'a Parquet file'],
  ['BZh', 'a bzip2 file'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard file'],
  ['\xfd7zXZ', 'an xz file'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['%PDF-', 'a PDF document'],
  ['\xd0\xcf\x11\xe0', 'an old workbook'],
] as const

/** A source of bytes already in memory, handed out `blockSize` at a time. */
export function memorySource(bytes: Uint8Array, blockSize = bytes.length): ByteSource {
  let at = 0
  return {
    read(into, offset) {
      const length = Math.min(blockSize, bytes.length - at, into.length - offset)
      into.set(bytes.subarray(at, at + length), offset)
      at += length
      return length
    },
  }
}

/**
 * Looks at the first bytes for a byte order mark; without one the text is UTF-8 unless the person says otherwise.
 *
 * @throws AppError `badData` if the bytes are those of a workbook, an archive, Parquet, or UTF-16 without a mark
 */
export function detectEncoding(head: Uint8Array, fileName: string, asked: CsvEncoding | undefined): EncodingChoice {
  const marked = markedEncoding(head)
  if (asked !== undefined) return { encoding: asked, byteOrderMark: marked === asked }
  if (marked !== null) return { encoding: marked, byteOrderMark: true }
  const place = { file: fileName }
  const start = String.fromCharCode(...head.subarray(0, 8))
  const foreign = FOREIGN_FORMATS.find(([magic]) => start.startsWith(magic))
  if (foreign !== undefined) {
    throw new AppError('badData', `${fileName} is ${foreign[1]}, not CSV text`, {
      hint: 'Save it as CSV (UTF-8) first.',
      place,
    })
  }
  const sample = head.subarray(0, 4096)
  const nZero = sample.reduce((n, byte) => n + (byte === 0 ? 1 : 0), 0)
  if (nZero > sample.length / 10) {
    const isLittle = sample.indexOf(0) % 2 === 1
    throw new AppError(
      'badData',
      `${fileName} is not UTF-8 text: ${nZero} of its first ${sample.length} bytes are zero`,
      {
        hint: `If it is UTF-16 text, say so: encoding ${isLittle ? 'utf-16le' : 'utf-16be'}.`,
        place,
      },
    )
  }
  return { encoding: 'utf-8', byteOrderMark: false }
}

/** Reads a file once from beginning to end: unpacks, hashes and checks it, and hands out UTF-8 without the byte order mark. */
export class FileByteSource implements ByteSource {
  readonly #file: InputFile
  readonly #choice: TextChoice
  readonly #limits: CsvLimits
  readonly #transcoder: Transcoder | null
  readonly #raw: RawSource
  /** Bytes of text taken so far, unpacked but not yet transcoded. */
  #textBytes = 0
  #carry = new Uint8Array(0)
  #pending = new Uint8Array(0)

  constructor(file: InputFile, choice: TextChoice, limits: CsvLimits) {
    this.#file = file
    this.#choice = choice
    this.#limits = limits
    this.#transcoder = choice.encoding === 'utf-8' ? null : createTranscoder(choice.encoding)
    this.#raw = openRawSource(file, choice.compression, limits)
    if (choice.byteOrderMark) this.#skip(choice.encoding === 'utf-8' ? 3 : 2)
  }

  /** Raw bytes taken from the file so far. */
  get bytesRead(): number {
    return this.#raw.bytesRead
  }

  read(into: Uint8Array, offset: number): number {
    return this.#transcoder === null
      ? this.#readUtf8(into, offset)
      : this.#readTranscoded(into, offset, this.#transcoder)
  }

  /** SHA-256 of the raw bytes, in hex; to be asked once, at the end. */
  digest(): string {
    return this.#raw.digest()
  }

  close(): void {
    this.#raw.close()
  }

  #skip(nBytes: number): void {
    const mark = new Uint8Array(nBytes)
    for (let at = 0; at < nBytes; ) {
      const n = this.#readRaw(mark, at)
      if (n === 0) return
      at += n
    }
  }

  #readUtf8(into: Uint8Array, offset: number): number {
    for (;;) {
      into.set(this.#carry, offset)
      const nRaw = this.#readRaw(into, offset + this.#carry.length)
      const text = into.subarray(offset, offset + this.#carry.length + nRaw)
      const isLast = nRaw === 0
      if (isLast && text.length === 0) return 0
      const nTail = isLast ? 0 : incompleteUtf8Tail(text)
      const body = text.subarray(0, text.length - nTail)
      if (!isUtf8(body)) this.#failUtf8(body, this.#textBytes - text.length, isLast)
      this.#carry = text.slice(body.length)
      if (body.length > 0 || isLast) return body.length
    }
  }

  #readTranscoded(into: Uint8Array, offset: number, transcoder: Transcoder): number {
    while (this.#pending.length === 0) {
      const raw = new Uint8Array(RAW_BLOCK)
      const nRaw = this.#readRaw(raw, 0)
      this.#pending = this.#convert(transcoder, raw.subarray(0, nRaw), nRaw === 0)
      if (nRaw === 0) break
    }
    const part = this.#pending.subarray(0, into.length - offset)
    into.set(part, offset)
    this.#pending = this.#pending.subarray(part.length)
    return part.length
  }

  #convert(transcoder: Transcoder, raw: Uint8Array, isLast: boolean): Uint8Array<ArrayBuffer> {
    try {
      return new Uint8Array(transcoder.convert(raw, isLast))
    } catch (cause) {
      if (!(cause instanceof EncodingFault)) throw cause
      const { fileName } = this.#file
      throw new AppError(
        'badData',
        `${fileName} is not ${this.#choice.encoding} text: ${cause.found} in line ${cause.line}`,
        {
          hint: 'Say which encoding the file has (--encoding on the command line).',
          place: { file: fileName, line: cause.line },
          cause,
        },
      )
    }
  }

  #readRaw(into: Uint8Array, offset: number): number {
    const n = this.#raw.read(into, offset)
    this.#textBytes += n
    return n
  }

  #failUtf8(text: Uint8Array, textStart: number, isLast: boolean): never {
    const { fileName } = this.#file
    const at = firstInvalidUtf8(text, isLast)
    const line = this.#lineOfByte(textStart + at)
    const byte = text[at]!.toString(16).toUpperCase().padStart(2, '0')
    throw new AppError('badData', `${fileName} is not UTF-8 text: byte 0x${byte} in line ${line}`, {
      hint: 'Say which encoding the file has, for example windows-1252 (--encoding on the command line).',
      place: { file: fileName, line },
    })
  }

  /** The physical line a byte stands in. Only asked for on the way to an error, so the file is read again. */
  #lineOfByte(position: number): number {
    const again = openRawSource(this.#file, this.#choice.compression, this.#limits)
    try {
      const block = new Uint8Array(RAW_BLOCK)
      let nLineFeeds = 0
      let nReturns = 0
      for (let at = 0; at < position; ) {
        const n = again.read(block, 0)
        if (n === 0) break
        for (let i = 0; i < Math.min(n, position - at); i++) {
          if (block[i] === 0x0a) nLineFeeds++
          else if (block[i] === 0x0d) nReturns++
        }
        at += n
      }
      return 1 + (nLineFeeds > 0 ? nLineFeeds : nReturns)
    } finally {
      again.close()
    }
  }
}

/** The beginning of a file, unpacked, at most `maxBytes`, as it stands. */
export function readHead(
  file: InputFile,
  maxBytes: number,
  limits: CsvLimits,
): { bytes: Uint8Array; compression: Compression } {
  const compression = detectCompression(readBeginning(file, 2, 'none', limits))
  return { bytes: readBeginning(file, maxBytes, compression, limits), compression }
}

function readBeginning(file: InputFile, maxBytes: number, compression: Compression, limits: CsvLimits): Uint8Array {
  const raw = openRawSource(file, compression, limits)
  try {
    const bytes = new Uint8Array(maxBytes)
    let length = 0
    while (length < maxBytes) {
      const n = raw.read(bytes, length)
      if (n === 0) break
      length += n
    }
    return bytes.subarray(0, length)
  } finally {
    raw.close()
  }
}

function markedEncoding(head: Uint8Array): CsvEncoding | null {
  const [a, b, c] = head.subarray(0, MAX_BOM)
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}
