import { StatisticError } from '../statistic-error.ts'
import { chiSquaredSurvival } from './chi-squared-survival.ts'

/**
 * Quantile of the chi-squared distribution, by bisection down to neighboring doubles.
 *
 *     x with P(X ≤ x) = p
 *
 * @param probability - p in [0, 1)
 * @param degreesOfFreedom - ν, a whole number ≥ 1
 * @returns x ≥ 0
 * @throws StatisticError `invalidInput` if p is not in [0, 1) or ν is not a whole number ≥ 1
 */
export function chiSquaredQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability >= 0 && probability < 1)) {
    throw new StatisticError('invalidInput', `chiSquaredQuantile needs a probability in [0, 1), got ${probability}`)
  }
  const tail = 1 - probability
  let low = 0
  let high = degreesOfFreedom
  while (chiSquaredSurvival(high, degreesOfFreedom) > tail) high *= 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) return high
    if (chiSquaredSurvival(middle, degreesOfFreedom) >= tail) low = middle
    else high = middle
  }
}
