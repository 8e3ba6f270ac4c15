import { createLikelihoodBlock, type LikelihoodBlock } from '../kernels/likelihood-block.ts'
import type { BinomialRows } from './binomial-rows.ts'

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
 * Rows go through in blocks that stay in the processor's cache; sums run over the rows of a block (even and odd ones apart), then over
 * the blocks, all in order and with an exponential of our own, so the result depends on nothing but the arguments: not on the
 * machine, nor on whether WebAssembly does it. Standardized values are never stored.
 *
 * @param rows - columns, events, non-events, offset
 * @param standardization - means and scales of the columns
 * @param parameters - γ, shape (nFeatures + 1,)
 * @param wantsInformation - false spares most of the work
 * @param block - room to work in, where there is some from the pass before
 */
export function likelihoodPass(
  rows: BinomialRows,
  standardization: Standardization,
  parameters: Float64Array,
  wantsInformation: boolean,
  block: LikelihoodBlock = blockFor(rows),
): LikelihoodPass {
  const nRows = rows.events.length
  block.means.set(standardization.means, 1)
  block.factors[0] = 1
  for (let j = 0; j < rows.columns.length; j++) block.factors[j + 1] = 1 / standardization.scales[j]!
  block.parameters.set(parameters)
  block.gradient.fill(0)
  if (wantsInformation) block.information.fill(0)
  let loss = 0
  for (let start = 0; start < nRows; start += block.capacity) {
    const n = Math.min(block.capacity, nRows - start)
    fillBlock(rows, start, n, block)
    loss += block.evaluate(n + (n % 2), wantsInformation)
  }
  return {
    logLikelihood: -loss,
    gradient: block.gradient.slice(0, parameters.length),
    information: wantsInformation ? crop(block.information, block.width, parameters.length) : null,
  }
}

/** Room for the passes over some rows: one for as many passes as wanted. */
export function blockFor(rows: BinomialRows): LikelihoodBlock {
  return createLikelihoodBlock(rows.columns.length + 1, rows.events.length)
}

/** Column 0 of the block is the constant 1. Where rows end at an odd number one without weight is added. */
function fillBlock(rows: BinomialRows, start: number, n: number, block: LikelihoodBlock): void {
  const { columns, stride, events, nonEvents, eta } = block
  const end = start + n
  events.set(rows.events.subarray(start, end))
  nonEvents.set(rows.nonEvents.subarray(start, end))
  if (rows.offset === null) eta.fill(0)
  else eta.set(rows.offset.subarray(start, end))
  columns.fill(1, 0, n)
  for (let j = 0; j < rows.columns.length; j++) columns.set(rows.columns[j]!.subarray(start, end), (j + 1) * stride)
  if (n % 2 === 0) return
  for (const values of [events, nonEvents, eta]) values[n] = 0
  for (let j = 0; j <= rows.columns.length; j++) columns[j * stride + n] = 0
}

function crop(matrix: Float64Array, from: number, to: number): Float64Array {
  const cropped = new Float64Array(to * to)
  for (let a = 0; a < to; a++) cropped.set(matrix.subarray(a * from, a * from + to), a * to)
  return cropped
}
