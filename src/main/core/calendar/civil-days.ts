/** A day of the proleptic Gregorian calendar: month 1 to 12, day 1 to 31. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

const DAYS_PER_ERA = 146_097

/**
 * Days from 1970-01-01 to a day of the proleptic Gregorian calendar; earlier days are negative.
 *
 * @param year - whole number, year 0 is 1 BC
 * @param month - 1 to 12
 * @param day - 1 to the last of the month; not checked here
 * @returns whole days
 * @see Hinnant (2013), chrono-compatible low-level date algorithms, days_from_civil
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_PER_ERA + dayOfEra - 719_468
}

/**
 * The day of the proleptic Gregorian calendar that lies so many days after 1970-01-01.
 *
 * @param days - a finite number; a fraction (time of day) is cut off downwards
 * @returns year, month 1 to 12 and day 1 to 31
 * @see Hinnant (2013), chrono-compatible low-level date algorithms, civil_from_days
 */
export function civilFromDays(days: number): CivilDate {
  const shifted = Math.floor(days) + 719_468
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

/** Number of days of a month, 28 to 31. @param month - 1 to 12 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
