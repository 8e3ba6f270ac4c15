import { weightedDigitSum } from '../check-digits.ts'

/**
 * Whether a text is a Brazilian CPF: nine digits and two check digits, each 11 − (weighted sum mod 11) and 0 where that
 * exceeds 9; eleven equal digits are not issued.
 *
 * @param text - any text; `NNN.NNN.NNN-NN` allowed
 * @see Receita Federal, Instrução Normativa RFB nº 1548/2015
 */
export function isBrazilianCpf(text: string): boolean {
  if (!/^(?:\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2})$/.test(text)) return false
  const digits = text.replace(/\D/g, '')
  if (/^(\d)\1{10}$/.test(digits)) return false
  const first = (weightedDigitSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11
  const second = (weightedDigitSum(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11
  return digits.slice(9) === `${first % 10}${second % 10}`
}
