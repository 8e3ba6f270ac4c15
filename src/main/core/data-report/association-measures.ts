import { StatisticError } from '../statistic-error.ts'
import { requireCount } from '../stats/requirements.ts'
import type { PairSums } from './pair-sums.ts'

/**
 * Correlation coefficient r from sums about the means; of ranks, it is Spearman's.
 *
 *     r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²)
 *
 * 1: on an ascending line; 0: no linear relation; −1: on a descending line.
 *
 * @param sums - sums of squares and products about the means
 * @returns r in [−1, 1]
 * @throws StatisticError `undefined` if there are fewer than two rows, or a sum of squares is 0 or not finite
 * @see Pearson (1895), Proceedings of the Royal Society of London 58; Spearman (1904), American Journal of Psychology 15
 */
export function correlation({ n, xx, yy, xy }: PairSums): number {
  if (n < 2) throw new StatisticError('undefined', `correlation needs two rows at least, got ${n}`)
  const scale = Math.sqrt(xx) * Math.sqrt(yy)
  if (!(scale > 0) || !Number.isFinite(scale) || !Number.isFinite(xy)) {
    throw new StatisticError(
      'undefined',
      `correlation needs two columns that vary, got sums of squares ${xx} and ${yy}`,
    )
  }
  return Math.max(-1, Math.min(1, xy / scale))
}

/** Cramér's V of one table, without and with correction for bias. */
export interface CramersV {
  readonly value: number
  /** Bergsma's; null where it does not exist. */
  readonly corrected: number | null
  readonly n: number
}

/**
 * Cramér's V of a table of two text columns.
 *
 *     φ² = Σ (O − E)² / E / n,   V = √(φ² / (min(r, c) − 1))
 *     corrected: √(max(0, φ² − (r − 1)(c − 1) / (n − 1)) / (min(r̃, c̃) − 1)),   r̃ = r − (r − 1)² / (n − 1), c̃ alike
 *
 * 0: independent; 1: one column tells the other. Without correction V is above 0 even for independent columns. Rows and
 * columns of the table without counts are left out.
 *
 * @param counts - row-major, shape (nRows · nColumns,), whole numbers ≥ 0
 * @param nColumns - columns of the table
 * @returns both values in [0, 1]
 * @throws StatisticError `undefined` if fewer than two rows or columns have counts
 * @throws StatisticError `invalidInput` if a count is not a whole number ≥ 0
 * @see Cramér (1946), Mathematical Methods of Statistics, section 21.9; Bergsma (2013), A bias-correction for Cramér's V
 *   and Tschuprow's T, Journal of the Korean Statistical Society 42
 */
export function cramersV(counts: ArrayLike<number>, nColumns: number): CramersV {
  const { chiSquared, n, r, c } = chiSquaredOfTable(counts, nColumns)
  const smaller = Math.min(r, c)
  if (smaller < 2) {
    throw new StatisticError('undefined', `cramersV needs two filled rows and columns at least, got ${r} and ${c}`)
  }
  const phi2 = chiSquared / n
  const correctedPhi2 = Math.max(0, phi2 - ((r - 1) * (c - 1)) / (n - 1))
  const correctedSize = Math.min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
  return {
    value: Math.min(1, Math.sqrt(phi2 / (smaller - 1))),
    corrected: correctedSize > 0 ? Math.min(1, Math.sqrt(correctedPhi2 / correctedSize)) : null,
    n,
  }
}

/**
 * Pearson's chi-squared statistic of a table of any size, without continuity correction; empty rows and columns left out.
 *
 * @param counts - row-major, shape (nRows · nColumns,), whole numbers ≥ 0
 * @param nColumns - columns of the table
 * @returns the statistic, the total, the filled rows r and columns c, and the smallest expected count
 * @throws StatisticError `invalidInput` if a count is not a whole number ≥ 0
 * @see Pearson (1900), Philosophical Magazine 50
 */
export function chiSquaredOfTable(counts: ArrayLike<number>, nColumns: number) {
  const nRows = nColumns === 0 ? 0 : counts.length / nColumns
  const rowSums = new Float64Array(nRows)
  const columnSums = new Float64Array(nColumns)
  let n = 0
  for (let at = 0; at < counts.length; at++) {
    requireCount('chiSquaredOfTable', counts[at]!)
    rowSums[Math.floor(at / nColumns)]! += counts[at]!
    columnSums[at % nColumns]! += counts[at]!
    n += counts[at]!
  }
  let chiSquared = 0
  let smallestExpected = Number.POSITIVE_INFINITY
  for (let at = 0; at < counts.length; at++) {
    const expected = (rowSums[Math.floor(at / nColumns)]! * columnSums[at % nColumns]!) / n
    if (!(expected > 0)) continue
    chiSquared += (counts[at]! - expected) ** 2 / expected
    if (expected < smallestExpected) smallestExpected = expected
  }
  const isFilled = (sum: number) => sum > 0
  return { chiSquared, n, r: rowSums.filter(isFilled).length, c: columnSums.filter(isFilled).length, smallestExpected }
}

/**
 * Correlation ratio η of a number on groups.
 *
 *     η = √(Σ_g n_g (x̄_g − x̄)² / Σ (x − x̄)²)
 *
 * 0: the groups have one mean; 1: the group tells the number.
 *
 * @param counts - rows of each group, shape (nGroups,)
 * @param sums - sums of the numbers of each group about any origin, shape (nGroups,)
 * @param squares - sum of all squares about the same origin
 * @returns η in [0, 1]
 * @throws StatisticError `undefined` if fewer than two groups have rows or the numbers do not vary
 * @see Fisher (1925), Statistical Methods for Research Workers, section 45
 */
export function correlationRatio(counts: ArrayLike<number>, sums: ArrayLike<number>, squares: number): number {
  let n = 0
  let total = 0
  let nGroups = 0
  for (let g = 0; g < counts.length; g++) {
    n += counts[g]!
    total += sums[g]!
    if (counts[g]! > 0) nGroups++
  }
  if (nGroups < 2) {
    throw new StatisticError('undefined', `correlationRatio needs two filled groups at least, got ${nGroups}`)
  }
  const mean = total / n
  let between = 0
  for (let g = 0; g < counts.length; g++) {
    if (counts[g]! > 0) between += counts[g]! * (sums[g]! / counts[g]! - mean) ** 2
  }
  const all = squares - n * mean * mean
  if (!(all > 0)) throw new StatisticError('undefined', `correlationRatio needs numbers that vary, got ${all} squares`)
  return Math.min(1, Math.sqrt(between / all))
}
