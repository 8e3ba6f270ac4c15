import { requireRows } from './requirements.ts'

/**
 * Arithmetic mean.
 *
 *     mean = Σ x / n
 *
 * @param values - finite numbers, shape (nSamples,)
 * @returns the mean, in the unit of the values
 * @throws StatisticError `undefined` if there are no values
 */
export function mean(values: ArrayLike<number>): number {
  requireRows('mean', values.length)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
