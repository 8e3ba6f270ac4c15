import { isMonthAndDay } from './calendar-digits.ts'

const LETTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY'

/**
 * Whether a text is a Finnish personal identity code (HETU): DDMMYY, century sign (+, −, A and their later alternatives),
 * three digits from 002, and the character of the nine digits mod 31.
 *
 * @param text - any text
 * @see Digi- ja väestötietovirasto, Henkilötunnus; Valtioneuvoston asetus 128/2010, 2–3 §
 */
export function isFinnishPersonalCode(text: string): boolean {
  const parts = /^(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-FHJ-NPR-Y])$/.exec(text)
  if (parts === null) return false
  const [, day, month, year, serial, check] = parts
  if (!isMonthAndDay(Number(month), Number(day)) || Number(serial) < 2) return false
  return LETTERS[Number(`${day}${month}${year}${serial}`) % 31] === check
}
