const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Whether a month and a day can occur together in some year; 29 February can.
 *
 * @param month - 1 to 12
 * @param day - 1 to 31
 */
export function isMonthAndDay(month: number, day: number): boolean {
  return day >= 1 && day <= (DAYS[month - 1] ?? 0)
}
