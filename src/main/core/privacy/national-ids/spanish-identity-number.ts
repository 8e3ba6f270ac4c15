const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

/**
 * Whether a text is a Spanish identity number: DNI (8 digits) or NIE (X, Y, Z standing for 0, 1, 2 and 7 digits) with the
 * letter of the remainder mod 23.
 *
 * @param text - any text, case not minded; one hyphen before the letter allowed
 * @see Real Decreto 1553/2005; Ministerio del Interior, Cálculo del dígito de control del NIF/NIE
 */
export function isSpanishIdentityNumber(text: string): boolean {
  const code = text.toUpperCase()
  if (!/^(?:\d{8}|[XYZ]-?\d{7})-?[A-HJ-NP-TV-Z]$/.test(code)) return false
  const compact = code.replaceAll('-', '')
  const digits = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))
  return LETTERS[Number(digits) % 23] === compact.at(-1)
}
