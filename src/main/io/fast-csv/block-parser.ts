import { isUtf8 } from 'node:buffer'
import { type ScannedNumber, scanNumber } from '../../core/frame/parse-number.ts'
import { ByteDictionary } from '../table/byte-dictionary.ts'
import { createMissingTexts, type MissingTexts } from '../table/missing-texts.ts'
import { LINE_FEED, NotPlain, type ParsedBlock, type ParseKind, type PlainCsv, RETURN } from './plain-csv.ts'

const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
const FNV_PRIME = 0x01000193
/** Digits that a double holds for certain. */
const SAFE_DIGITS = 15
const POWERS_OF_TEN = Float64Array.from({ length: SAFE_DIGITS + 1 }, (_, exponent) => 10 ** exponent)

const NO_ROOM: Room = { stride: 0, numbers: new Float64Array(0), codes: new Int32Array(0) }

const NUMERIC = 0
const TEXT = 1
const SKIP = 2

/** Where the values of a block are written; kept from block to block. */
interface Room {
  stride: number
  numbers: Float64Array
  codes: Int32Array
}

/**
 * Parses blocks of whole records into columns, byte by byte: short plain numbers and unquoted texts on the spot, every other
 * cell by the same functions as the exact reader. What it cannot read exactly as that one does it refuses by {@link NotPlain}.
 */
export class BlockParser {
  readonly #csv: PlainCsv
  readonly #kinds: Uint8Array
  /** Position of a column among those of its kind. */
  readonly #places: Int32Array
  readonly #dictionaries: ByteDictionary[]
  readonly #nNumeric: number
  readonly #missing: MissingTexts
  /** True if a missing text could be taken for a number: then every number is compared with them. */
  readonly #isNumberMissing: boolean
  readonly #mark: number
  #unfit: number[] = []
  readonly #scanned: ScannedNumber = { shape: 'other', value: Number.NaN }
  /** Two, so that the block before may still be read while this one is parsed. */
  #otherRoom: Room = NO_ROOM
  #room: Room = NO_ROOM
  /** The content of the cell last read the slow way. */
  #cell: Buffer = Buffer.alloc(0)
  #cellStart = 0
  #cellEnd = 0
  #nRows = 0
  #nLineFeeds = 0
  #nReturnLineFeeds = 0

  constructor(csv: PlainCsv, kinds: readonly ParseKind[]) {
    this.#csv = csv
    this.#kinds = Uint8Array.from(kinds, (kind) => (kind === 'numeric' ? NUMERIC : kind === 'text' ? TEXT : SKIP))
    this.#places = Int32Array.from(kinds, (kind, index) => kinds.slice(0, index).filter((it) => it === kind).length)
    this.#dictionaries = kinds.filter((kind) => kind === 'text').map(() => new ByteDictionary())
    this.#nNumeric = kinds.filter((kind) => kind === 'numeric').length
    this.#missing = createMissingTexts(csv.missing)
    this.#isNumberMissing = csv.missing.some((text) => /[0-9]/.test(text))
    this.#mark = csv.decimal === '.' ? 0x2e : 0x2c
  }

