import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { AppError } from '../../../shared/errors.ts'
import { type InputFile, inputFileError } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { GzipSource } from './gzip-source.ts'

export type Compression = 'none' | 'gzip'

/** Gives the bytes of a file piece by piece, unpacked if the file is packed. */
export interface RawSource {
  /** Bytes taken from the file itself, packed if it is packed. */
  readonly bytesRead: number
  /** Fills `into` from `offset` on, at least one byte; 0 at the end. */
  read(into: Uint8Array, offset: number): number
  /** SHA-256 of the bytes of the file itself, in hex; to be asked once. */
  digest(): string
  close(): void
}

/** Opens a file for one reading from beginning to end. */
export function openRawSource(file: InputFile, compression: Compression, limits: CsvLimits): RawSource {
  const raw = new FileRawSource(file)
  return compression === 'gzip' ? new GzipSource(raw, file, limits) : raw
}

/** Tells by its first bytes whether a file is packed. */
export function detectCompression(head: Uint8Array): Compression {
  return head[0] === 0x1f && head[1] === 0x8b ? 'gzip' : 'none'
}

/** The bytes of a file as they stand on disk, hashed while they are read. */
export class FileRawSource implements RawSource {
  readonly #fileName: string
  readonly #hash = createHash('sha256')
  #descriptor: number | null
  #bytesRead = 0

  constructor(file: InputFile) {
    this.#fileName = file.fileName
    try {
      this.#descriptor = openSync(file.path, 'r')
    } catch (cause) {
      throw inputFileError(cause, file.fileName)
    }
  }

  get bytesRead(): number {
    return this.#bytesRead
  }

  read(into: Uint8Array, offset: number): number {
    const n = this.#readAt(into, offset, null)
    this.#hash.update(into.subarray(offset, offset + n))
    this.#bytesRead += n
    return n
  }

  /** Bytes at any place of the file; neither hashed nor counted. */
  peek(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, this.#readAt(bytes, 0, position))
  }

  digest(): string {
    return this.#hash.digest('hex')
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }

  #readAt(into: Uint8Array, offset: number, position: number | null): number {
    if (this.#descriptor === null) throw new AppError('internal', 'read needs an open file, got a closed one')
    try {
      return readSync(this.#descriptor, into, offset, into.length - offset, position)
    } catch (cause) {
      throw inputFileError(cause, this.#fileName)
    }
  }
}
