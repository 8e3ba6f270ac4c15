import { StatisticError } from '../statistic-error.ts'

/** A quadrature rule on [0, 1]: ∫ f ≈ Σ weights_k · f(nodes_k). */
export interface QuadratureRule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

const MOST_STEPS = 100

/**
 * Gauss–Legendre quadrature on [0, 1], exact for polynomials of degree up to 2n − 1.
 *
 *     ∫₀¹ f(t) dt = Σ_k w_k · f(t_k),   t_k = (1 − x_k) / 2,   w_k = 1 / ((1 − x_k²) · P′_n(x_k)²)
 *
 * where x_k are the roots of the Legendre polynomial P_n, found by Newton's method.
 *
 * @param nNodes - n, a whole number ≥ 1
 * @returns nodes ascending in (0, 1) and positive weights of sum 1, shape (n,)
 * @throws StatisticError `invalidInput` if n is not a whole number ≥ 1
 * @see Abramowitz & Stegun (1964), 25.4.29 and 25.4.30
 */
export function gaussLegendre(nNodes: number): QuadratureRule {
  if (!Number.isInteger(nNodes) || nNodes < 1) {
    throw new StatisticError('invalidInput', `gaussLegendre needs a whole number of nodes ≥ 1, got ${nNodes}`)
  }
  const nodes = new Float64Array(nNodes)
  const weights = new Float64Array(nNodes)
  for (let k = 0; k < nNodes; k++) {
    let x = Math.cos((Math.PI * (k + 0.75)) / (nNodes + 0.5))
    for (let step = 0; step < MOST_STEPS; step++) {
      const { value, slope } = legendre(nNodes, x)
      const move = value / slope
      x -= move
      if (Math.abs(move) < 1e-16) break
    }
    const { slope } = legendre(nNodes, x)
    nodes[k] = (1 - x) / 2
    weights[k] = 1 / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}

/** P_n and its derivative at x in (−1, 1), by the three-term recurrence. */
function legendre(n: number, x: number): { value: number; slope: number } {
  let value = 1
  let before = 0
  for (let j = 0; j < n; j++) {
    const next = ((2 * j + 1) * x * value - j * before) / (j + 1)
    before = value
    value = next
  }
  return { value, slope: (n * (x * value - before)) / (x * x - 1) }
}
