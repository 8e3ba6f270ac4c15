import { exponential, logOnePlus } from './exponential.ts'
import type { LikelihoodBlock } from './likelihood-block.ts'

/**
 * What the WebAssembly kernel does, in words: adds gradient and information of some rows of a block, in the same order of operations.
 * Even and odd rows are summed apart, as the kernel takes two at a time, then added.
 *
 * @param block - filled; columns and eta are spoilt
 * @param residual - room for one number per row
 * @param from - first row
 * @param n - number of rows, even
 * @param wantsInformation - false spares most of the work
 * @returns minus the log-likelihood of the rows
 */
export function addLikelihood(
  block: LikelihoodBlock,
  residual: Float64Array,
  from: number,
  n: number,
  wantsInformation: boolean,
): number {
  const { columns, stride, width, parameters, gradient, information } = block
  const eta = block.eta.subarray(from, from + n)
  for (let j = 0; j < width; j++)
    standardizeColumn(columns, j * stride + from, block.means[j]!, block.factors[j]!, parameters[j]!, eta)
  const loss = evaluateRows(block.events.subarray(from), block.nonEvents.subarray(from), eta, residual)
  for (let j = 0; j < width; j++) gradient[j]! += sumOfProducts(columns, j * stride + from, residual, 0, n)
  if (!wantsInformation) return loss
  for (let j = 0; j < width; j++) {
    const start = j * stride + from
    for (let i = 0; i < n; i++) columns[start + i]! *= eta[i]!
  }
  for (let a = 0; a < width; a++)
    for (let b = 0; b <= a; b++)
      information[a * width + b]! += sumOfProducts(columns, a * stride + from, columns, b * stride + from, n)
  return loss
}

/** z_ij = (x_ij − mean_j) · factor_j in place, and eta_i += γ_j · z_ij. */
function standardizeColumn(
  columns: Float64Array,
  start: number,
  mean: number,
  factor: number,
  parameter: number,
  eta: Float64Array,
): void {
  for (let i = 0; i < eta.length; i++) {
    const z = (columns[start + i]! - mean) * factor
    columns[start + i] = z
    eta[i]! += parameter * z
  }
}

/** Residuals, and roots of the curvature in place of eta; returns the loss. */
function evaluateRows(
  events: Float64Array,
  nonEvents: Float64Array,
  eta: Float64Array,
  residual: Float64Array,
): number {
  let even = 0
  let odd = 0
  for (let i = 0; i < eta.length; i++) {
    const yes = events[i]!
    const no = nonEvents[i]!
    const x = eta[i]!
    // One exponential, of a number ≤ 0: the smaller of p and 1 − p keeps its digits, and so do both logarithms.
    const e = exponential(-Math.abs(x))
    const larger = 1 / (1 + e)
    const smaller = e * larger
    const probability = x > 0 ? larger : smaller
    const complement = x > 0 ? smaller : larger
    const total = yes + no
    const loss = total * logOnePlus(e) + (x > 0 ? no * x : -(yes * x))
    if (i % 2 === 0) even += loss
    else odd += loss
    residual[i] = yes * complement - no * probability
    eta[i] = Math.sqrt(total * smaller * larger)
  }
  return even + odd
}

function sumOfProducts(a: Float64Array, fromA: number, b: Float64Array, fromB: number, n: number): number {
  let even = 0
  let odd = 0
  for (let i = 0; i < n; i += 2) {
    even += a[fromA + i]! * b[fromB + i]!
    odd += a[fromA + i + 1]! * b[fromB + i + 1]!
  }
  return even + odd
}
