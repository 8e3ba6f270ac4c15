import { closeSync, openSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import { AppError } from '../../../shared/errors.ts'
import { type InputFile, inputFileError } from '../input-file.ts'
import type { WorkbookLimits } from './workbook-limits.ts'

/** One file inside an archive. */
export interface ZipEntry {
  readonly name: string
  readonly isDeflated: boolean
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly headerAt: number
}

/** Gives the bytes of one entry piece by piece; null at the end. */
export interface PartReader {
  /** Packed bytes taken so far. */
  readonly packedRead: number
  read(): Uint8Array | null
}

const END_RECORD = 0x06054b50
const CENTRAL_HEADER = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const END_RECORD_BYTES = 22
const ZIP64_LOCATOR_BYTES = 20
const MAX_COMMENT = 0xffff
/** Deflate grows at most 1032-fold, so a step makes at most 16 MiB. */
const PACKED_STEP = 16 * 1024

/**
 * The files inside a ZIP archive, by their central directory. Only names are looked at; nothing is ever unpacked to disk. The
 * sizes the archive states are not believed: what is unpacked is counted, over all parts read.
 */
export class ZipArchive {
  readonly entries = new Map<string, ZipEntry>()
  readonly #file: InputFile
  readonly #limits: WorkbookLimits
  #descriptor: number | null
  #unpacked = 0

  /** @throws AppError `badData` if the archive is damaged or encrypted, `tooLarge` beyond the limits */
  constructor(file: InputFile, limits: WorkbookLimits) {
    this.#file = file
    this.#limits = limits
    try {
      this.#descriptor = openSync(file.path, 'r')
    } catch (cause) {
      throw inputFileError(cause, file.fileName)
    }
    try {
      this.#readDirectory()
      this.#refuseOverlaps()
    } catch (error) {
      this.close()
      throw error
    }
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }

  /** Opens one entry. @throws AppError `badData` as its bytes are read, if they are damaged; `tooLarge` if they unpack to too much */
  openPart(entry: ZipEntry): PartReader {
    const header = this.#readAt(entry.headerAt, 30)
    if (header.readUInt32LE(0) !== LOCAL_HEADER) throw this.#damaged('a part does not begin where it should')
    const from = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    if (from + entry.packedBytes > this.#file.bytes) throw this.#damaged('a part goes on beyond the end of the file')
    return entry.isDeflated ? this.#inflating(entry, from) : this.#copying(entry, from)
  }

  #inflating(entry: ZipEntry, from: number): PartReader {
    const pieces: Uint8Array[] = []
    const inflate = new Inflate((piece) => {
      if (piece.length > 0) pieces.push(piece)
    })
    const checked = this.#checker(entry)
    let taken = 0
    const step = (): void => {
      const n = Math.min(PACKED_STEP, entry.packedBytes - taken)
      const packed = this.#readAt(from + taken, n)
      taken += n
      try {
        inflate.push(packed, taken === entry.packedBytes)
      } catch (cause) {
        throw this.#damaged(`${shortName(entry.name)} cannot be unpacked`, cause)
      }
    }
    return {
      get packedRead() {
        return taken
      },
      read() {
        while (pieces.length === 0 && taken < entry.packedBytes) step()
        const piece = pieces.shift() ?? null
        checked(piece)
        return piece
      },
    }
  }

  #copying(entry: ZipEntry, from: number): PartReader {
    const checked = this.#checker(entry)
    const readAt = (at: number, n: number): Buffer => this.#readAt(at, n)
    let taken = 0
    return {
      get packedRead() {
        return taken
      },
      read() {
        const n = Math.min(PACKED_STEP, entry.packedBytes - taken)
        const piece = n === 0 ? null : readAt(from + taken, n)
        taken += n
        checked(piece)
        return piece
      },
    }
  }

  /** Counts what comes out of a part, and compares its checksum at the end. */
  #checker(entry: ZipEntry): (piece: Uint8Array | null) => void {
    let nBytes = 0
    let crc = 0
    return (piece) => {
      if (piece === null) {
        if (nBytes === entry.bytes && crc === entry.crc) return
        throw this.#damaged(`${shortName(entry.name)} does not have the checksum it should`)
      }
      crc = crc32(piece, crc)
      nBytes += piece.length
      this.#unpacked += piece.length
      const { unpackedBytes, ratioBytes, ratio } = this.#limits
      if (nBytes > ratioBytes && nBytes > entry.packedBytes * ratio) {
        throw this.#tooLarge(
          `needs parts that unpack to at most ${ratio} times their size, got more in ${shortName(entry.name)}`,
        )
      }
      if (this.#unpacked > unpackedBytes)
        throw this.#tooLarge(`needs to unpack to at most ${unpackedBytes} bytes, got more`)
    }
  }

  #readDirectory(): void {
    const { nEntries, at, bytes } = this.#findDirectory()
    if (nEntries > this.#limits.parts) {
      throw this.#tooLarge(`needs to have at most ${this.#limits.parts} parts, got ${nEntries}`)
    }
    if (at + bytes > this.#file.bytes || bytes > this.#limits.directoryBytes)
      throw this.#damaged('its list of parts is broken')
    const directory = this.#readAt(at, bytes)
    let position = 0
    for (let i = 0; i < nEntries; i++) {
      if (position + 46 > directory.length || directory.readUInt32LE(position) !== CENTRAL_HEADER) {
        throw this.#damaged('its list of parts is broken')
      }
      position = this.#readEntry(directory, position)
    }
  }

  #readEntry(directory: Buffer, at: number): number {
    const flags = directory.readUInt16LE(at + 8)
    const method = directory.readUInt16LE(at + 10)
    const nName = directory.readUInt16LE(at + 28)
    const nExtra = directory.readUInt16LE(at + 30)
    const end = at + 46 + nName + nExtra + directory.readUInt16LE(at + 32)
    if (end > directory.length) throw this.#damaged('its list of parts is broken')
    const name = directory.toString('utf8', at + 46, at + 46 + nName).replace(/^\//, '')
    if ((flags & 1) !== 0) throw this.#damaged('its parts are encrypted')
    if (method !== 0 && method !== 8) throw this.#damaged(`${shortName(name)} is packed in an unknown way`)
    const sizes = zip64Sizes(directory, at, at + 46 + nName, nExtra)
    if (sizes === null) throw this.#damaged('its list of parts is broken')
    if (this.entries.has(name)) throw this.#damaged(`${shortName(name)} occurs twice in it`)
    if (method === 0 && sizes.bytes !== sizes.packedBytes) throw this.#damaged(`${shortName(name)} has two sizes`)
    this.entries.set(name, { name, isDeflated: method === 8, crc: directory.readUInt32LE(at + 16), ...sizes })
    return end
  }

  #findDirectory(): { nEntries: number; at: number; bytes: number } {
    const { bytes: size } = this.#file
    const tailAt = Math.max(0, size - END_RECORD_BYTES - MAX_COMMENT - ZIP64_LOCATOR_BYTES)
    const tail = this.#readAt(tailAt, size - tailAt)
    for (let at = tail.length - END_RECORD_BYTES; at >= 0; at--) {
      if (tail.readUInt32LE(at) !== END_RECORD || at + END_RECORD_BYTES + tail.readUInt16LE(at + 20) > tail.length)
        continue
      const found = {
        nEntries: tail.readUInt16LE(at + 10),
        bytes: tail.readUInt32LE(at + 12),
        at: tail.readUInt32LE(at + 16),
      }
      return found.at === 0xffffffff || found.nEntries === 0xffff ? this.#findDirectory64(tailAt + at) : found
    }
    throw this.#damaged('its end is missing')
  }

  #findDirectory64(endRecordAt: number): { nEntries: number; at: number; bytes: number } {
    if (endRecordAt < ZIP64_LOCATOR_BYTES) throw this.#damaged('its list of parts is broken')
    const at = Number(this.#readAt(endRecordAt - ZIP64_LOCATOR_BYTES, ZIP64_LOCATOR_BYTES).readBigUInt64LE(8))
    if (at + 56 > this.#file.bytes) throw this.#damaged('its list of parts is broken')
    const record = this.#readAt(at, 56)
    if (record.readUInt32LE(0) !== 0x06064b50) throw this.#damaged('its list of parts is broken')
    const read = (offset: number): number => Number(record.readBigUInt64LE(offset))
    return { nEntries: read(32), bytes: read(40), at: read(48) }
  }

  /** Parts that share bytes are how a small archive is made to unpack to a huge one. */
  #refuseOverlaps(): void {
    const inOrder = [...this.entries.values()].sort((a, b) => a.headerAt - b.headerAt)
    for (const [index, entry] of inOrder.entries()) {
      const end = inOrder[index + 1]?.headerAt ?? this.#file.bytes
      if (entry.headerAt + 30 + entry.packedBytes > end) throw this.#damaged('its parts overlap')
    }
  }

  #readAt(at: number, length: number): Buffer {
    if (this.#descriptor === null) throw new AppError('internal', 'read needs an open archive, got a closed one')
    const bytes = Buffer.alloc(length)
    let done = 0
    try {
      while (done < length) {
        const n = readSync(this.#descriptor, bytes, done, length - done, at + done)
        if (n === 0) break
        done += n
      }
    } catch (cause) {
      throw inputFileError(cause, this.#file.fileName)
    }
    if (done < length) throw this.#damaged('it ends too early')
    return bytes
  }

  #damaged(what: string, cause?: unknown): AppError {
    const { fileName } = this.#file
    return new AppError('badData', `${fileName} is a damaged workbook: ${what}`, {
      hint: 'Open it in the program that made it and save it again, or copy it again from where it came from.',
      place: { file: fileName },
      cause,
    })
  }

  #tooLarge(problem: string): AppError {
    const { fileName } = this.#file
    return new AppError('tooLarge', `${fileName} ${problem}`, {
      hint: 'Save the one sheet that is needed as CSV, and import that.',
      place: { file: fileName },
    })
  }
}

/** Sizes and place of an entry; those that do not fit 32 bits stand in the extra field number 1. */
function zip64Sizes(
  directory: Buffer,
  at: number,
  extraAt: number,
  nExtra: number,
): { packedBytes: number; bytes: number; headerAt: number } | null {
  const small = [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)]
  const large = small.includes(0xffffffff) ? extraNumbers(directory, extraAt, nExtra) : []
  const [bytes, packedBytes, headerAt] = small.map((value) => (value === 0xffffffff ? large.shift() : value))
  if (bytes === undefined || packedBytes === undefined || headerAt === undefined) return null
  return { bytes, packedBytes, headerAt }
}

function extraNumbers(directory: Buffer, extraAt: number, nExtra: number): number[] {
  const end = extraAt + nExtra
  for (let at = extraAt; at + 4 <= end; ) {
    const length = directory.readUInt16LE(at + 2)
    if (at + 4 + length > end) return []
    if (directory.readUInt16LE(at) === 1) {
      return Array.from({ length: Math.floor(length / 8) }, (_, i) => Number(directory.readBigUInt64LE(at + 4 + i * 8)))
    }
    at += 4 + length
  }
  return []
}

function shortName(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 59)}…` : name)
}
