import { AppError } from '../../../shared/errors.ts'
import type { CsvLimits } from '../limits.ts'
import type { ByteSource } from './byte-source.ts'

/** How records and cells are told apart. */
export interface RecordDialect {
  readonly delimiter: string
  readonly quote: string
  /** A carriage return alone ends a line (files of old Macintoshes); elsewhere it is part of the cell. */
  readonly isReturnLineEnd: boolean
}

export interface LineEndingCounts {
  lineFeed: number
  returnLineFeed: number
  return: number
}

const LINE_FEED = 0x0a
const RETURN = 0x0d
const BLOCK = 1 << 20
/** Smallest buffer: a character cut off by the last read always fits behind the unfinished record. */
const MIN_BLOCK = 16
const encoder = new TextEncoder()

/**
 * Splits UTF-8 bytes into records and cells, exactly: nothing is trimmed, padded, dropped or guessed.
 *
 * A quote counts only at the very beginning of a cell; inside, two quotes stand for one, and delimiters and line ends are
 * text. After the closing quote only a delimiter or the end of the line may follow. An empty line is a record of one empty cell;
 * what it means is the caller's decision.
 *
 * Cells are handed out as byte ranges of a reused buffer: they are valid until the next call of {@link next}.
 */
export class RecordScanner {
  /** Holds the cells of the current record. */
  bytes: Buffer
  /** First byte of each cell. */
  starts: Int32Array = new Int32Array(256)
  /** Byte after each cell. */
  ends: Int32Array = new Int32Array(256)
  nCells = 0
  /** Physical line the current record begins in, from 1. */
  line = 0
  /** True when the record is an empty line, no quotes in it. */
  isEmptyLine = false
  readonly lineEndings: LineEndingCounts = { lineFeed: 0, returnLineFeed: 0, return: 0 }

  readonly #source: ByteSource
  readonly #fileName: string
  readonly #limits: CsvLimits
  readonly #delimiter: Uint8Array
  readonly #quote: number
  readonly #isReturnLineEnd: boolean
  /** 1 for bytes that may end an unquoted cell. */
  readonly #stops = new Uint8Array(256)
  #position = 0
  #limit = 0
  #isAtEnd = false
  #nextLine = 1
  #escaped: number[] = []

