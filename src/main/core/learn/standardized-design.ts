import { StatisticError } from '../statistic-error.ts'
import { cholesky } from './cholesky.ts'
import { dotProduct } from './dot-product.ts'
import type { Standardization } from './likelihood-pass.ts'

/** A column is called dependent when the columns before it explain all but this share of its variance. */
const DEPENDENCE_TOLERANCE = 1e-10
const RUN_ROWS = 2048

/** Columns with weighted mean 0 and variance 1, so that curvature does not depend on units. */
export interface StandardizedDesign {
  readonly columns: readonly Float64Array[]
  readonly means: Float64Array
  readonly scales: Float64Array
}

/**
 * Weighted means and standard deviations of the columns of a design.
 *
 * @param design - nFeatures columns of shape (nSamples,), finite
 * @param weights - row weights, or null for 1 each
 * @param names - names of the columns, for messages
 * @throws StatisticError `invalidInput` if a value is not finite
 * @throws StatisticError `undefined` if a column is constant
 */
export function designMoments(
  design: readonly Float64Array[],
  weights: Float64Array | null,
  names: readonly string[],
): Standardization {
  const means = new Float64Array(design.length)
  const scales = new Float64Array(design.length)
  design.forEach((column, j) => {
    const { mean, scale } = moments(column, weights)
    if (!Number.isFinite(mean + scale))
      throw new StatisticError('invalidInput', `design needs finite values, got others in "${names[j]}"`)
    // Rounding leaves a constant a spread of a few units in its last place.
    if (!(scale > 1e-13 * Math.abs(mean)) || scale === 0) {
      throw new StatisticError(
        'undefined',
        `design needs columns that vary, got a constant in "${names[j]}": leave it out`,
      )
    }
    means[j] = mean
    scales[j] = scale
  })
  return { means, scales }
}

/**
 * Centres and scales the columns of a design.
 *
 * @param design - nFeatures columns of shape (nSamples,), finite
 * @param weights - row weights, or null for 1 each
 * @param names - names of the columns, for messages
 * @throws StatisticError `invalidInput` if a value is not finite
 * @throws StatisticError `undefined` if a column is constant
 */
export function standardizeDesign(
  design: readonly Float64Array[],
  weights: Float64Array | null,
  names: readonly string[],
): StandardizedDesign {
  const { means, scales } = designMoments(design, weights, names)
  const columns = design.map((column, j) => column.map((value) => (value - means[j]!) / scales[j]!))
  return { columns, means, scales }
}

/**
 * Index of the first column that is a linear combination of the columns before it (and a constant), or −1.
 *
 * @param columns - standardized columns, shape (nSamples,) each
 */
export function findDependentColumn(columns: readonly Float64Array[]): number {
  const p = columns.length
  const products = new Float64Array(p * p)
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) products[a * p + b] = dotProduct(columns[a]!, columns[b]!)
  }
  const result = cholesky(products, p, DEPENDENCE_TOLERANCE)
  return 'dependentColumn' in result ? result.dependentColumn : -1
}

/**
 * One way through the memory: sums of deviations from the mean so far, which is near enough for what they lose to cancellation to be
 * nothing beside the variance of the whole.
 */
function moments(column: Float64Array, weights: Float64Array | null): { mean: number; scale: number } {
  let total = 0
  let mean = meanOf(column.subarray(0, RUN_ROWS))
  let squares = 0
  for (let from = 0; from < column.length; from += RUN_ROWS) {
    const values = column.subarray(from, from + RUN_ROWS)
    const run = weights === null ? plainSums(values, mean) : weightedSums(values, weights.subarray(from), mean)
    const apart = run.sum / run.total
    const before = total
    total += run.total
    squares += Math.max(0, run.squares - run.sum * apart) + (apart * apart * before * run.total) / total
    mean += (apart * run.total) / total
  }
  return { mean, scale: Math.sqrt(squares / total) }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Σ and Σ² of the deviations from a pivot. */
interface DeviationSums {
  readonly total: number
  readonly sum: number
  readonly squares: number
}

/** Rows two apart are summed together, so that one addition need not wait for the one before. */
function plainSums(values: Float64Array, pivot: number): DeviationSums {
  const n = values.length
  let [even, odd, evenSquares, oddSquares] = [0, 0, 0, 0]
  for (let i = 0; i < n - 1; i += 2) {
    const a = values[i]! - pivot
    const b = values[i + 1]! - pivot
    even += a
    odd += b
    evenSquares += a * a
    oddSquares += b * b
  }
  if (n % 2 === 1) {
    const a = values[n - 1]! - pivot
    even += a
    evenSquares += a * a
  }
  return { total: n, sum: even + odd, squares: evenSquares + oddSquares }
}

function weightedSums(values: Float64Array, weights: Float64Array, pivot: number): DeviationSums {
  let total = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const w = weights[i]!
    const a = values[i]! - pivot
    total += w
    sum += w * a
    squares += w * a * a
  }
  return { total, sum, squares }
}
