/** Values of characters in odd places, in the order 0–9 (as A–J) and K–Z. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/**
 * Whether a text is an Italian tax code of a person (codice fiscale): six letters, year, month letter, day (women + 40),
 * place, and the check letter = sum of tabled values mod 26. Digits replaced by letters against clashes are allowed.
 *
 * @param text - any text, case not minded
 * @see Decreto ministeriale 23 dicembre 1976, n. 13813
 */
export function isItalianTaxCode(text: string): boolean {
  const code = text.toUpperCase()
  if (!/^[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/.test(code)) return false
  const day = Number(code.slice(9, 11).replace(/[LMNP-V]/g, (letter) => String('LMNPQRSTUV'.indexOf(letter))))
  if (day % 40 < 1 || day % 40 > 31 || day > 71) return false
  let sum = 0
  for (let i = 0; i < 15; i++) {
    const unit = code.charCodeAt(i)
    const value = unit < 65 ? unit - 48 : unit - 65
    sum += i % 2 === 0 ? ODD[value]! : value
  }
  return code.charCodeAt(15) - 65 === sum % 26
}
