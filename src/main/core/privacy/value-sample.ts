/** One distinct value of a column and the rows that hold it. */
export interface ValueCount {
  readonly text: string
  readonly count: number
}

/** Distinct values of one column, ready for counting what they look like. */
export interface ValueSample {
  /** Trimmed, without empty ones. */
  readonly texts: readonly string[]
  readonly isText: boolean
  /** Every value consists of the same number of digits and nothing else. */
  readonly isFixedWidthDigits: boolean
}

/** Distinct values looked at; further ones are left aside. */
const MAX_VALUES = 10_000
/** Values without one match after which a test gives up. */
const PATIENCE = 500

/**
 * Takes up to 10,000 distinct values for counting.
 *
 * @param values - distinct values; counts of 0 or less are left out
 * @param isText - whether the column holds texts; numbers come as they print
 */
export function takeValueSample(values: Iterable<ValueCount>, isText: boolean): ValueSample {
  const texts: string[] = []
  for (const { text, count } of values) {
    if (texts.length === MAX_VALUES) break
    const trimmed = text.trim()
    if (trimmed !== '' && count > 0) texts.push(trimmed)
  }
  const width = texts[0]?.length ?? 0
  const isFixedWidthDigits = width > 0 && texts.every((text) => text.length === width && /^\d+$/.test(text))
  return { texts, isText, isFixedWidthDigits }
}

/** Number of values that pass a test; 0 once the first 500 all fail, so that thousands of columns stay cheap. */
export function countMatches(sample: ValueSample, test: (text: string) => boolean): number {
  let count = 0
  for (let i = 0; i < sample.texts.length; i++) {
    if (test(sample.texts[i]!)) count++
    else if (count === 0 && i + 1 >= PATIENCE) return 0
  }
  return count
}

/**
 * Whether so many passing values can hardly be luck: the Chernoff bound of a binomial tail,
 *
 *     P(X ≥ m) ≤ exp(−n · (s · ln(s / p) + (1 − s) · ln((1 − s) / (1 − p)))),  s = m / n > p
 *
 * lies below the limit. One in eleven random numbers of nine digits passes a Dutch check digit; 20 of 20 do not.
 *
 * @param nMatches - values that pass, m
 * @param nValues - values looked at, n
 * @param chance - share of random values that would pass, 0 < p < 1
 * @param limit - probability by luck that is still accepted
 * @see Chernoff (1952), A measure of asymptotic efficiency, Annals of Mathematical Statistics 23
 */
export function isBeyondChance(nMatches: number, nValues: number, chance: number, limit: number): boolean {
  const share = nMatches / nValues
  if (!(share > chance)) return false
  const miss = share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - chance))
  return nValues * (share * Math.log(share / chance) + miss) >= -Math.log(limit)
}

/** "98% of 1,000 values are e-mail addresses": a share in plain words, "all" only when exact. */
export function shareInWords(nMatches: number, nValues: number, what: string): string {
  if (nMatches === nValues) return `all ${groupThousands(nValues)} distinct values ${what}`
  const percent = (nMatches / nValues) * 100
  if (percent < 1 || percent > 99)
    return `${groupThousands(nMatches)} of ${groupThousands(nValues)} distinct values ${what}`
  return `${Math.round(percent)}% of ${groupThousands(nValues)} distinct values ${what}`
}

function groupThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
