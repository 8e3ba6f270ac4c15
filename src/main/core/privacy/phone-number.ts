const INTERNATIONAL = /^(?:\+|00) ?[1-9]/
const NORTH_AMERICAN = /^(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}$/
const NATIONAL = /^\(?0\d{1,4}\)?[ ./-]\d[\d ./-]*\d$/

/**
 * Whether a text has the shape of a telephone number: international (`+` or `00` and 7 to 15 digits), North American
 * (`(415) 555-2671`), or national with its leading zero and separators (`030 1234567`, 9 to 11 digits). Digits alone are
 * never enough: they may be amounts or ids.
 *
 * @param text - any text
 * @see ITU-T E.164 (2010), section 6
 */
export function isPhoneNumber(text: string): boolean {
  if (!isPhoneLike(text)) return false
  const nDigits = countDigits(text)
  if (text.startsWith('+')) return INTERNATIONAL.test(text) && nDigits >= 7 && nDigits <= 15
  if (text.startsWith('00')) return INTERNATIONAL.test(text) && /[ ./()-]/.test(text) && nDigits >= 10 && nDigits <= 17
  if (NORTH_AMERICAN.test(text)) return true
  return NATIONAL.test(text) && !/[ ./-]{2}/.test(text.replace(/ [/-] /g, ' ')) && nDigits >= 9 && nDigits <= 11
}

/**
 * Whether a text is a telephone number in a form little else has: international, or North American. A leading zero and
 * hyphens may be an id.
 *
 * @param text - any text
 */
export function isDistinctPhoneNumber(text: string): boolean {
  return isPhoneNumber(text) && (INTERNATIONAL.test(text) || NORTH_AMERICAN.test(text))
}

/** Whether a text could be a telephone number if its column says so: 6 to 15 digits and nothing else but separators. */
export function isPhoneLike(text: string): boolean {
  if (text.length < 6 || text.length > 26 || !/^\+?[\d ()./-]+(?: ?(?:x|ext\.?) ?\d{1,5})?$/i.test(text)) return false
  const nDigits = countDigits(text)
  return nDigits >= 6 && nDigits <= 17
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length
}
