import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { StatisticError } from '../statistic-error.ts'

/**
 * Upper tail of the chi-squared distribution: the p-value of a chi-squared statistic.
 *
 *     Q(1, x) = 2 · Φ(−√x),   Q(2, x) = e^(−x/2),   Q(ν + 2, x) = Q(ν, x) + (x/2)^(ν/2) · e^(−x/2) / Γ(ν/2 + 1)
 *
 * Every term is positive, so the far tail keeps its digits where 1 − cdf would be 0.
 *
 * @param statistic - x ≥ 0
 * @param degreesOfFreedom - ν, a whole number ≥ 1
 * @returns P(X > x) in [0, 1]
 * @throws StatisticError `invalidInput` if x is negative or NaN, or ν is not a whole number ≥ 1
 * @see Abramowitz & Stegun (1964), 26.4.4, 26.4.5 and 26.4.8
 */
export function chiSquaredSurvival(statistic: number, degreesOfFreedom: number): number {
  if (!(statistic >= 0)) {
    throw new StatisticError('invalidInput', `chiSquaredSurvival needs a statistic ≥ 0, got ${statistic}`)
  }
  if (!Number.isSafeInteger(degreesOfFreedom) || degreesOfFreedom < 1) {
    throw new StatisticError(
      'invalidInput',
      `chiSquaredSurvival needs a whole number ≥ 1 of degrees of freedom, got ${degreesOfFreedom}`,
    )
  }
  const half = statistic / 2
  if (half === 0) return 1
  const isOdd = degreesOfFreedom % 2 === 1
  let survival = isOdd ? 2 * normalCdf(-Math.sqrt(statistic), 0, 1) : Math.exp(-half)
  // Terms by logarithm: their factors overflow and underflow long before the terms do. Γ(3/2) = √π / 2, Γ(2) = 1.
  let logTerm = isOdd ? Math.log(half) / 2 - half - Math.log(Math.PI) / 2 + Math.LN2 : Math.log(half) - half
  for (let nu = isOdd ? 1 : 2; nu < degreesOfFreedom; nu += 2) {
    survival += Math.exp(logTerm)
    logTerm += Math.log(half) - Math.log(nu / 2 + 1)
  }
  return Math.min(1, survival)
}
