import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import { StatisticError } from '../statistic-error.ts'

/**
 * Two-sided critical value of Student's t distribution.
 *
 *     t with P(|T| ≤ t) = level;  P(|T| ≥ t) = I_x(ν/2, ½) with x = ν / (ν + t²)
 *
 * @param level - confidence level in (0, 1)
 * @param degreesOfFreedom - ν > 0
 * @returns t > 0; 2.776 for 95% and 4 degrees of freedom
 * @throws StatisticError `invalidInput` if the level is not in (0, 1), or ν is not above 0
 * @see Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.1
 */
export function studentCriticalValue(level: number, degreesOfFreedom: number): number {
  if (!(level > 0 && level < 1))
    throw new StatisticError('invalidInput', `studentCriticalValue needs a level in (0, 1), got ${level}`)
  if (!(degreesOfFreedom > 0))
    throw new StatisticError(
      'invalidInput',
      `studentCriticalValue needs degrees of freedom above 0, got ${degreesOfFreedom}`,
    )
  const x = betaQuantile(1 - level, degreesOfFreedom / 2, 0.5)
  return Math.sqrt((degreesOfFreedom * (1 - x)) / x)
}
