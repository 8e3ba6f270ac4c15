/**
 * Logistic function, safe for every argument: the exponential is only taken of negative numbers, so it never overflows.
 *
 *     σ(x) = 1 / (1 + e^(−x))
 *
 * @param x - log odds of the event
 * @returns probability of the event in [0, 1]; ½ at 0
 */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/**
 * ln(1 + e^x), safe for every argument.
 *
 * @param x - log odds of the event
 * @returns −ln(1 − σ(x)), ≥ 0
 */
export function logOnePlusExp(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))
}
