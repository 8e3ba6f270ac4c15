import { passesVerhoeff } from '../check-digits.ts'

/**
 * Whether a text is an Indian Aadhaar number: twelve digits, the first 2 to 9, Verhoeff check digit, no palindrome.
 *
 * @param text - any text; groups `NNNN NNNN NNNN` or with hyphens allowed
 * @see Unique Identification Authority of India, A UID Numbering Scheme (2010)
 */
export function isIndianAadhaar(text: string): boolean {
  if (!/^[2-9]\d{3}(?:\d{8}| \d{4} \d{4}|-\d{4}-\d{4})$/.test(text)) return false
  const digits = text.replace(/\D/g, '')
  return digits !== [...digits].reverse().join('') && passesVerhoeff(digits)
}
