import { passesLuhn } from './check-digits.ts'

/** Issuer ranges by their leading digits, and the lengths issued in them. */
const ISSUERS: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^5[1-5]/, lengths: [16] },
  { prefix: /^(?:222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^3(?:0[0-5]|095|[689])/, lengths: [14, 16, 19] },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { prefix: /^6(?:011|4[4-9]|5)/, lengths: [16, 19] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:50|5[6-8]|6304|67)/, lengths: [13, 14, 15, 16, 17, 18, 19] },
]

/**
 * Whether a text is the number of a payment card: 13 to 19 digits, alone or in groups parted by single spaces or hyphens,
 * in an issuer's range (Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay, Maestro) with a length that
 * issuer uses, and a right Luhn digit.
 *
 * @param text - any text
 * @see ISO/IEC 7812-1; the issuers' published ranges
 */
export function isCardNumber(text: string): boolean {
  if (text.length < 13 || text.length > 25 || !/^\d+(?:[ -]\d{2,7})*$/.test(text)) return false
  const digits = text.replace(/[ -]/g, '')
  const isIssued = ISSUERS.some(({ prefix, lengths }) => prefix.test(digits) && lengths.includes(digits.length))
  return isIssued && passesLuhn(digits)
}
