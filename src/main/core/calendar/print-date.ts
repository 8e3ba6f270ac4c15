import { civilFromDays } from './civil-days.ts'
import type { DateFormat } from './date-format.ts'
import { DAY_MS } from './parse-date.ts'

/**
 * The text of a date in a pattern; {@link parseDate} reads it back to the millisecond. What the pattern has no place for is
 * cut off (the time of day under `YYYY-MM-DD`); a fraction of a second is printed only if there is one, and only after seconds.
 *
 * @param days - days since 1970-01-01, time of day as fraction; taken to the nearest millisecond
 * @param format - pattern
 * @returns the text; null if `days` is not finite or the year is not within 0 to 9999
 */
export function printDate(days: number, format: DateFormat): string | null {
  if (!Number.isFinite(days)) return null
  const totalMs = Math.round(days * DAY_MS)
  const wholeDays = Math.floor(totalMs / DAY_MS)
  const { year, month, day } = civilFromDays(wholeDays)
  if (year < 0 || year > 9999) return null
  const ms = totalMs - wholeDays * DAY_MS
  const text = format
    .replace('YYYY', padded(year, 4))
    .replace('MM', padded(month, 2))
    .replace('DD', padded(day, 2))
    .replace('HH', padded(Math.floor(ms / 3_600_000), 2))
    .replace('mm', padded(Math.floor(ms / 60_000) % 60, 2))
  return text.replace('ss', padded(Math.floor(ms / 1000) % 60, 2) + fractionText(ms % 1000))
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** `.25` for 250 ms, nothing for 0. */
function fractionText(ms: number): string {
  return ms === 0 ? '' : `.${padded(ms, 3).replace(/0+$/, '')}`
}
