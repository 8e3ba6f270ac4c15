import betaCdf from '@stdlib/stats-base-dists-beta-cdf'
import { requireDefaultCounts } from './require-default-counts.ts'

/**
 * Binomial test of a PD, one-sided: are there too many defaults?
 *
 *     p = P(X ≥ D) = I_PD(D, N − D + 1),   X ~ Binomial(N, PD)
 *
 * Small p: the PD is too low (not conservative). Assumes independent defaults.
 *
 * @param defaults - observed defaults D
 * @param obligors - obligors N at the start of the period
 * @param probability - PD in (0, 1)
 * @returns p in (0, 1]; 1 if there are no defaults
 * @throws StatisticError `invalidInput` if counts are not whole numbers with 0 ≤ D ≤ N, or the PD is not in (0, 1)
 * @throws StatisticError `undefined` if there are no obligors
 * @see Basel Committee on Banking Supervision (2005), Working Paper 14, section on the binomial test
 */
export function binomialPdTest(defaults: number, obligors: number, probability: number): number {
  requireDefaultCounts('binomialPdTest', defaults, obligors, probability)
  return defaults === 0 ? 1 : betaCdf(probability, defaults, obligors - defaults + 1)
}
