import { civilFromDays } from '../../core/calendar/civil-days.ts'

/** What a number format makes of a number: nothing of interest here, a day, a moment, or a time of day. */
export type NumberFormatKind = 'number' | 'date' | 'dateTime' | 'time'

/** How days are counted: from 1900, with a 29 February 1900 that never was, or from 1904. */
export type DateSystem = 1900 | 1904

/** Built-in formats, some of them of East Asian editions. @see ECMA-376 part 1, 18.8.30, numFmt */
const BUILT_IN: readonly (readonly [number, number, NumberFormatKind])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'dateTime'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 47, 'time'],
  [50, 54, 'date'],
  [55, 56, 'time'],
  [57, 58, 'date'],
]
const DAY_MS = 86_400_000
/** Days from 1970-01-01 to 0 in either system. */
const ZERO_1900 = -25_569
const ZERO_1904 = -24_107
/** The 60th day of the 1900 system is 29 February 1900, which there was not. */
const FALSE_LEAP_DAY = 60
const LAST_YEAR = 9999

/** What a built-in number format makes of a number. */
export function builtInFormatKind(id: number): NumberFormatKind {
  return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'number'
}

/** What a number format of the workbook's own makes of a number. */
export function formatCodeKind(code: string): NumberFormatKind {
  const [positive = ''] = code.split(';')
  const isDuration = /\[(h+|m+|s+)\]/i.test(positive)
  const bare = positive
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '')
    .replace(/am\/pm|a\/p/gi, 'h')
  if (isDuration) return 'time'
  const hasClock = /[hs]/i.test(bare)
  const hasDay = /[ydg]/i.test(bare) || (/m/i.test(bare) && !hasClock)
  if (hasDay) return hasClock ? 'dateTime' : 'date'
  return hasClock ? 'time' : 'number'
}

/**
 * A number with a date format as ISO text: `2018-03-01`, `2018-03-01 14:30:00`, `14:30:00`; milliseconds only if there are any.
 * Null if there is no such day: before the first, after 9999, or day 60 of the 1900 system.
 */
export function serialText(serial: number, kind: 'date' | 'dateTime' | 'time', system: DateSystem): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null
  let day = Math.floor(serial)
  let ms = Math.round((serial - day) * DAY_MS)
  if (ms === DAY_MS) {
    day++
    ms = 0
  }
  const clock = clockText(ms)
  if (kind === 'time' && day === 0) return clock
  if (system === 1900 && (day === 0 || day === FALSE_LEAP_DAY)) return null
  const days = system === 1904 ? day + ZERO_1904 : day + ZERO_1900 + (day < FALSE_LEAP_DAY ? 1 : 0)
  const { year, month, day: dayOfMonth } = civilFromDays(days)
  if (year > LAST_YEAR) return null
  const date = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(dayOfMonth)}`
  return kind === 'date' && ms === 0 ? date : `${date} ${clock}`
}

function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const whole = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return ms % 1000 === 0 ? whole : `${whole}.${String(ms % 1000).padStart(3, '0')}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