  constructor(source: ByteSource, dialect: RecordDialect, limits: CsvLimits, fileName: string, blockSize = BLOCK) {
    this.#source = source
    this.#fileName = fileName
    this.#limits = limits
    this.#delimiter = encoder.encode(dialect.delimiter)
    this.#quote = encoder.encode(dialect.quote)[0]!
    this.#isReturnLineEnd = dialect.isReturnLineEnd
    for (const byte of [this.#delimiter[0]!, LINE_FEED, RETURN]) this.#stops[byte] = 1
    this.bytes = Buffer.alloc(Math.max(blockSize, MIN_BLOCK))
  }

  /**
   * Goes to the next record.
   *
   * @returns false at the end of the file
   * @throws AppError `badData` for a quote that is never closed or is followed by text, `tooLarge` beyond the limits
   */
  next(): boolean {
    while (!this.#scan()) this.#refill()
    if (this.nCells === 0) return false
    for (const cell of this.#escaped) this.#unescape(cell)
    this.#checkCells()
    return true
  }

  /** The text of one cell of the current record. */
  text(cell: number): string {
    return this.bytes.toString('utf8', this.starts[cell]!, this.ends[cell]!)
  }

  /** @returns false if the record goes on beyond the bytes at hand; true with `nCells` 0 at the end */
  #scan(): boolean {
    const { bytes } = this
    const limit = this.#limit
    const quote = this.#quote
    this.nCells = 0
    this.#escaped.length = 0
    this.line = this.#nextLine
    let at = this.#position
    if (at === limit) return this.#isAtEnd
    let innerLines = 0
    for (;;) {
      let start = at
      let end = at
      const isQuoted = at < limit && bytes[at] === quote
      if (isQuoted) {
        start = at + 1
        let isEscaped = false
        for (end = start; ; end++) {
          while (end < limit && bytes[end] !== quote) {
            const byte = bytes[end++]
            if (byte === LINE_FEED || (byte === RETURN && this.#isReturnLineEnd && bytes[end] !== LINE_FEED))
              innerLines++
          }
          if (end >= limit) {
            if (!this.#isAtEnd) return false
            this.#fail(
              this.line,
              'has a quote that is never closed',
              'Close the quote, or choose another quote character.',
            )
          }
          if (end + 1 >= limit || bytes[end + 1] !== quote) break
          isEscaped = true
          end++
        }
        at = end + 1
        if (isEscaped) this.#escaped.push(this.nCells)
      } else {
        at = this.#cellEnd(at)
        if (at < 0) return false
        end = at
      }
      this.#pushCell(start, end)
      if (at >= limit) {
        if (!this.#isAtEnd) return false
        return this.#finish(at, innerLines, false)
      }
      const found = this.#separatorAt(at)
      if (found === 'more') return false
      if (found === 'delimiter') at += this.#delimiter.length
      else if (found === 'text')
        this.#fail(this.line + innerLines, 'has text after a closing quote', 'Double the quotes inside quoted text.')
      else {
        this.isEmptyLine = this.nCells === 1 && start === end && !isQuoted
        return this.#finish(at + this.#countLineEnding(at), innerLines, true)
      }
    }
  }

  /** Byte after the unquoted cell that begins at `from`, or −1 if it may go on beyond the bytes at hand. */
  #cellEnd(from: number): number {
    const { bytes } = this
    const limit = this.#limit
    const stops = this.#stops
    let at = from
    for (;;) {
      while (at < limit && stops[bytes[at]!] === 0) at++
      if (at >= limit) return this.#isAtEnd ? at : -1
      const found = this.#separatorAt(at)
      if (found === 'more') return -1
      if (found !== 'text') return at
      at++
    }
  }

  #separatorAt(at: number): 'delimiter' | 'line' | 'text' | 'more' {
    const { bytes } = this
    const byte = bytes[at]
    if (byte === LINE_FEED) return 'line'
    if (byte === RETURN) {
      if (at + 1 < this.#limit) return bytes[at + 1] === LINE_FEED || this.#isReturnLineEnd ? 'line' : 'text'
      return this.#isAtEnd ? 'line' : 'more'
    }
    const delimiter = this.#delimiter
    for (let i = 0; i < delimiter.length; i++) {
      if (at + i >= this.#limit) return this.#isAtEnd ? 'text' : 'more'
      if (bytes[at + i] !== delimiter[i]) return 'text'
    }
    return 'delimiter'
  }

  #countLineEnding(at: number): number {
    if (this.bytes[at] === LINE_FEED) {
      this.lineEndings.lineFeed++
      return 1
    }
    const isPair = at + 1 < this.#limit && this.bytes[at + 1] === LINE_FEED
    if (isPair) this.lineEndings.returnLineFeed++
    else this.lineEndings.return++
    return isPair ? 2 : 1
  }

  #finish(position: number, innerLines: number, hasLineEnd: boolean): true {
    if (!hasLineEnd) this.isEmptyLine = false
    this.#position = position
    this.#nextLine = this.line + innerLines + 1
    return true
  }

  #pushCell(start: number, end: number): void {
    if (this.nCells === this.starts.length) {
      if (this.nCells > this.#limits.columns) {
        throw this.#tooLarge(
          `needs to have at most ${this.#limits.columns} columns, got more`,
          'Leave out columns that are not needed.',
        )
      }
      this.starts = grown(this.starts)
      this.ends = grown(this.ends)
    }
    this.starts[this.nCells] = start
    this.ends[this.nCells] = end
    this.nCells++
  }

  /** Replaces doubled quotes by single ones, in place: the result is never longer. */
  #unescape(cell: number): void {
    const { bytes } = this
    const end = this.ends[cell]!
    let to = this.starts[cell]!
    for (let from = to; from < end; from++) {
      bytes[to++] = bytes[from]!
      if (bytes[from] === this.#quote) from++
    }
    this.ends[cell] = to
  }

  #checkCells(): void {
    if (this.nCells > this.#limits.columns) {
      throw this.#tooLarge(
        `needs to have at most ${this.#limits.columns} columns, got ${this.nCells}`,
        'Leave out columns that are not needed.',
      )
    }
    const size = this.ends[this.nCells - 1]! - this.starts[0]!
    if (size <= this.#limits.cellBytes) return
    if (size > this.#limits.lineBytes) this.#failLine()
    for (let cell = 0; cell < this.nCells; cell++) {
      const length = this.ends[cell]! - this.starts[cell]!
      if (length <= this.#limits.cellBytes) continue
      throw this.#tooLarge(
        `needs cells of at most ${this.#limits.cellBytes} bytes, got ${length}`,
        'Shorten or leave out the long texts.',
      )
    }
  }

  /** Moves the unfinished record to the front of the buffer and reads more behind it. */
  #refill(): void {
    const left = this.#limit - this.#position
    if (left > this.#limits.lineBytes) this.#failLine()
    const target = left > this.bytes.length / 2 ? Buffer.alloc(this.bytes.length * 2) : this.bytes
    target.set(this.bytes.subarray(this.#position, this.#limit))
    this.bytes = target
    this.#position = 0
    const n = this.#source.read(this.bytes, left)
    this.#limit = left + n
    if (n === 0) this.#isAtEnd = true
  }

  #failLine(): never {
    throw this.#tooLarge(
      `needs lines of at most ${this.#limits.lineBytes} bytes, got a longer one`,
      'A quote that is never closed makes such lines: check the quotes there.',
    )
  }

  #fail(line: number, problem: string, hint: string): never {
    throw new AppError('badData', `${this.#fileName} ${problem} in line ${line}`, {
      hint,
      place: { file: this.#fileName, line },
    })
  }

  #tooLarge(problem: string, hint: string): AppError {
    return new AppError('tooLarge', `${this.#fileName} ${problem} in line ${this.line}`, {
      hint,
      place: { file: this.#fileName, line: this.line },
    })
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
