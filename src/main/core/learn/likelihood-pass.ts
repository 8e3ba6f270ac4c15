import type { BinomialRows } from './binomial-rows.ts'
import { addWeightedProducts, BLOCK } from './weighted-products.ts'

/** Where and how far the columns are: z_ij = (x_ij − mean_j) / scale_j is what the parameters belong to. */
export interface Standardization {
  readonly means: Float64Array
  readonly scales: Float64Array
}

/** The likelihood and its derivatives at one point; parameters are the intercept, then one per column. */
export interface LikelihoodPass {
  readonly logLikelihood: number
  /** Shape (nFeatures + 1,). */
  readonly gradient: Float64Array
  /** Minus the second derivative, row-major, shape (nFeatures + 1, nFeatures + 1), lower triangle; null if not asked for. */
  readonly information: Float64Array | null
}

/**
 * Log-likelihood, gradient and information of a logistic regression in one pass over the rows.
 *
 *     LL = Σ e_i·ln p_i + n_i·ln(1 − p_i),   gradient_j = Σ z_ij·(e_i − (e_i + n_i)·p_i),
 *     information_jk = Σ (e_i + n_i)·p_i·(1 − p_i)·z_ij·z_ik,   p_i = σ(offset_i + γ₀ + Σ γ_j·z_ij)
 *
 * Rows go through in blocks that stay in the processor's cache; sums run over the rows of a block, then over the blocks, both in
 * order, so the result depends on nothing but the arguments. Standardized values are never stored.
 *
 * @param rows - columns, events, non-events, offset
 * @param standardization - means and scales of the columns
 * @param parameters - γ, shape (nFeatures + 1,)
 * @param wantsInformation - false spares most of the work
 */
export function likelihoodPass(
  rows: BinomialRows,
  standardization: Standardization,
  parameters: Float64Array,
  wantsInformation: boolean,
): LikelihoodPass {
  const p = parameters.length
  const padded = Math.ceil(p / 3) * 3
  const z = new Float64Array(padded * BLOCK)
  const weighted = wantsInformation ? new Float64Array(padded * BLOCK) : null
  const products = new Float64Array(padded * padded)
  const gradient = new Float64Array(p)
  const residual = new Float64Array(BLOCK)
  const curve = new Float64Array(BLOCK)
  const nRows = rows.events.length
  let logLikelihood = 0
  for (let start = 0; start < nRows; start += BLOCK) {
    const n = Math.min(BLOCK, nRows - start)
    if (n < BLOCK) z.fill(0)
    loadBlock(rows, standardization, start, n, z)
    logLikelihood += evaluateBlock(rows, parameters, start, n, z, residual, curve)
    for (let j = 0; j < p; j++) gradient[j]! += dotBlock(z, j * BLOCK, residual, n)
    if (weighted === null) continue
    for (let j = 0; j < p; j++) scaleBlock(z, j * BLOCK, curve, weighted)
    addWeightedProducts(weighted, z, padded, products)
  }
  return { logLikelihood, gradient, information: wantsInformation ? crop(products, padded, p) : null }
}

/** Column 0 of the block is the constant 1. */
function loadBlock(
  rows: BinomialRows,
  { means, scales }: Standardization,
  start: number,
  n: number,
  z: Float64Array,
): void {
  z.fill(1, 0, n)
  for (let j = 0; j < rows.columns.length; j++) {
    const column = rows.columns[j]!
    const mean = means[j]!
    const factor = 1 / scales[j]!
    const to = (j + 1) * BLOCK
    for (let i = 0; i < n; i++) z[to + i] = (column[start + i]! - mean) * factor
  }
}

/** Fills residual and curve of the block, with 0 beyond its rows; returns its log-likelihood. */
function evaluateBlock(
  rows: BinomialRows,
  parameters: Float64Array,
  start: number,
  n: number,
  z: Float64Array,
  residual: Float64Array,
  curve: Float64Array,
): number {
  const eta = curve.fill(0)
  if (rows.offset !== null) eta.set(rows.offset.subarray(start, start + n))
  for (let j = 0; j < parameters.length; j++) {
    const parameter = parameters[j]!
    const from = j * BLOCK
    for (let i = 0; i < n; i++) eta[i]! += parameter * z[from + i]!
  }
  let loss = 0
  // Rows that count once need one logarithm together: ∏ (1 + e) stays below 2^BLOCK.
  let product = 1
  for (let i = 0; i < n; i++) {
    const events = rows.events[start + i]!
    const nonEvents = rows.nonEvents[start + i]!
    const x = eta[i]!
    // One exponential, of a number ≤ 0: the smaller of p and 1 − p keeps its digits, and so do both logarithms.
    const e = Math.exp(x > 0 ? -x : x)
    const larger = 1 / (1 + e)
    const smaller = e * larger
    const probability = x > 0 ? larger : smaller
    const complement = x > 0 ? smaller : larger
    const total = events + nonEvents
    if (total === 1) product *= 1 + e
    else loss += total * Math.log1p(e)
    loss += x > 0 ? nonEvents * x : -events * x
    residual[i] = events * complement - nonEvents * probability
    curve[i] = total * smaller * larger
  }
  return -(loss + Math.log(product))
}

function dotBlock(z: Float64Array, from: number, values: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += z[from + i]! * values[i]!
  return sum
}

function scaleBlock(z: Float64Array, from: number, curve: Float64Array, weighted: Float64Array): void {
  for (let i = 0; i < BLOCK; i++) weighted[from + i] = z[from + i]! * curve[i]!
}

function crop(matrix: Float64Array, from: number, to: number): Float64Array {
  const cropped = new Float64Array(to * to)
  for (let a = 0; a < to; a++) cropped.set(matrix.subarray(a * from, a * from + to), a * to)
  return cropped
}
