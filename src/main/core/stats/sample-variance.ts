import { StatisticError } from '../statistic-error.ts'
import { mean } from './mean.ts'

/**
 * Sample variance, with n − 1 in the denominator.
 *
 *     s² = Σ (x − mean)² / (n − 1)
 *
 * In two passes, so that a large mean costs no digits.
 *
 * @param values - finite numbers, shape (nSamples,)
 * @returns variance ≥ 0, in squared units of the values
 * @throws StatisticError `undefined` if there are fewer than two values
 */
export function sampleVariance(values: ArrayLike<number>): number {
  if (values.length < 2) {
    throw new StatisticError('undefined', `sampleVariance needs two values at least, got ${values.length}`)
  }
  const center = mean(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (values[i]! - center) ** 2
  return squares / (values.length - 1)
}
