import { utf8ToBytes } from '@noble/hashes/utils.js'

/** The sign between the whole and the fractional digits. */
export type DecimalMark = '.' | ','

/**
 * What a text is, read as a decimal number.
 *
 * `number`: a number that a double holds. `leadingZeros`: digits only a code would carry (`007`, `00.5`). `tooManyDigits`: more
 * significant digits than a double keeps (long ids). `outOfRange`: beyond the largest or below the smallest double.
 * `other`: not a number.
 */
export type NumberShape = 'number' | 'leadingZeros' | 'tooManyDigits' | 'outOfRange' | 'other'

/** A text read as a number; `value` is the nearest double, or NaN for `outOfRange` and `other`. */
export interface ScannedNumber {
  shape: NumberShape
  value: number
}

/** Marks between groups of three digits that are understood; two of them take more than one byte. */
export type ThousandsMark = '.' | ',' | ' ' | "'" | '\u00a0' | '\u202f'

const SPACE = 0x20
const TAB = 0x09
const MINUS = 0x2d
const PLUS = 0x2b
const ZERO = 0x30
const NINE = 0x39
/** Digits that always survive text → double → text. */
const SAFE_DIGITS = 15
/** Digits that identify every double; a longer text carries more than a double can hold. */
const MAX_DIGITS = 17
/** Powers of ten that are exact doubles, so one multiplication or division is correctly rounded. */
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
/** A grouped number longer than this has more digits than any double. */
const MAX_GROUPED_BYTES = 64
/** Takes the digits of a grouped number without their marks; written and read within one call. */
const ungrouped = new Uint8Array(MAX_GROUPED_BYTES)
const THOUSANDS_BYTES: ReadonlyMap<string, Uint8Array> = new Map([
  ['.', Uint8Array.of(0x2e)],
  [',', Uint8Array.of(0x2c)],
  [' ', Uint8Array.of(0x20)],
  ["'", Uint8Array.of(0x27)],
  ['\u00a0', Uint8Array.of(0xc2, 0xa0)],
  ['\u202f', Uint8Array.of(0xe2, 0x80, 0xaf)],
])

/**
 * The UTF-8 bytes of a thousands mark, as {@link scanNumber} takes them.
 *
 * @param mark - one of {@link ThousandsMark}; null if there is none
 * @returns one to three bytes; null for null and for any other text
 */
export function thousandsBytes(mark: string | null): Uint8Array | null {
  return mark === null ? null : (THOUSANDS_BYTES.get(mark) ?? null)
}

/**
 * Reads the bytes of one cell as a decimal number: `[-] digits [mark digits] [e [+|-] digits]`, spaces and tabs around it
 * ignored, no leading `+` (telephone numbers carry one). Thousands marks only where they are named, and only between a first
 * group of one to three digits that is not led by 0, and groups of exactly three (`0,435` is never 435).
 *
 * A text of more than 15 significant digits is a number only if nothing is lost: it has at most 17 and is below 2^53 in
 * size, or it is the very text its double prints as.
 *
 * @param bytes - UTF-8 text holding the cell
 * @param start - first byte of the cell
 * @param end - byte after the cell
 * @param decimalMark - mark of the fraction
 * @param into - receives shape and value; reused from cell to cell so that millions of cells make no garbage
 * @param thousands - bytes of the mark between groups of three whole digits, from {@link thousandsBytes}; null if there is none
 * @see Clinger (1990), How to read floating point numbers accurately (the exact fast path)
 */
export function scanNumber(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimalMark: DecimalMark,
  into: ScannedNumber,
  thousands: Uint8Array | null = null,
): void {
  if (thousands !== null && hasByte(bytes, start, end, thousands[0]!)) {
    const length = dropThousands(bytes, start, end, thousands)
    if (length > 0) {
      scanNumber(ungrouped, 0, length, decimalMark, into)
      return
    }
  }
  into.shape = 'other'
  into.value = Number.NaN
  let from = start
  let to = end
  while (from < to && isBlank(bytes[from]!)) from++
  while (to > from && isBlank(bytes[to - 1]!)) to--
  const isNegative = bytes[from] === MINUS && from < to
  const digitsFrom = isNegative ? from + 1 : from
  const mark = decimalMark === '.' ? 0x2e : 0x2c

  let at = digitsFrom
  let mantissa = 0
  let nWhole = 0
  let nFraction = 0
  for (; at < to && isDigit(bytes[at]!); at++, nWhole++) mantissa = mantissa * 10 + (bytes[at]! - ZERO)
  if (at < to && bytes[at] === mark) {
    for (at++; at < to && isDigit(bytes[at]!); at++, nFraction++) mantissa = mantissa * 10 + (bytes[at]! - ZERO)
  }
  if (nWhole + nFraction === 0) return
  const digitsTo = at
  let exponent = 0
  if (at < to && (bytes[at] === 0x65 || bytes[at] === 0x45)) {
    at++
    const exponentSign = bytes[at] === MINUS ? -1 : 1
    if (bytes[at] === MINUS || bytes[at] === PLUS) at++
    if (at >= to) return
    for (; at < to && isDigit(bytes[at]!); at++) exponent = Math.min(exponent * 10 + (bytes[at]! - ZERO), 100_000)
    exponent *= exponentSign
  }
  if (at !== to || at > end) return

  const power = exponent - nFraction
  const isShort = nWhole + nFraction <= SAFE_DIGITS
  const size =
    isShort && power >= -22 && power <= 22 ? scale(mantissa, power) : Number(asciiText(bytes, digitsFrom, to))
  into.value = isNegative ? -size : size
  into.shape = nWhole >= 2 && bytes[digitsFrom] === ZERO ? 'leadingZeros' : 'number'
  if (isShort && size !== 0 && Number.isFinite(size)) return
  const digits = significantDigits(bytes, digitsFrom, digitsTo)
  if (!Number.isFinite(size) || (size === 0 && digits !== '')) {
    into.shape = 'outOfRange'
    into.value = Number.NaN
  } else if (
    digits.length > MAX_DIGITS ||
    (digits.length > SAFE_DIGITS && size >= 2 ** 53 && !printsAs(size, digits))
  ) {
    into.shape = 'tooManyDigits'
  }
}

