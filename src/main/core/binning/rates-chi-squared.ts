import { StatisticError } from '../statistic-error.ts'
import { chiSquaredSurvival } from '../stats/chi-squared-survival.ts'

/**
 * Chi-squared statistic of the two-by-two table of two bins by class, without continuity correction: the square of the z statistic
 * of two event rates with the pooled variance.
 *
 *     χ² = N · (e₁·n₂ − e₂·n₁)² / ((e₁ + n₁)(e₂ + n₂)(e₁ + e₂)(n₁ + n₂)),   one degree of freedom
 *
 * 0 where the rates agree, also where both bins lack a class.
 *
 * @param e1 - events of the first bin, ≥ 0
 * @param n1 - non-events of the first bin, ≥ 0
 * @param e2 - events of the second bin, ≥ 0
 * @param n2 - non-events of the second bin, ≥ 0
 * @returns the statistic, ≥ 0
 * @see Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, section 3.1
 */
export function ratesChiSquared(e1: number, n1: number, e2: number, n2: number): number {
  const margins = (e1 + n1) * (e2 + n2) * (e1 + e2) * (n1 + n2)
  return margins === 0 ? 0 : ((e1 + n1 + e2 + n2) * (e1 * n2 - e2 * n1) ** 2) / margins
}

/**
 * The smallest chi-squared statistic of one degree of freedom whose p-value is at most the one given, by bisection down to
 * neighbouring doubles.
 *
 * @param maxPValue - in (0, 1]
 * @throws StatisticError `invalidInput` if it is not
 */
export function leastChiSquared(maxPValue: number): number {
  if (!(maxPValue > 0 && maxPValue <= 1))
    throw new StatisticError('invalidInput', `largest p-value needs to be above 0 and at most 1, got ${maxPValue}`)
  if (maxPValue === 1) return 0
  let low = 0
  let high = 1
  while (chiSquaredSurvival(high, 1) > maxPValue) high *= 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) return high
    if (chiSquaredSurvival(middle, 1) > maxPValue) low = middle
    else high = middle
  }
}
