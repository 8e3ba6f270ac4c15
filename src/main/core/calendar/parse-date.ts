import { daysFromCivil, daysInMonth } from './civil-days.ts'
import { DATE_FORMATS, type DateFormat } from './date-format.ts'

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000

/** Fields of a pattern by letter, in the order of the values of {@link daysOf}. */
const LETTERS = 'YMDHms'

interface Part {
  readonly from: number
  readonly to: number
  /** Index into {@link LETTERS}, or −1 for a sign that must stand there. */
  readonly field: number
  readonly sign: string
}

const LAYOUTS: ReadonlyMap<DateFormat, readonly Part[]> = new Map(
  DATE_FORMATS.map((format) => [format, partsOf(format)]),
)

/**
 * Reads a text as a date, strictly: exactly the digits and signs of the pattern, and a day that exists (2021-02-30 does
 * not). Hours 00 to 23, minutes and seconds 00 to 59; `Z` is universal time, the other patterns carry no time zone.
 *
 * @param text - any text
 * @param format - pattern; `YYYY-MM` and `MM/YYYY` read as the first day of the month
 * @returns days since 1970-01-01 in the proleptic Gregorian calendar, the time of day as fraction; null if the text is no such date
 */
export function parseDate(text: string, format: DateFormat): number | null {
  const needsZ = format.endsWith('Z')
  const coreLength = needsZ ? format.length - 1 : format.length
  if (text.length < coreLength) return null
  const values = [1970, 1, 1, 0, 0, 0]
  for (const { from, to, field, sign } of LAYOUTS.get(format)!) {
    if (field < 0) {
      if (text[from] !== sign) return null
      continue
    }
    const value = readDigits(text, from, to)
    if (value < 0) return null
    values[field] = value
  }
  if (text.length === coreLength) return needsZ ? null : daysOf(values, 0)
  const fraction = readRest(text.slice(coreLength), hasSeconds(format), needsZ)
  return fraction === null ? null : daysOf(values, fraction)
}

function partsOf(format: DateFormat): Part[] {
  const core = format.endsWith('Z') ? format.slice(0, -1) : format
  const parts: Part[] = []
  for (let from = 0; from < core.length; ) {
    const sign = core[from]!
    const field = LETTERS.indexOf(sign)
    let to = from + 1
    while (field >= 0 && core[to] === sign) to++
    parts.push({ from, to, field, sign })
    from = to
  }
  return parts
}

function hasSeconds(format: DateFormat): boolean {
  return format.includes('ss')
}

/** Value of the digits in [from, to), −1 if one of them is no digit. */
function readDigits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

/** Milliseconds in what follows the pattern: an optional fraction of a second, then `Z` if the pattern has one. */
function readRest(rest: string, mayHaveFraction: boolean, needsZ: boolean): number | null {
  if (needsZ && !rest.endsWith('Z')) return null
  const fraction = needsZ ? rest.slice(0, -1) : rest
  if (fraction === '') return 0
  const nDigits = fraction.length - 1
  if (!mayHaveFraction || fraction[0] !== '.' || nDigits < 1 || nDigits > 9) return null
  const value = readDigits(fraction, 1, fraction.length)
  return value < 0 ? null : (value * 1000) / 10 ** nDigits
}

function daysOf(values: readonly number[], fractionMs: number): number | null {
  const [year, month, day, hour, minute, second] = values as [number, number, number, number, number, number]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  return daysFromCivil(year, month, day) + (((hour * 60 + minute) * 60 + second) * 1000 + fractionMs) / DAY_MS
}
