import { crc32 } from 'node:zlib'
import { Gunzip } from 'fflate'
import { AppError } from '../../../shared/errors.ts'
import type { InputFile } from '../input-file.ts'
import { type CsvLimits, RATIO_FREE_BYTES } from '../limits.ts'
import type { FileRawSource, RawSource } from './raw-source.ts'

/** Packed bytes unpacked at a time. DEFLATE makes at most 1,032 bytes of one, so at most 33 MiB are held. */
const PACKED_BLOCK = 32 * 1024
/** CRC-32 and length of the unpacked bytes, at the end of every member. */
const TRAILER = 8

/**
 * Unpacks a gzip file (one member or several) as it is read, and checks length and checksum of every member.
 *
 * @see RFC 1952, GZIP file format specification 4.3
 */
export class GzipSource implements RawSource {
  readonly #raw: FileRawSource
  readonly #file: InputFile
  readonly #limits: CsvLimits
  readonly #gunzip: Gunzip
  readonly #packed = new Uint8Array(PACKED_BLOCK)
  #parts: Uint8Array[] = []
  #isAtEnd = false
  #nUnpacked = 0
  #memberBytes = 0
  #memberCrc = 0

  constructor(raw: FileRawSource, file: InputFile, limits: CsvLimits) {
    this.#raw = raw
    this.#file = file
    this.#limits = limits
    this.#gunzip = new Gunzip((part) => this.#take(part))
    this.#gunzip.onmember = (offset) => this.#checkTrailer(offset - TRAILER)
  }

  get bytesRead(): number {
    return this.#raw.bytesRead
  }

  read(into: Uint8Array, offset: number): number {
    while (this.#parts.length === 0 && !this.#isAtEnd) this.#unpackMore()
    const part = this.#parts[0]
    if (part === undefined) return 0
    const taken = part.subarray(0, into.length - offset)
    into.set(taken, offset)
    if (taken.length === part.length) this.#parts.shift()
    else this.#parts[0] = part.subarray(taken.length)
    return taken.length
  }

  digest(): string {
    return this.#raw.digest()
  }

  close(): void {
    this.#raw.close()
  }

  #unpackMore(): void {
    const n = this.#raw.read(this.#packed, 0)
    this.#isAtEnd = n === 0
    try {
      this.#gunzip.push(this.#packed.slice(0, n), this.#isAtEnd)
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      throw this.#damaged('cannot be unpacked', cause)
    }
    if (this.#isAtEnd) this.#checkTrailer(this.#raw.bytesRead - TRAILER)
  }

  #take(part: Uint8Array): void {
    if (part.length === 0) return
    this.#memberBytes += part.length
    this.#memberCrc = crc32(part, this.#memberCrc)
    this.#nUnpacked += part.length
    this.#parts.push(part)
    const { unpackedBytes, unpackedRatio } = this.#limits
    if (this.#nUnpacked > unpackedBytes) this.#tooLarge(`at most ${unpackedBytes} bytes when unpacked`)
    if (this.#nUnpacked > RATIO_FREE_BYTES && this.#nUnpacked > unpackedRatio * this.#raw.bytesRead) {
      this.#tooLarge(`at most ${unpackedRatio} unpacked bytes for each packed one`)
    }
  }

  #checkTrailer(position: number): void {
    const trailer = position < 0 ? new Uint8Array(0) : this.#raw.peek(position, TRAILER)
    if (trailer.length < TRAILER) throw this.#damaged('ends too early')
    const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER)
    const isWhole =
      view.getUint32(0, true) === this.#memberCrc && view.getUint32(4, true) === this.#memberBytes % 2 ** 32
    if (!isWhole) throw this.#damaged('does not agree with its checksum')
    this.#memberBytes = 0
    this.#memberCrc = 0
  }

  #damaged(problem: string, cause?: unknown): AppError {
    const { fileName } = this.#file
    return new AppError(
      'badData',
      `${fileName} is a damaged gzip file: it ${problem}, within its first ${this.#raw.bytesRead} bytes`,
      {
        hint: 'Copy or download the file again, or unpack it yourself first.',
        place: { file: fileName },
        cause,
      },
    )
  }

  #tooLarge(condition: string): never {
    const { fileName } = this.#file
    throw new AppError('tooLarge', `${fileName} needs to have ${condition}, got more`, {
      hint: 'Split the file, or unpack it yourself first.',
      place: { file: fileName },
    })
  }
}
