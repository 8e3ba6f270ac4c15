import betaCdf from '@stdlib/stats-base-dists-beta-cdf'
import { requireDefaultCounts } from './require-default-counts.ts'

/**
 * Jeffreys test of a PD, one-sided: are there too many defaults?
 *
 *     p = P(rate ≤ PD | data) = I_PD(D + ½, N − D + ½)
 *
 * the posterior probability, under Jeffreys's prior Beta(½, ½), that the true rate is no higher than the PD. Small p: the
 * PD is too low.
 *
 * @param defaults - observed defaults D
 * @param obligors - obligors N at the start of the period
 * @param probability - PD in (0, 1)
 * @returns p in (0, 1)
 * @throws StatisticError `invalidInput` if counts are not whole numbers with 0 ≤ D ≤ N, or the PD is not in (0, 1)
 * @throws StatisticError `undefined` if there are no obligors
 * @see European Central Bank (2019), Instructions for reporting the validation results of internal models, section 2.5.3.1
 */
export function jeffreysPdTest(defaults: number, obligors: number, probability: number): number {
  requireDefaultCounts('jeffreysPdTest', defaults, obligors, probability)
  return betaCdf(probability, defaults + 0.5, obligors - defaults + 0.5)
}
