import { weightedDigitSum } from '../check-digits.ts'

/**
 * Whether a text is a Swiss social security number (AHV, AVS): 13 digits from 756 with the check digit of an EAN-13.
 *
 * @param text - any text; `756.NNNN.NNNN.NN` allowed
 * @see Zentrale Ausgleichsstelle, Die AHV-Nummer; GS1 General Specifications, section 7.9
 */
export function isSwissAhvNumber(text: string): boolean {
  if (!/^756(?:\d{10}|\.\d{4}\.\d{4}\.\d{2})$/.test(text)) return false
  const digits = text.replaceAll('.', '')
  return weightedDigitSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}
