import { weightedDigitSum } from '../check-digits.ts'
import { isMonthAndDay } from './calendar-digits.ts'

/**
 * Whether a text is a Polish PESEL: 11 digits, YYMMDD with the century added to the month (+80, +20, +40, +60), weights
 * 1, 3, 7, 9, … and the check digit 1 make a multiple of 10.
 *
 * @param text - any text
 * @see Ustawa z dnia 24 września 2010 r. o ewidencji ludności, art. 15–16
 */
export function isPolishPesel(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false
  if (!isMonthAndDay(Number(text.slice(2, 4)) % 20, Number(text.slice(4, 6)))) return false
  return weightedDigitSum(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
}
