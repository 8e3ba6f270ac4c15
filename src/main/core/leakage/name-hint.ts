/**
 * The word in a column's name that speaks of something known only after the outcome, or null.
 *
 * The name is cut into words at signs that are neither letters nor digits, and where a lower-case letter meets an upper-case
 * one; `Charge-Off Date` and `chargeOffDate` both hold `charge_off`. A word counts from its beginning: `recover` is in
 * `total_recoveries`, `outcome` is not in `poutcome`.
 *
 * @param name - column name
 * @param words - beginnings of words, lower case, `_` between words
 */
export function nameHint(name: string, words: readonly string[]): string | null {
  const parts = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
  const joined = `_${parts.join('_')}`
  return words.find((word) => joined.includes(`_${word}`)) ?? null
}
