import { weightedDigitSum } from '../check-digits.ts'

/**
 * Whether a text is an Australian tax file number (TFN) of nine digits: weights 1, 4, 3, 7, 5, 8, 6, 9, 10 make a multiple
 * of 11; not all 0.
 *
 * @param text - any text; groups of three parted by spaces allowed
 * @see Australian Taxation Office, Tax file number validation algorithm
 */
export function isAustralianTaxFileNumber(text: string): boolean {
  if (!/^\d{3}(?:\d{6}| \d{3} \d{3})$/.test(text)) return false
  const digits = text.replaceAll(' ', '')
  return digits !== '000000000' && weightedDigitSum(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0
}
