const LINE_FEED = 0x0a
const RETURN = 0x0d
const DOUBLE_QUOTE = 0x22
// A text that begins so is a formula to a spreadsheet, unless it is a number.
const MINUS = 0x2d
const EQUALS = 0x3d
const PLUS = 0x2b
const AT = 0x40
const SPACE = 0x20
const ZERO = 0x30
const NINE = 0x39
/** Digits that a double holds for certain. */
const SAFE_DIGITS = 15
const POWERS_OF_TEN = Float64Array.from({ length: SAFE_DIGITS + 1 }, (_, exponent) => 10 ** exponent)

// Classes of bytes.
const PRINTABLE = 0
const DELIMITER = 1
const LINE_END = 2
const ODD = 3

/** Records in a row that are not plain, after which none is looked at for a while. */
const MOST_MISSES = 16
const PAUSE = 1024

/**
 * Finds the cells of records without quoted cells in one quick pass, for marks of one byte and lines that end with `\n` or `\r\n`. Of any
 * other record it says nothing: that is the business of the exact scanner.
 */
export class PlainRecords {
  /** Of the last record found. */
  nCells = 0
  /** The cells of the last record found, printed by `printCell`, are its very bytes. */
  isCopyable = false
  /**
   * Per cell of the last record: its number, where it was to be read and is one for certain: up to 15 digits, with a minus and a decimal
   * mark or without, which a double gives exactly as a quotient of two numbers it holds. Else NaN.
   */
  numbers = new Float64Array(0)
  /** Per cell 1 if it is to be read. */
  #isNumber = new Uint8Array(0)
  #mark = 0
  readonly #classes = new Uint8Array(256).fill(ODD)
  readonly #quote: number
  #nMisses = 0
  #pause = 0

  constructor(delimiter: number, quote: number) {
    this.#quote = quote
    this.#classes.fill(PRINTABLE, 0x20, 0x7f)
    for (const mark of [quote, DOUBLE_QUOTE]) this.#classes[mark] = ODD
    this.#classes[delimiter] = DELIMITER
    for (const end of [LINE_FEED, RETURN]) this.#classes[end] = LINE_END
  }

  /**
   * Has the numbers of some cells read on the way.
   *
   * @param mark - decimal mark; it must not be the delimiter or the quote
   */
  readNumbers(cells: readonly number[], mark: number): void {
    this.#isNumber = new Uint8Array(Math.max(...cells, -1) + 1)
    for (const cell of cells) this.#isNumber[cell] = 1
    this.numbers = new Float64Array(this.#isNumber.length).fill(Number.NaN)
    this.#mark = mark
  }

  /**
   * Finds the cells of the record that begins at a byte.
   *
   * @param limit - end of the bytes at hand
   * @param starts - receives the first byte of each cell
   * @param ends - receives the byte after each cell
   * @returns place of the line end; −1 if the record is not plain, has too many cells for the arrays, or may go on beyond the bytes at hand
   */
  find(bytes: Uint8Array, from: number, limit: number, starts: Int32Array, ends: Int32Array): number {
    if (this.#pause > 0) {
      this.#pause--
      return -1
    }
    const end = this.#scan(bytes, from, limit, starts, ends)
    if (end >= 0) this.#nMisses = 0
    else if (++this.#nMisses === MOST_MISSES) {
      this.#nMisses = 0
      this.#pause = PAUSE
    }
    return end
  }

  #scan(bytes: Uint8Array, from: number, limit: number, starts: Int32Array, ends: Int32Array): number {
    const classes = this.#classes
    const isNumber = this.#isNumber
    const nKnown = isNumber.length
    const mostCells = starts.length
    let isCopyable = true
    let at = from
    for (let cell = 0; cell < mostCells; cell++) {
      const start = at
      if (cell < nKnown && isNumber[cell] === 1) at = this.#number(bytes, at, limit, cell)
      let kind = PRINTABLE
      for (; at < limit; at++) {
        kind = classes[bytes[at]!]!
        if (kind === PRINTABLE) continue
        if (kind !== ODD) break
        if (at === start && bytes[at] === this.#quote) return -1
        isCopyable = false
      }
      if (at >= limit) return -1
      if (kind === LINE_END && bytes[at] === RETURN && !(at + 1 < limit && bytes[at + 1] === LINE_FEED)) return -1
      starts[cell] = start
      ends[cell] = at
      const isRead = cell < nKnown && isNumber[cell] === 1 && !Number.isNaN(this.numbers[cell]!)
      if (!isRead && isCopyable && at > start) isCopyable = isPrintedAlike(bytes, start, at)
      if (kind === DELIMITER) {
        at++
        continue
      }
      this.nCells = cell + 1
      this.isCopyable = isCopyable
      return at
    }
    return -1
  }

  /** Reads the number of a cell. @returns the first byte that does not belong to one */
  #number(bytes: Uint8Array, start: number, limit: number, cell: number): number {
    const mark = this.#mark
    let at = start
    const isNegative = bytes[at] === MINUS
    if (isNegative) at++
    const first = at
    let mantissa = 0
    let point = -1
    for (; at < limit; at++) {
      const byte = bytes[at]!
      if (byte >= ZERO && byte <= NINE) mantissa = mantissa * 10 + (byte - ZERO)
      else if (byte === mark && point < 0) point = at
      else break
    }
    const kind = at < limit ? this.#classes[bytes[at]!] : ODD
    const nFraction = point < 0 ? 0 : at - point - 1
    const nWhole = point < 0 ? at - first : point - first
    const nDigits = nWhole + nFraction
    const isShort = nDigits > 0 && nDigits <= SAFE_DIGITS && (nWhole < 2 || bytes[first] !== ZERO)
    if (isShort && (kind === DELIMITER || kind === LINE_END)) {
      const size = nFraction === 0 ? mantissa : mantissa / POWERS_OF_TEN[nFraction]!
      this.numbers[cell] = isNegative ? -size : size
    } else this.numbers[cell] = Number.NaN
    return at
  }
}

/** Whether a cell of printable ASCII without quotes needs neither quotes nor an apostrophe. */
function isPrintedAlike(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - 1] === SPACE) return false
  const first = bytes[start]!
  if (first === MINUS) return isNegativeNumber(bytes, start, end)
  return first !== SPACE && first !== EQUALS && first !== PLUS && first !== AT
}

/** Whether a cell is a minus and digits with at most one mark: a number, which no spreadsheet takes for a formula. */
function isNegativeNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let nDigits = 0
  let nMarks = 0
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at]!
    if (byte >= ZERO && byte <= NINE) nDigits++
    else if (byte === 0x2e || byte === 0x2c) nMarks++
    else return false
  }
  return bytes[start] === MINUS && nDigits > 0 && nMarks <= 1
}
