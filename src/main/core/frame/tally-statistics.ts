import type { ValueTally } from './value-tally.ts'

/** Sum and moments of a column; what does not exist is null. */
export interface TallyMoments {
  readonly mean: number | null
  readonly standardDeviation: number | null
  readonly skewness: number | null
  readonly kurtosis: number | null
}

/** Below this size the exact product of a value and its count can be split without overflow. */
const SPLITTABLE = 1e280
const SPLITTER = 134_217_729

/**
 * Sum of all numbers of a tally, as exact as if computed with twice the digits and rounded once.
 *
 *     Σ count · value
 *
 * @param tally - distinct numbers with counts
 * @returns the sum; 0 for no numbers; ±Infinity or NaN if it lies beyond the doubles
 * @see Ogita, Rump & Oishi (2005), Accurate sum and dot product, SIAM Journal on Scientific Computing 26, algorithm 5.3
 */
export function tallySum({ values, counts }: ValueTally): number {
  let sum = 0
  let correction = 0
  for (let i = 0; i < values.length; i++) {
    const count = counts[i]!
    const product = values[i]! * count
    const next = sum + product
    const part = next - sum
    correction += sum - (next - part) + (product - part)
    if (count > 1) correction += productError(values[i]!, count, product)
    sum = next
  }
  const total = sum + correction
  return Number.isFinite(total) ? total : sum
}

/**
 * Mean, standard deviation, skewness and kurtosis of a tally, about the mean, in two passes.
 *
 *     s² = Σ(x − mean)² / (n − 1)
 *     skewness G₁ = √(n(n − 1)) / (n − 2) · m₃ / m₂^(3/2)
 *     kurtosis G₂ = (n − 1) / ((n − 2)(n − 3)) · ((n + 1) · m₄ / m₂² − 3(n − 1))
 *
 * with m_k = Σ(x − mean)^k / n. Both are corrected for small samples and 0 in expectation for normal numbers (excess
 * kurtosis). Positive skewness: a long tail to the right.
 *
 * @param tally - distinct numbers with counts
 * @returns null for what does not exist: s needs 2 numbers, G₁ 3, G₂ 4, and both need numbers that differ
 * @see Joanes & Gill (1998), Comparing measures of sample skewness and kurtosis, The Statistician 47, G₁ and G₂
 */
export function tallyMoments(tally: ValueTally): TallyMoments {
  const { values, n } = tally
  if (n === 0) return { mean: null, standardDeviation: null, skewness: null, kurtosis: null }
  const mean = values.length === 1 ? values[0]! : tallySum(tally) / n
  if (!Number.isFinite(mean)) return { mean: null, standardDeviation: null, skewness: null, kurtosis: null }
  if (n === 1) return { mean, standardDeviation: null, skewness: null, kurtosis: null }
  const { squares, cubes, fourths, unit } = powerSums(tally, mean)
  if (squares === 0) return { mean, standardDeviation: 0, skewness: null, kurtosis: null }
  const m2 = squares / n
  const g1 = cubes / n / m2 ** 1.5
  const g2 = fourths / n / m2 ** 2
  return {
    mean,
    standardDeviation: finiteOrNull(Math.sqrt(squares / (n - 1)) * unit),
    skewness: n < 3 ? null : finiteOrNull((Math.sqrt(n * (n - 1)) / (n - 2)) * g1),
    kurtosis: n < 4 ? null : finiteOrNull(((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 - 3 * (n - 1))),
  }
}

/**
 * Quantiles of a tally, linear between order statistics (type 7).
 *
 * @param tally - distinct numbers with counts, at least one
 * @param probabilities - in [0, 1], ascending
 * @returns one number per probability; null where the distance of two neighbours is beyond the doubles
 * @see Hyndman & Fan (1996), Sample quantiles in statistical packages, definition 7
 */
export function tallyQuantiles(tally: ValueTally, probabilities: readonly number[]): (number | null)[] {
  const { values, counts, n } = tally
  let at = 0
  let rowsThrough = counts[0] ?? 0
  return probabilities.map((probability) => {
    const position = (n - 1) * probability
    const below = Math.floor(position)
    while (rowsThrough <= below) rowsThrough += counts[++at]!
    const lower = values[at]!
    const share = position - below
    if (share === 0) return lower
    const upper = rowsThrough > below + 1 ? lower : values[at + 1]!
    return finiteOrNull(lower + share * (upper - lower))
  })
}

/** Rows added up plainly before their sum joins the total: as long as that, rounding cannot pile up. */
const BLOCK = 128

/**
 * Σ d², Σ d³ and Σ d⁴ of the deviations d = (x − mean) / unit. The unit is a power of two, so that dividing is exact, and
 * not below the largest deviation, so that no power overflows.
 */
function powerSums({ values, counts }: ValueTally, mean: number) {
  const largest = Math.max(mean - values[0]!, values.at(-1)! - mean)
  const exponent = largest > 0 && Number.isFinite(largest) ? Math.min(1000, Math.ceil(Math.log2(largest))) : 0
  const unit = 2 ** Math.max(-1000, exponent)
  const perUnit = 1 / unit
  let squares = 0
  let cubes = 0
  let fourths = 0
  for (let start = 0; start < values.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, values.length)
    let blockSquares = 0
    let blockCubes = 0
    let blockFourths = 0
    for (let i = start; i < end; i++) {
      const d = (values[i]! - mean) * perUnit
      const square = d * d
      const weighted = square * counts[i]!
      blockSquares += weighted
      blockCubes += weighted * d
      blockFourths += weighted * square
    }
    squares += blockSquares
    cubes += blockCubes
    fourths += blockFourths
  }
  return { squares, cubes, fourths, unit }
}

/** What rounding took from value · count. */
function productError(value: number, count: number, product: number): number {
  if (Math.abs(value) > SPLITTABLE) return 0
  const c = SPLITTER * value
  const high = c - (c - value)
  const low = value - high
  // Counts have at most 32 bits, split in the same way.
  const d = SPLITTER * count
  const countHigh = d - (d - count)
  const countLow = count - countHigh
  return low * countLow - (product - high * countHigh - low * countHigh - high * countLow)
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
