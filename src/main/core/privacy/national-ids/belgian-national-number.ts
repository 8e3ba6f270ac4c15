import { isMonthAndDay } from './calendar-digits.ts'

/**
 * Whether a text is a Belgian national register number: YYMMDD, a serial of three, and 97 − (number mod 97), where births
 * from 2000 put a 2 before the nine digits. Bis numbers carry the month + 20 or + 40; unknown dates are not accepted.
 *
 * @param text - any text; `YY.MM.DD-SSS.CC` and spaces for its marks allowed
 * @see Arrêté royal du 3 avril 1984 relatif au numéro d'identification du Registre national
 */
export function isBelgianNationalNumber(text: string): boolean {
  if (!/^\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. -]?\d{2}$/.test(text)) return false
  const digits = text.replace(/\D/g, '')
  const month = Number(digits.slice(2, 4))
  if (month > 52 || !isMonthAndDay(month % 20, Number(digits.slice(4, 6)))) return false
  const number = Number(digits.slice(0, 9))
  const check = Number(digits.slice(9))
  return check === 97 - (number % 97) || check === 97 - ((2_000_000_000 + number) % 97)
}
