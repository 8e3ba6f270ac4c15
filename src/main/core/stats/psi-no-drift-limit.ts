import { StatisticError } from '../statistic-error.ts'
import { chiSquaredQuantile } from './chi-squared-quantile.ts'
import { requireLevel, requireRows } from './requirements.ts'

/**
 * Limit that the PSI stays below with the given probability when nothing has drifted.
 *
 *     limit = χ²_{B − 1}(level) · (1/N + 1/M)
 *
 * since PSI / (1/N + 1/M) is asymptotically chi-squared with B − 1 degrees of freedom when both samples come from one
 * distribution over B bins. Small samples exceed fixed limits by chance alone; this one respects their size.
 *
 * @param nExpected - rows N of the development sample
 * @param nActual - rows M of the monitored sample
 * @param nBins - bins B that have rows, ≥ 2
 * @param level - probability in (0, 1) of staying below
 * @returns limit in nats, > 0
 * @throws StatisticError `invalidInput` if the level is not in (0, 1)
 * @throws StatisticError `undefined` if a sample is empty or there are fewer than two bins
 * @see Yurdakul & Naranjo (2020), Statistical properties of the population stability index, Journal of Risk Model Validation 14
 */
export function psiNoDriftLimit(nExpected: number, nActual: number, nBins: number, level = 0.95): number {
  requireLevel('psiNoDriftLimit', level)
  requireRows('psiNoDriftLimit', Math.min(nExpected, nActual))
  if (!(nBins >= 2)) throw new StatisticError('undefined', `psiNoDriftLimit needs two bins at least, got ${nBins}`)
  return chiSquaredQuantile(level, nBins - 1) * (1 / nExpected + 1 / nActual)
}
