import { StatisticError } from '../statistic-error.ts'

/**
 * Jensen–Shannon distance of two binned samples, to base 2.
 *
 *     JS = √(½ Σ e_b log₂(e_b / m_b) + ½ Σ a_b log₂(a_b / m_b)),   m_b = (e_b + a_b) / 2
 *
 * A metric on the shares e and a. 0: the same shares; 1: no bin in common. Empty bins are no obstacle.
 *
 * @param expected - bin counts of the development sample, shape (nBins,), each ≥ 0
 * @param actual - bin counts of the monitored sample, shape (nBins,), same order
 * @returns distance in [0, 1]
 * @throws StatisticError `invalidInput` if lengths differ or a count is negative or not finite
 * @throws StatisticError `undefined` if a sample is empty
 * @see Endres & Schindelin (2003), A new metric for probability distributions, IEEE Transactions on Information Theory 49
 */
export function jensenShannonDistance(expected: ArrayLike<number>, actual: ArrayLike<number>): number {
  if (expected.length !== actual.length) {
    throw new StatisticError(
      'invalidInput',
      `jensenShannonDistance needs the same bins in both samples, got ${expected.length} and ${actual.length}`,
    )
  }
  const [n, m] = [total(expected), total(actual)]
  if (n === 0 || m === 0) {
    throw new StatisticError('undefined', `jensenShannonDistance needs rows in both samples, got ${n} and ${m}`)
  }
  let divergence = 0
  for (let b = 0; b < expected.length; b++) {
    const [e, a] = [expected[b]! / n, actual[b]! / m]
    const middle = (e + a) / 2
    if (e > 0) divergence += (e * Math.log2(e / middle)) / 2
    if (a > 0) divergence += (a * Math.log2(a / middle)) / 2
  }
  return Math.sqrt(Math.min(1, Math.max(0, divergence)))
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let b = 0; b < counts.length; b++) {
    const count = counts[b]!
    if (!(count >= 0 && Number.isFinite(count))) {
      throw new StatisticError(
        'invalidInput',
        `jensenShannonDistance needs finite counts ≥ 0, got ${count} in bin ${b + 1}`,
      )
    }
    sum += count
  }
  return sum
}
