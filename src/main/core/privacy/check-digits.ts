/**
 * Luhn test (mod 10) of a text of digits: every second digit from the right is doubled, its own digits are added, and the
 * sum is a multiple of 10. A random text passes with probability 1/10.
 *
 * @param digits - ASCII digits only, check digit last
 * @see ISO/IEC 7812-1, annex B
 */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    sum += i % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum % 10 === 0
}

/**
 * Remainder of a long number of digits after division, digit by digit, so that no precision is lost.
 *
 * @param digits - ASCII digits only
 * @param modulus - whole number, 1 < modulus < 10^14
 */
export function digitsModulo(digits: string, modulus: number): number {
  let remainder = 0
  for (let i = 0; i < digits.length; i++) remainder = (remainder * 10 + digits.charCodeAt(i) - 48) % modulus
  return remainder
}

/**
 * Σ weight · digit from the left, the sum most check digits are taken from.
 *
 * @param digits - ASCII digits, at least as many as weights; further ones are ignored
 * @param weights - one weight per digit
 */
export function weightedDigitSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (digits.charCodeAt(i) - 48), 0)
}

/**
 * ISO 7064 MOD 11,10 test: product = 10; for each digit but the last: s = (digit + product) mod 10, 10 if that is 0;
 * product = 2s mod 11. The last digit makes product + digit ≡ 1 (mod 10).
 *
 * @param digits - ASCII digits only, check digit last
 * @see ISO/IEC 7064, hybrid system MOD 11,10
 */
export function passesMod11Comma10(digits: string): boolean {
  let product = 10
  for (let i = 0; i + 1 < digits.length; i++) {
    const sum = (digits.charCodeAt(i) - 48 + product) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return (product + digits.charCodeAt(digits.length - 1) - 48) % 10 === 1
}

/** Verhoeff's permutation of the digits; its powers act on the places from the right. */
const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

/**
 * Verhoeff test: digits from the right, permuted by place, multiplied in the dihedral group of the pentagon; the product
 * is the identity. It finds every single wrong digit and every swap of two neighbours.
 *
 * @param digits - ASCII digits only, check digit last
 * @see Verhoeff (1969), Error Detecting Decimal Codes, Mathematical Centre Tracts 29
 */
export function passesVerhoeff(digits: string): boolean {
  let product = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48
    for (let power = i % 8; power > 0; power--) digit = PERMUTATION[digit]!
    product = dihedralProduct(product, digit)
  }
  return product === 0
}

/** Product in D5: 0–4 are rotations, 5–9 reflections. */
function dihedralProduct(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b - 5) % 5)
  return b < 5 ? 5 + ((a - 5 - b + 5) % 5) : (a - b + 5) % 5
}