/**
 * Reads a text as a decimal number; the grammar is that of {@link scanNumber}.
 *
 * @param text - any text
 * @param decimalMark - mark of the fraction
 * @param thousands - mark between groups of three whole digits; null if there is none
 * @returns shape and value
 */
export function parseNumber(
  text: string,
  decimalMark: DecimalMark = '.',
  thousands: string | null = null,
): ScannedNumber {
  const scanned: ScannedNumber = { shape: 'other', value: Number.NaN }
  const mark = thousandsBytes(thousands)
  if (mark !== null) {
    const encoded = utf8ToBytes(text)
    scanNumber(encoded, 0, encoded.length, decimalMark, scanned, mark)
    return scanned
  }
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7e) return scanned
    bytes[i] = unit
  }
  scanNumber(bytes, 0, bytes.length, decimalMark, scanned)
  return scanned
}

/**
 * The shortest decimal text that reads back to the same double; `-0` keeps its sign.
 *
 * @param value - a finite number
 * @param decimalMark - mark of the fraction
 */
export function printNumber(value: number, decimalMark: DecimalMark = '.'): string {
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  return decimalMark === '.' ? text : text.replace('.', ',')
}

/**
 * Copies a grouped number without its marks into {@link ungrouped}.
 *
 * @returns bytes written; 0 if the cell is no well-grouped number, and is to be read as it stands
 */
function dropThousands(bytes: Uint8Array, start: number, end: number, mark: Uint8Array): number {
  let at = start
  while (at < end && isBlank(bytes[at]!)) at++
  if (end - at > MAX_GROUPED_BYTES) return 0
  let length = 0
  if (bytes[at] === MINUS) ungrouped[length++] = bytes[at++]!
  if (at >= end || bytes[at] === ZERO) return 0
  let nGroups = 0
  let nDigits = 0
  for (; at < end; at++) {
    const byte = bytes[at]!
    if (isDigit(byte)) {
      nDigits++
      ungrouped[length++] = byte
    } else if (isMarkAt(bytes, at, end, mark)) {
      if (nGroups === 0 ? nDigits < 1 || nDigits > 3 : nDigits !== 3) return 0
      at += mark.length - 1
      nGroups++
      nDigits = 0
    } else break
  }
  if (nGroups === 0 || nDigits !== 3) return 0
  // Only a fraction may follow: no exponent, no second row of marks.
  for (; at < end; at++) {
    const byte = bytes[at]!
    if (byte === 0x65 || byte === 0x45 || byte > 0x7e) return 0
    ungrouped[length++] = byte
  }
  return length
}

function isMarkAt(bytes: Uint8Array, at: number, end: number, mark: Uint8Array): boolean {
  if (at + mark.length > end) return false
  for (let i = 0; i < mark.length; i++) if (bytes[at + i] !== mark[i]) return false
  // A blank at the end of the cell is no mark.
  return at + mark.length < end && isDigit(bytes[at + mark.length]!)
}

function hasByte(bytes: Uint8Array, start: number, end: number, byte: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === byte) return true
  return false
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE
}

function scale(mantissa: number, power: number): number {
  return power < 0 ? mantissa / POWERS_OF_TEN[-power]! : mantissa * POWERS_OF_TEN[power]!
}

function asciiText(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) text += bytes[i] === 0x2c ? '.' : String.fromCharCode(bytes[i]!)
  return text
}

/** Digits between the first and the last non-zero one. */
function significantDigits(bytes: Uint8Array, from: number, to: number): string {
  let digits = ''
  for (let i = from; i < to; i++) if (isDigit(bytes[i]!)) digits += String.fromCharCode(bytes[i]!)
  return stripZeros(digits)
}

function printsAs(size: number, digits: string): boolean {
  const [mantissa = ''] = String(size).split('e')
  return stripZeros(mantissa.replace('.', '')) === digits
}

function stripZeros(digits: string): string {
  return digits.replace(/^0+/, '').replace(/0+$/, '')
}
