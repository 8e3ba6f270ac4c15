import { weightedDigitSum } from '../check-digits.ts'

/**
 * Whether a text is a Dutch citizen service number (BSN): nine digits with 9a + 8b + … + 2h − i a multiple of 11, not all 0.
 *
 * @param text - any text; groups `NNNN.NN.NNN` allowed
 * @see Rijksdienst voor Identiteitsgegevens, Logisch ontwerp BSN (elfproef)
 */
export function isDutchCitizenNumber(text: string): boolean {
  if (!/^\d{4}[ .]?\d{2}[ .]?\d{3}$/.test(text)) return false
  const digits = text.replace(/\D/g, '')
  return digits !== '000000000' && weightedDigitSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0
}
