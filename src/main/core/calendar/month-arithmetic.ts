import { civilFromDays, daysFromCivil, daysInMonth } from './civil-days.ts'

/**
 * A date moved by whole months. A day the month does not have becomes its last one: 31 January + 1 month = 28 February.
 *
 * @param days - days since 1970-01-01, time of day as fraction (kept)
 * @param months - number of months, a fraction is cut off towards zero; negative moves back
 * @returns days since 1970-01-01
 */
export function addMonths(days: number, months: number): number {
  const { year, month, day } = civilFromDays(days)
  const total = year * 12 + (month - 1) + Math.trunc(months)
  const newYear = Math.floor(total / 12)
  const newMonth = total - newYear * 12 + 1
  return daysFromCivil(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth))) + (days - Math.floor(days))
}

/**
 * Whole months from one date to another: a month is complete when the later date reaches the day of the month, and the
 * time, of the earlier one. Swapping the dates changes the sign only.
 *
 * @param from - days since 1970-01-01
 * @param to - days since 1970-01-01
 * @returns a whole number, negative if `to` is earlier
 */
export function monthsBetween(from: number, to: number): number {
  if (to < from) return 0 - monthsBetween(to, from)
  const a = civilFromDays(from)
  const b = civilFromDays(to)
  const months = (b.year - a.year) * 12 + b.month - a.month
  const isComplete = b.day + (to - Math.floor(to)) >= a.day + (from - Math.floor(from))
  return isComplete ? months : months - 1
}

/** Whole years from one date to another, the age in completed years; see {@link monthsBetween}. */
export function yearsBetween(from: number, to: number): number {
  return Math.trunc(monthsBetween(from, to) / 12) + 0
}

/** Day of the week, 1 = Monday to 7 = Sunday (ISO 8601). @param days - days since 1970-01-01, a Thursday */
export function weekdayOf(days: number): number {
  const fromMonday = (Math.floor(days) + 3) % 7
  return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
}