  /**
   * Parses one block.
   *
   * @param bytes - holds the block; one byte after it is overwritten
   * @param length - bytes of the block, which ends with its last record
   * @returns columns that stay valid until the next call but one
   * @throws NotPlain
   */
  parse(bytes: Buffer, length: number): ParsedBlock {
    if (!isUtf8(bytes.subarray(0, length))) throw new NotPlain('bytes')
    const known = this.#dictionaries.map(({ size }) => size)
    this.#nRows = 0
    this.#nLineFeeds = 0
    this.#nReturnLineFeeds = 0
    this.#unfit = []
    ;[this.#room, this.#otherRoom] = [this.#otherRoom, this.#room]
    const hasLineEnd = bytes[length - 1] === LINE_FEED
    if (!hasLineEnd && bytes[length - 1] === RETURN) throw new NotPlain('last line')
    bytes[length] = LINE_FEED
    const limit = hasLineEnd ? length : length + 1
    const endsEmpty = this.#rows(bytes, limit)
    if (!hasLineEnd) this.#nLineFeeds--
    return {
      nRows: this.#nRows,
      ...this.#room,
      newTexts: this.#dictionaries.map((dictionary, index) => dictionary.slice(known[index]!)),
      unfit: this.#unfit,
      nLineFeeds: this.#nLineFeeds,
      nReturnLineFeeds: this.#nReturnLineFeeds,
      endsEmpty,
    }
  }

  /** @returns whether the block ends in empty lines */
  #rows(bytes: Buffer, limit: number): boolean {
    const { cellBytes } = this.#csv.limits
    let at = 0
    while (at < limit) {
      const byte = bytes[at]
      if (byte === LINE_FEED || (byte === RETURN && bytes[at + 1] === LINE_FEED)) {
        this.#requireEmpty(bytes, at, limit)
        return true
      }
      if (this.#nRows === this.#room.stride) this.#makeRoom(at, limit)
      const next = this.#row(bytes, at, this.#nRows)
      if (next - at > cellBytes) throw new NotPlain('long line')
      if (next > limit) throw new NotPlain('open quote')
      at = next
      this.#nRows++
    }
    return false
  }

  /** Reads one record. @returns first byte of the next one */
  #row(bytes: Buffer, from: number, row: number): number {
    const kinds = this.#kinds
    const places = this.#places
    const { stride, numbers, codes } = this.#room
    const { delimiter, quote } = this.#csv
    const mark = this.#mark
    const last = kinds.length - 1
    let at = from
    for (let column = 0; ; column++) {
      let byte = bytes[at]!
      const kind = kinds[column]
      if (kind === NUMERIC) {
        let to = at
        const isNegative = byte === MINUS
        if (isNegative) byte = bytes[++to]!
        const first = to
        let mantissa = 0
        for (; byte >= ZERO && byte <= NINE; byte = bytes[++to]!) mantissa = mantissa * 10 + (byte - ZERO)
        let nDigits = to - first
        let isPlain = nDigits < 2 || bytes[first] !== ZERO
        if (byte === mark && mark !== delimiter) {
          const point = to
          byte = bytes[++to]!
          for (; byte >= ZERO && byte <= NINE; byte = bytes[++to]!) mantissa = mantissa * 10 + (byte - ZERO)
          const nFraction = to - point - 1
          nDigits += nFraction
          if (nDigits <= SAFE_DIGITS) mantissa /= POWERS_OF_TEN[nFraction]!
        }
        isPlain &&= nDigits > 0 && nDigits <= SAFE_DIGITS && !this.#isNumberMissing
        if (isPlain && (byte === delimiter || byte === LINE_FEED)) {
          numbers[places[column]! * stride + row] = isNegative ? -mantissa : mantissa
          at = to
        } else at = this.#slowNumber(bytes, at, row, column)
      } else if (kind === TEXT && byte !== quote) {
        const dictionary = this.#dictionaries[places[column]!]!
        const start = at
        let hash = dictionary.seed
        // Behind an open quote the row runs on into what the buffer held before, and may run out of it.
        for (; byte !== delimiter && byte !== LINE_FEED && byte !== RETURN && byte !== undefined; byte = bytes[++at]!)
          hash = Math.imul(hash ^ byte, FNV_PRIME)
        if (byte === RETURN && bytes[at + 1] !== LINE_FEED) at = this.#slowText(bytes, start, row, column)
        else codes[places[column]! * stride + row] = dictionary.codeOfHashed(hash, bytes, start, at)
      } else if (kind === TEXT) at = this.#slowText(bytes, at, row, column)
      else at = this.#readCell(bytes, at)
      if (bytes[at] === delimiter) {
        if (column === last) throw new NotPlain('more cells than columns')
        at++
      } else if (column === last) return this.#lineEnd(bytes, at)
      else throw new NotPlain('fewer cells than columns')
    }
  }

