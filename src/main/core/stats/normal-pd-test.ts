import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { requireDefaultCounts } from './require-default-counts.ts'

/**
 * Normal test of a PD, one-sided: the large-sample form of the binomial test, without continuity correction.
 *
 *     z = (D/N − PD) / √(PD · (1 − PD) / N),   p = 1 − Φ(z)
 *
 * Small p: the PD is too low.
 *
 * @param defaults - observed defaults D
 * @param obligors - obligors N at the start of the period
 * @param probability - PD in (0, 1)
 * @returns z and its upper-tail p-value
 * @throws StatisticError `invalidInput` if counts are not whole numbers with 0 ≤ D ≤ N, or the PD is not in (0, 1)
 * @throws StatisticError `undefined` if there are no obligors
 * @see Basel Committee on Banking Supervision (2005), Working Paper 14, section on the normal approximation
 */
export function normalPdTest(
  defaults: number,
  obligors: number,
  probability: number,
): { readonly statistic: number; readonly pValue: number } {
  requireDefaultCounts('normalPdTest', defaults, obligors, probability)
  const statistic = (defaults / obligors - probability) / Math.sqrt((probability * (1 - probability)) / obligors)
  return { statistic, pValue: normalCdf(-statistic, 0, 1) }
}
