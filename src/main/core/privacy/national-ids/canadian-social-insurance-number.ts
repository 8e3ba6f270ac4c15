import { passesLuhn } from '../check-digits.ts'

/**
 * Whether a text is a Canadian social insurance number (SIN): nine digits, the first neither 0 nor 8 save for the published
 * sample 046 454 286, Luhn check digit.
 *
 * @param text - any text; groups of three parted by spaces or hyphens allowed
 * @see Employment and Social Development Canada, The Social Insurance Number Code of Practice
 */
export function isCanadianSocialInsuranceNumber(text: string): boolean {
  if (!/^\d{3}(?:\d{6}| \d{3} \d{3}|-\d{3}-\d{3})$/.test(text)) return false
  const digits = text.replace(/\D/g, '')
  return (/^[1-79]/.test(digits) || digits === '046454286') && passesLuhn(digits)
}
