import { passesLuhn } from '../check-digits.ts'
import { isMonthAndDay } from './calendar-digits.ts'

/**
 * Whether a text is a Swedish personal identity number: [YY]YYMMDD, hyphen (plus from age 100) or nothing, four digits;
 * Luhn over the last ten. Coordination numbers carry the day + 60.
 *
 * @param text - any text
 * @see Skatteverket, SKV 704; Folkbokföringslag (1991:481), 18 §
 */
export function isSwedishPersonalNumber(text: string): boolean {
  if (!/^(?:(?:18|19|20)\d{6}-?|\d{6}[-+]?)\d{4}$/.test(text)) return false
  const digits = text.replace(/\D/g, '').slice(-10)
  const day = Number(digits.slice(4, 6))
  return isMonthAndDay(Number(digits.slice(2, 4)), day > 60 ? day - 60 : day) && passesLuhn(digits)
}
