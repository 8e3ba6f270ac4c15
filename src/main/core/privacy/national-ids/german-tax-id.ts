import { passesMod11Comma10 } from '../check-digits.ts'

/**
 * Whether a text is a German tax identification number (Steuer-IdNr): 11 digits, the first not 0, exactly one digit two or
 * three times among the first ten and every other at most once, check digit by ISO 7064 MOD 11,10.
 *
 * @param text - any text; groups `NN NNN NNN NNN` allowed
 * @see Bundeszentralamt für Steuern, Aufbau der Identifikationsnummer; Prüfziffernberechnung (KONSENS)
 */
export function isGermanTaxId(text: string): boolean {
  if (!/^[1-9]\d ?\d{3} ?\d{3} ?\d{3}$/.test(text)) return false
  const digits = text.replaceAll(' ', '')
  const counts = new Uint8Array(10)
  for (let i = 0; i < 10; i++) counts[digits.charCodeAt(i) - 48]!++
  const repeated = counts.filter((count) => count > 1)
  return repeated.length === 1 && repeated[0]! <= 3 && passesMod11Comma10(digits)
}
