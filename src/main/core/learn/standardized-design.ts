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

/** Mean and deviation of runs of rows that stay in the cache, then of the runs together: one way through the memory. */
function moments(column: Float64Array, weights: Float64Array | null): { mean: number; scale: number } {
  let total = 0
  let mean = 0
  let squares = 0
  for (let from = 0; from < column.length; from += RUN_ROWS) {
    const values = column.subarray(from, from + RUN_ROWS)
    const run =
      weights === null ? plainMoments(values) : weightedMoments(values, weights.subarray(from, from + RUN_ROWS))
    const both = total + run.total
    const apart = run.mean - mean
    mean += (apart * run.total) / both
    squares += run.squares + (apart * apart * total * run.total) / both
    total = both
  }
  return { mean, scale: Math.sqrt(squares / total) }
}

/** Rows four apart are summed together, so that one addition need not wait for the one before. */
function plainMoments(values: Float64Array): { total: number; mean: number; squares: number } {
  const n = values.length
  const whole = n - (n % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let i = 0; i < whole; i += 4) {
    a += values[i]!
    b += values[i + 1]!
    c += values[i + 2]!
    d += values[i + 3]!
  }
  for (let i = whole; i < n; i++) a += values[i]!
  const mean = (a + b + (c + d)) / n
  ;[a, b, c, d] = [0, 0, 0, 0]
  for (let i = 0; i < whole; i += 4) {
    const w = values[i]! - mean
    const x = values[i + 1]! - mean
    const y = values[i + 2]! - mean
    const z = values[i + 3]! - mean
    a += w * w
    b += x * x
    c += y * y
    d += z * z
  }
  for (let i = whole; i < n; i++) a += (values[i]! - mean) * (values[i]! - mean)
  return { total: n, mean, squares: a + b + (c + d) }
}

function weightedMoments(
  values: Float64Array,
  weights: Float64Array,
): { total: number; mean: number; squares: number } {
  let total = 0
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    total += weights[i]!
    sum += weights[i]! * values[i]!
  }
  const mean = sum / total
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += weights[i]! * (values[i]! - mean) * (values[i]! - mean)
  return { total, mean, squares }
}
