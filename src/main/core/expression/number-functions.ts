import { civilFromDays } from '../calendar/civil-days.ts'
import { addMonths, monthsBetween, weekdayOf, yearsBetween } from '../calendar/month-arithmetic.ts'

/** A function of numbers (dates as days) that are not missing; a result that is not finite becomes missing. */
export type NumberFunction = (...values: number[]) => number

/** Days of 0000-01-01 and of the day after 9999-12-31: a date beyond has no text and is missing. */
const FIRST_DAY = -719_528
const AFTER_LAST_DAY = 2_932_897
/** From here on doubles are whole numbers. */
const WHOLE_FROM = 2 ** 52

/** The functions of numbers and dates by name. Missing in, missing out: they never see NaN. */
export const NUMBER_FUNCTIONS: ReadonlyMap<string, NumberFunction> = new Map<string, NumberFunction>([
  ['min', Math.min],
  ['max', Math.max],
  ['sum', sumOf],
  ['mean', (...values) => sumOf(...values) / values.length],
  ['abs', (x) => Math.abs(x!)],
  ['sign', (x) => Math.sign(x!)],
  ['log', (x) => Math.log(x!)],
  ['log10', (x) => Math.log10(x!)],
  ['log1p', (x) => Math.log1p(x!)],
  ['exp', (x) => Math.exp(x!)],
  ['sqrt', (x) => Math.sqrt(x!)],
  ['pow', (x, y) => x! ** y!],
  ['round', (x, digits = 0) => roundTo(x!, digits)],
  ['floor', (x) => Math.floor(x!)],
  ['ceil', (x) => Math.ceil(x!)],
  ['clip', (x, low, high) => Math.min(Math.max(x!, low!), high!)],
  ['year', (d) => civilFromDays(d!).year],
  ['quarter', (d) => Math.ceil(civilFromDays(d!).month / 3)],
  ['month', (d) => civilFromDays(d!).month],
  ['day', (d) => civilFromDays(d!).day],
  ['weekday', (d) => weekdayOf(d!)],
  ['daysBetween', (from, to) => to! - from!],
  ['monthsBetween', (from, to) => monthsBetween(from!, to!)],
  ['yearsBetween', (from, to) => yearsBetween(from!, to!)],
  ['addDays', (d, n) => withinCalendar(d! + Math.trunc(n!))],
  ['addMonths', (d, n) => withinCalendar(addMonths(d!, n!))],
])

function sumOf(...values: number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

function roundTo(x: number, digits: number): number {
  const power = 10 ** Math.abs(digits)
  const scaled = digits < 0 ? Math.abs(x) / power : Math.abs(x) * power
  if (scaled >= WHOLE_FROM) return x
  // Not Math.round, which takes 0.49999999999999994 + 0.5 into account but sends −2.5 to −2.
  const whole = Math.floor(scaled) + (scaled - Math.floor(scaled) >= 0.5 ? 1 : 0)
  return Math.sign(x) * (digits < 0 ? whole * power : whole / power)
}

function withinCalendar(days: number): number {
  return days >= FIRST_DAY && days < AFTER_LAST_DAY ? days : Number.NaN
}
