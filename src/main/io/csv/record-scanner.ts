import { AppError } from '../../../shared/errors.ts'
import type { CsvLimits } from '../limits.ts'
import { CELL_KINDS } from '../table/row-source.ts'
import type { ByteSource } from './byte-source.ts'
import { doubled, unescapeQuotes } from './cell-bytes.ts'
import { PlainRecords } from './plain-records.ts'
import type { LineEndingCounts, RecordDialect } from './record-dialect.ts'

const LINE_FEED = 0x0a
const RETURN = 0x0d
const BACKSLASH = 0x5c
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
  /** Cells that {@link mend} added are missing; of all others a text file says nothing. */
  kinds: Uint8Array | null = null
  /** Physical line the current record begins in, from 1. */
  line = 0
  /** True when the record is an empty line, no quotes in it. */
  isEmptyLine = false
  /** True when the record is a whole line that is a comment, in one cell. */
  isComment = false
  isUnclosed = false
  /** Where most records are found; null if no record of this dialect could be. */
  readonly plain: PlainRecords | null
  /** Whether the current record was found by `plain`, which then knows more of it. */
  isPlain = false
  readonly lineEndings: LineEndingCounts = { lineFeed: 0, returnLineFeed: 0, return: 0 }

  readonly #source: ByteSource
  readonly #fileName: string
  readonly #limits: CsvLimits
  readonly #delimiter: Uint8Array
  readonly #quote: number
  readonly #isReturnLineEnd: boolean
  readonly #isBackslashed: boolean
  readonly #comment: Uint8Array | null
  /** 1 for bytes that may end an unquoted cell. */
  readonly #stops = new Uint8Array(256)
  #position = 0
  #limit = 0
  #isAtEnd = false
  #nextLine = 1
  #escaped: number[] = []
  /** Line of the quote that the bytes at hand do not close; 0 if there is none. */
  #openQuoteLine = 0
  /** Of the quoted cell looked at last: line ends inside it, and whether quotes stand escaped in it. */
  #linesCrossed = 0
  #isCellEscaped = false
  /** Bytes dropped from the front of the buffer so far. */
  #dropped = 0

  constructor(source: ByteSource, dialect: RecordDialect, limits: CsvLimits, fileName: string, blockSize = BLOCK) {
    this.#source = source
    this.#fileName = fileName
    this.#limits = limits
    this.#delimiter = encoder.encode(dialect.delimiter)
    this.#quote = encoder.encode(dialect.quote)[0]!
    this.#isReturnLineEnd = dialect.isReturnLineEnd
    this.#isBackslashed = dialect.escape === 'backslash'
    this.#comment = dialect.comment === null ? null : encoder.encode(dialect.comment)
    const isPlain = this.#delimiter.length === 1 && !dialect.isReturnLineEnd
    this.plain = isPlain ? new PlainRecords(this.#delimiter[0]!, this.#quote) : null
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
    this.kinds = null
    this.isComment = false
    if (this.#comment !== null && this.#beginsWith(this.#comment)) {
      this.isComment = true
      return this.nextLine()
    }
    while (!this.#scan()) this.#refill()
    if (this.nCells === 0) return false
    for (const cell of this.#escaped) {
      const [start, end] = [this.starts[cell]!, this.ends[cell]!]
      this.ends[cell] = unescapeQuotes(this.bytes, start, end, this.#quote, this.#isBackslashed)
    }
    this.#checkCells()
    return true
  }

  /** Goes to the next line and hands it out whole, in one cell, quotes and delimiters as they stand. */
  nextLine(): boolean {
    this.kinds = null
    while (!this.#scanLine()) this.#refill()
    if (this.nCells > 0) this.#checkCells()
    return this.nCells > 0
  }

  /** Bytes of text before the current position. */
  get offset(): number {
    return this.#dropped + this.#position
  }

  /** Whether a cell of the current record stands in quotes. */
  isQuoted(cell: number): boolean {
    const start = this.starts[cell]!
    return start > 0 && this.bytes[start - 1] === this.#quote
  }

  /** Gives the current record `width` cells: those that are absent are missing, those too many are left off. */
  mend(width: number): void {
    if (this.nCells < width) {
      const kinds = new Uint8Array(width)
      const end = this.ends[this.nCells - 1]!
      for (let cell = this.nCells; cell < width; cell++) {
        kinds[cell] = CELL_KINDS.missing
        this.#pushCell(end, end)
      }
      this.kinds = kinds
    }
    this.nCells = width
  }

  /** The text of one cell of the current record. */
  text(cell: number): string {
    return this.bytes.toString('utf8', this.starts[cell]!, this.ends[cell]!)
  }

  #beginsWith(text: Uint8Array): boolean {
    while (this.#limit - this.#position < text.length && !this.#isAtEnd) this.#refill()
    if (this.#limit - this.#position < text.length) return false
    for (let i = 0; i < text.length; i++) if (this.bytes[this.#position + i] !== text[i]) return false
    return true
  }

  /** @returns as {@link #scan} */
  #scanLine(): boolean {
    const { bytes } = this
    const limit = this.#limit
    this.nCells = 0
    this.line = this.#nextLine
    const start = this.#position
    if (start === limit) return this.#isAtEnd
    let at = start
    while (at < limit && bytes[at] !== LINE_FEED && !(bytes[at] === RETURN && this.#isReturnLineEnd)) at++
    if (at >= limit && !this.#isAtEnd) return false
    if (at + 1 >= limit && bytes[at] === RETURN && !this.#isAtEnd) return false
    const isPair = at > start && bytes[at] === LINE_FEED && bytes[at - 1] === RETURN
    this.#pushCell(start, isPair ? at - 1 : at)
    this.isEmptyLine = this.starts[0] === this.ends[0]
    if (at >= limit) return this.#finish(at, 0, false)
    const from = isPair ? at - 1 : at
    return this.#finish(from + this.#countLineEnding(from), 0, true)
  }

  /** @returns false if the record goes on beyond the bytes at hand; true with `nCells` 0 at the end */
  #scan(): boolean {
    const { bytes } = this
    const limit = this.#limit
    const quote = this.#quote
    this.nCells = 0
    this.#escaped.length = 0
    this.#openQuoteLine = 0
    this.line = this.#nextLine
    let at = this.#position
    this.isPlain = false
    if (at === limit) return this.#isAtEnd
    if (this.plain !== null) {
      const end = this.plain.find(bytes, at, limit, this.starts, this.ends)
      if (end >= 0) {
        this.isPlain = true
        this.nCells = this.plain.nCells
        this.isEmptyLine = this.nCells === 1 && this.starts[0] === end
        return this.#finish(end + this.#countLineEnding(end), 0, true)
      }
    }
    let innerLines = 0
    for (;;) {
      let start = at
      let end = at
      const isQuoted = at < limit && bytes[at] === quote
      if (isQuoted) {
        start = at + 1
        end = this.#quotedEnd(start, innerLines)
        if (end < 0) return false
        innerLines += this.#linesCrossed
        at = end + 1
        if (this.#isCellEscaped) this.#escaped.push(this.nCells)
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
        this.#fail(
          this.line + innerLines,
          'has text after a closing quote',
          this.#isBackslashed
            ? 'Put a backslash before quotes inside quoted text.'
            : 'Double the quotes inside quoted text, or say that a backslash stands before them.',
        )
      else {
        this.isEmptyLine = this.nCells === 1 && start === end && !isQuoted
        return this.#finish(at + this.#countLineEnding(at), innerLines, true)
      }
    }
  }

  /** Place of the quote that closes the cell whose text begins at `start`, or −1 if it lies beyond the bytes at hand. */
  #quotedEnd(start: number, innerLines: number): number {
    const { bytes } = this
    const limit = this.#limit
    const quote = this.#quote
    const backslash = this.#isBackslashed ? BACKSLASH : -1
    this.#linesCrossed = 0
    this.#isCellEscaped = false
    for (let end = start; ; end++) {
      for (; end < limit && bytes[end] !== quote; end++) {
        const byte = bytes[end]
        if (byte === LINE_FEED || (byte === RETURN && this.#isReturnLineEnd && bytes[end + 1] !== LINE_FEED))
          this.#linesCrossed++
        else if (byte === backslash && (bytes[end + 1] === quote || bytes[end + 1] === BACKSLASH) && end + 1 < limit) {
          this.#isCellEscaped = true
          end++
        }
      }
      if (end >= limit) {
        const line = this.line + innerLines
        this.#openQuoteLine = line
        if (!this.#isAtEnd) return -1
        this.isUnclosed = true
        this.#fail(
          line,
          'has a quote that is never closed',
          'Close the quote, or choose another quote character (--quote on the command line).',
        )
      }
      if (end + 1 >= limit || bytes[end + 1] !== quote) return end
      this.#isCellEscaped = true
      end++
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
        this.#failSize(
          `needs to have at most ${this.#limits.columns} columns, got more in line ${this.line}`,
          'Leave out columns that are not needed.',
        )
      }
      this.starts = doubled(this.starts)
      this.ends = doubled(this.ends)
    }
    this.starts[this.nCells] = start
    this.ends[this.nCells] = end
    this.nCells++
  }

  #checkCells(): void {
    if (this.nCells > this.#limits.columns) {
      this.#failSize(
        `needs to have at most ${this.#limits.columns} columns, got ${this.nCells} in line ${this.line}`,
        'Leave out columns that are not needed.',
      )
    }
    const size = this.ends[this.nCells - 1]! - this.starts[0]!
    if (size <= this.#limits.cellBytes) return
    if (size > this.#limits.lineBytes) this.#failLine()
    for (let cell = 0; cell < this.nCells; cell++) {
      const length = this.ends[cell]! - this.starts[cell]!
      if (length <= this.#limits.cellBytes) continue
      this.#failSize(
        `needs cells of at most ${this.#limits.cellBytes} bytes, got ${length} in line ${this.line}`,
        'Shorten or leave out the long texts.',
      )
    }
  }

  /** Moves the unfinished record to the front of the buffer and reads more behind it. */
  #refill(): void {
    const left = this.#limit - this.#position
    if (left > this.#limits.lineBytes) {
      if (this.#openQuoteLine > 0) this.#failOpenQuote(this.#openQuoteLine)
      this.#failLine()
    }
    const target = left > this.bytes.length / 2 ? Buffer.alloc(this.bytes.length * 2) : this.bytes
    target.set(this.bytes.subarray(this.#position, this.#limit))
    this.bytes = target
    this.#dropped += this.#position
    this.#position = 0
    const n = this.#source.read(this.bytes, left)
    this.#limit = left + n
    if (n === 0) this.#isAtEnd = true
  }

  #failLine(): never {
    this.#failSize(
      `needs lines of at most ${this.#limits.lineBytes} bytes, got a longer one in line ${this.line}`,
      'Shorten or leave out the long texts, and check that the file has line ends.',
    )
  }

  #failOpenQuote(line: number): never {
    this.isUnclosed = true
    this.#failSize(
      `has a quote that opens in line ${line} and is not closed within ${this.#limits.lineBytes} bytes`,
      'Close the quote, choose another quote character (--quote on the command line), or shorten the text.',
      line,
    )
  }

  #fail(line: number, problem: string, hint: string): never {
    throw new AppError('badData', `${this.#fileName} ${problem} in line ${line}`, {
      hint,
      place: { file: this.#fileName, line },
    })
  }

  #failSize(problem: string, hint: string, line = this.line): never {
    throw new AppError('tooLarge', `${this.#fileName} ${problem}`, { hint, place: { file: this.#fileName, line } })
  }
}
