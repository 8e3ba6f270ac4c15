import { type ContingencyTable, tableMargins } from './contingency-table.ts'
import { requireRows } from './requirements.ts'

/** Tables whose probability exceeds the observed one by no more than this count as equally extreme, as in R. */
const RELATIVE_TOLERANCE = 1 + 1e-7

/**
 * Fisher's exact test of independence in a 2 × 2 table, two-sided.
 *
 *     p = Σ_k P(k) over all tables with the same margins and P(k) ≤ P(observed) · (1 + 10⁻⁷)
 *
 * where P is the hypergeometric probability of k in the first cell. 1: nothing more likely was possible.
 *
 * @param table - counts [[a, b], [c, d]]
 * @returns p in [0, 1]; 0 only by underflow below 5e−324
 * @throws StatisticError `invalidInput` if a count is not a whole number ≥ 0
 * @throws StatisticError `undefined` if the table is empty
 * @see Fisher (1934), Statistical Methods for Research Workers, section 21.02; R, stats::fisher.test
 */
export function fisherExactTest(table: ContingencyTable): number {
  const { rows, columns, total } = tableMargins('fisherExactTest', table)
  requireRows('fisherExactTest', total)
  const smallest = Math.max(0, columns[0] - rows[1])
  const weights = hypergeometricWeights(rows, columns, smallest)
  const threshold = weights[table[0][0] - smallest]! * RELATIVE_TOLERANCE
  let sum = 0
  let extreme = 0
  for (const weight of weights) {
    sum += weight
    if (weight <= threshold) extreme += weight
  }
  return Math.min(1, extreme / sum)
}

/**
 * Probabilities of all tables relative to the most likely one. From there outwards each follows from its neighbor by a
 * ratio of small whole numbers, which keeps the digits that differences of log-factorials would lose.
 */
function hypergeometricWeights(
  rows: readonly [number, number],
  columns: readonly [number, number],
  smallest: number,
): Float64Array {
  const largest = Math.min(rows[0], columns[0])
  const weights = new Float64Array(largest - smallest + 1)
  const mode = Math.floor(((rows[0] + 1) * (columns[0] + 1)) / (rows[0] + rows[1] + 2))
  /** P(k + 1) / P(k) */
  const ratio = (k: number) => ((rows[0] - k) * (columns[0] - k)) / ((k + 1) * (rows[1] - columns[0] + k + 1))
  const start = Math.min(largest, Math.max(smallest, mode))
  weights[start - smallest] = 1
  for (let k = start; k < largest; k++) weights[k + 1 - smallest] = weights[k - smallest]! * ratio(k)
  for (let k = start; k > smallest; k--) weights[k - 1 - smallest] = weights[k - smallest]! / ratio(k - 1)
  return weights
}
