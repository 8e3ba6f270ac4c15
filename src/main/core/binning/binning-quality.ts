import { chiSquaredSurvival } from '../stats/chi-squared-survival.ts'
import type { Bin } from './binned-variable.ts'
import { ratesChiSquared } from './rates-chi-squared.ts'

/**
 * Quality of the bins of a variable: how strong, how distinct and how even they are.
 *
 *     quality = strength · distinctness · evenness
 *     strength     = IV / 0.3 up to 1; 1 for IV in [0.3, 0.5]; 0.5 / IV above, because so much is rarely honest
 *     distinctness = mean over neighbouring ordered bins of 1 − p, p of the chi-squared test of their event rates
 *     evenness     = (1 − Σ share²) / (1 − 1/m), over the m bins that hold rows (Herfindahl index turned round)
 *
 * 1: a strong variable whose neighbouring bins surely differ and are of equal size. 0: no information, neighbours that do not differ,
 * or all rows in one bin. A description to rank by, not a test; what is good enough is policy.
 *
 * @param bins - bins of one variable with their counts
 * @param informationValue - information value of the variable in nats, ≥ 0
 * @returns a number in [0, 1]; null where fewer than two ordered bins hold rows, as there are no neighbours to compare
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6, on the bands 0.3 and 0.5 of the information value. The thought of one score of
 *   strength, significance and concentration follows Navas-Palencia (2020), arXiv:2001.08025; the formula is our own.
 */
export function binningQuality(bins: readonly Bin[], informationValue: number): number | null {
  const filled = bins.filter((bin) => bin.count > 0)
  const ordered = filled.filter(({ definition }) => definition.kind === 'interval' || definition.kind === 'levels')
  if (ordered.length < 2) return null
  let distinctness = 0
  for (let i = 1; i < ordered.length; i++) {
    const [a, b] = [ordered[i - 1]!, ordered[i]!]
    distinctness += 1 - chiSquaredSurvival(ratesChiSquared(a.events, a.nonEvents, b.events, b.nonEvents), 1)
  }
  distinctness /= ordered.length - 1
  const concentration = filled.reduce((sum, bin) => sum + bin.share ** 2, 0)
  const evenness = (1 - concentration) / (1 - 1 / filled.length)
  const quality = strength(informationValue) * distinctness * evenness
  return Math.min(1, Math.max(0, quality))
}

function strength(informationValue: number): number {
  if (informationValue < 0.3) return Math.max(0, informationValue) / 0.3
  return informationValue <= 0.5 ? 1 : 0.5 / informationValue
}
