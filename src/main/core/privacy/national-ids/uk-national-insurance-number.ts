/**
 * Whether a text is a United Kingdom national insurance number: two letters, six digits, A to D; D, F, I, Q, U, V never in
 * the prefix, O not second, and BG, GB, KN, NK, NT, TN, ZZ not issued. Spaces between pairs allowed. No check digit.
 *
 * @param text - any text
 * @see HMRC, National Insurance Manual NIM39110
 */
export function isUkNationalInsuranceNumber(text: string): boolean {
  return /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/.test(text)
}
