import { distinctValues, indexOfValue } from '../calibration/distinct-values.ts'
import { pearsonCorrelation } from '../quality/pearson-correlation.ts'

/**
 * Spearman's rank correlation ρ: Pearson's correlation of the ranks, equal values sharing their mean rank.
 *
 *     ρ = r(rank x, rank y)
 *
 * 1: both order the rows alike; 0: no monotone relation; −1: in reverse.
 *
 * @param x - finite, shape (nRows,)
 * @param y - finite, shape (nRows,)
 * @returns ρ in [−1, 1]
 * @throws StatisticError `invalidInput` if lengths differ
 * @throws StatisticError `undefined` if there are fewer than two rows, or one of them does not vary
 * @see Spearman (1904), The proof and measurement of association between two things, American Journal of Psychology 15
 */
export function spearmanCorrelation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return pearsonCorrelation(meanRanks(x), meanRanks(y))
}

/** Rank of each value counted from 1, equal values sharing their mean rank, shape (nRows,). */
export function meanRanks(values: ArrayLike<number>): Float64Array {
  const distinct = distinctValues(values)
  const groups = Uint32Array.from({ length: values.length }, (_, row) => indexOfValue(distinct, values[row]!))
  const counts = new Float64Array(distinct.length)
  for (const group of groups) counts[group]! += 1
  let below = 0
  const ranks = counts.map((count) => {
    const rank = below + (count + 1) / 2
    below += count
    return rank
  })
  return Float64Array.from(groups, (group) => ranks[group]!)
}
