import { type BinomialRows, totalOfRows } from './binomial-rows.ts'
import { likelihoodPass } from './likelihood-pass.ts'
import { designMoments } from './standardized-design.ts'

/**
 * Matrix of Pearson correlations of the columns of a design.
 *
 *     r_jk = Σ w_i·z_ij·z_ik / Σ w_i,   z standardized with the weighted mean and deviation
 *
 * @param design - nFeatures columns of shape (nSamples,), finite, none constant
 * @param weights - row weights, or null for 1 each
 * @param names - names of the columns, for messages
 * @returns row-major, symmetric, shape (nFeatures, nFeatures), 1 on the diagonal but for rounding
 * @throws StatisticError `invalidInput` if a value is not finite
 * @throws StatisticError `undefined` if a column is constant
 */
export function correlationMatrix(
  design: readonly Float64Array[],
  weights: Float64Array | null,
  names: readonly string[],
): Float64Array {
  const p = design.length
  const nRows = design[0]?.length ?? 0
  const events = weights ?? new Float64Array(nRows).fill(1)
  const rows: BinomialRows = { columns: design, events, nonEvents: new Float64Array(nRows), offset: null }
  const moments = designMoments(design, weights, names)
  // At even odds every row bends the likelihood by a quarter of its weight, so the information is a quarter of the products.
  const { information } = likelihoodPass(rows, moments, new Float64Array(p + 1), true)
  const { total } = totalOfRows(rows)
  const matrix = new Float64Array(p * p)
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      const value = (4 * information![(a + 1) * (p + 1) + b + 1]!) / total
      matrix[a * p + b] = value
      matrix[b * p + a] = value
    }
  }
  return matrix
}