  #lineEnd(bytes: Buffer, at: number): number {
    if (bytes[at] === LINE_FEED) {
      this.#nLineFeeds++
      return at + 1
    }
    this.#nReturnLineFeeds++
    return at + 2
  }

  #slowNumber(bytes: Buffer, from: number, row: number, column: number): number {
    const place = this.#places[column]! * this.#room.stride + row
    const byte = bytes[from]
    // An empty cell: by far the most frequent one that is no number.
    if (byte === this.#csv.delimiter || byte === LINE_FEED) {
      if (!this.#missing.matches(bytes, from, from)) this.#makeUnfit(column)
      this.#room.numbers[place] = Number.NaN
      return from
    }
    const at = this.#readCell(bytes, from)
    const cell = this.#cell
    this.#room.numbers[place] = Number.NaN
    if (this.#missing.matches(cell, this.#cellStart, this.#cellEnd)) return at
    scanNumber(cell, this.#cellStart, this.#cellEnd, this.#csv.decimal, this.#scanned)
    if (this.#scanned.shape === 'number') this.#room.numbers[place] = this.#scanned.value
    else this.#makeUnfit(column)
    return at
  }

  /** From here on the column is passed over: it will be read again as text. */
  #makeUnfit(column: number): void {
    this.#kinds[column] = SKIP
    this.#unfit.push(column)
  }

  #slowText(bytes: Buffer, from: number, row: number, column: number): number {
    const at = this.#readCell(bytes, from)
    const place = this.#places[column]!
    const dictionary = this.#dictionaries[place]!
    this.#room.codes[place * this.#room.stride + row] = dictionary.codeOf(this.#cell, this.#cellStart, this.#cellEnd)
    return at
  }

  /** Finds the content of any cell. @returns the byte after the cell: a delimiter or a line end */
  #readCell(bytes: Buffer, from: number): number {
    const { delimiter, quote } = this.#csv
    let at = from
    this.#cell = bytes
    if (bytes[at] === quote) {
      at = this.#readQuoted(bytes, from)
      const byte = bytes[at]
      if (byte !== delimiter && byte !== LINE_FEED && !(byte === RETURN && bytes[at + 1] === LINE_FEED))
        throw new NotPlain('text behind a quote')
      return at
    }
    for (; at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LINE_FEED; at++)
      if (bytes[at] === RETURN && bytes[at + 1] === LINE_FEED) break
    this.#cellStart = from
    this.#cellEnd = at
    return at
  }

  #readQuoted(bytes: Buffer, from: number): number {
    const { quote } = this.#csv
    let at = from + 1
    let nDoubled = 0
    for (; ; at++) {
      // The block ends with a record, so a quote that is not closed there never is.
      if (at >= bytes.length) throw new NotPlain('open quote')
      if (bytes[at] !== quote) continue
      if (bytes[at + 1] !== quote) break
      at++
      nDoubled++
    }
    this.#cellStart = from + 1
    this.#cellEnd = at
    if (nDoubled > 0) this.#undouble(bytes.subarray(from + 1, at), nDoubled)
    return at + 1
  }

  #undouble(content: Buffer, nDoubled: number): void {
    const { quote } = this.#csv
    const cell = Buffer.alloc(content.length - nDoubled)
    let to = 0
    for (let at = 0; at < content.length; at++) {
      cell[to++] = content[at]!
      if (content[at] === quote) at++
    }
    this.#cell = cell
    this.#cellStart = 0
    this.#cellEnd = to
  }

  #requireEmpty(bytes: Buffer, from: number, limit: number): void {
    if (this.#kinds.length === 1) throw new NotPlain('empty cell of a single column')
    for (let at = from; at < limit; ) {
      const isPair = bytes[at] === RETURN && bytes[at + 1] === LINE_FEED
      if (!isPair && bytes[at] !== LINE_FEED) throw new NotPlain('empty line')
      at = this.#lineEnd(bytes, at)
    }
  }

  /** Makes room for the rows still to come, going by the length of those read. */
  #makeRoom(at: number, limit: number): void {
    const { stride, numbers, codes } = this.#room
    const rowBytes = this.#nRows === 0 ? this.#kinds.length * 3 : at / this.#nRows
    const wanted = this.#nRows + Math.ceil(((limit - at) / rowBytes) * 1.1) + 64
    // An odd number of cache lines, or all columns would fall on the same few of them.
    const larger = Math.ceil(wanted / 16) * 16 + 8
    const nText = this.#dictionaries.length
    this.#room = {
      stride: larger,
      numbers: spread(numbers, new Float64Array(new SharedArrayBuffer(8 * this.#nNumeric * larger)), stride, larger),
      codes: spread(codes, new Int32Array(new SharedArrayBuffer(4 * nText * larger)), stride, larger),
    }
  }
}

function spread<T extends Float64Array | Int32Array>(from: T, to: T, stride: number, larger: number): T {
  for (let k = 0; k * stride < from.length; k++) to.set(from.subarray(k * stride, (k + 1) * stride), k * larger)
  return to
}
