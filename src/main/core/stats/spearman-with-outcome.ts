import { StatisticError } from '../statistic-error.ts'
import type { Interval } from './estimate.ts'
import { normalCriticalValue } from './normal-critical-value.ts'

/**
 * Spearman's rank correlation (ρ) of a number and a binary outcome.
 *
 *     ρ = Σ e_g · (r_g − W/2) / √(Σ w_g · (r_g − W/2)² · E · (1 − E/W))
 *
 * with the weight w_g and the events e_g at each distinct value g, its midrank r_g = weight below + w_g / 2, and the totals W and E:
 * Pearson's correlation of midranks, ties included. 1 and −1 are reached only where there are two values; 0: events stand no higher
 * and no lower than non-events; above 0: events have larger values. Whole weights count as so many equal rows.
 *
 * @param counts - non-events and events (or sums of their weights) of the i-th distinct value, ascending, at 2i and 2i + 1, ≥ 0
 * @returns ρ in [−1, 1]
 * @throws StatisticError `undefined` if there is one value only, or there are no events or no non-events
 * @see Kendall and Gibbons (1990), Rank Correlation Methods, chapter 3
 */
export function spearmanWithOutcome(counts: ArrayLike<number>): number {
  let total = 0
  let events = 0
  for (let i = 0; i < counts.length; i += 2) {
    total += counts[i]! + counts[i + 1]!
    events += counts[i + 1]!
  }
  let below = 0
  let covariance = 0
  let squares = 0
  for (let i = 0; i < counts.length; i += 2) {
    const weight = counts[i]! + counts[i + 1]!
    const rank = below + weight / 2 - total / 2
    covariance += counts[i + 1]! * rank
    squares += weight * rank * rank
    below += weight
  }
  const spread = events * (1 - events / total)
  if (!(squares > 0 && spread > 0))
    throw new StatisticError(
      'undefined',
      `spearmanWithOutcome needs two distinct values and both outcomes, got ${counts.length / 2} values and ${events} events of ${total}`,
    )
  return Math.max(-1, Math.min(1, covariance / Math.sqrt(squares * spread)))
}

/**
 * Approximate confidence interval of Spearman's ρ by Fisher's transformation, with the variance of Bonett and Wright.
 *
 *     tanh(artanh ρ ± z · √((1 + ρ²/2) / (n − 3)))
 *
 * @param rho - ρ in [−1, 1]; at ±1 both bounds are ρ
 * @param nRows - rows that ρ rests on, each once
 * @param level - confidence level in (0, 1)
 * @throws StatisticError `undefined` if there are fewer than four rows
 * @throws StatisticError `invalidInput` if the level is not in (0, 1)
 * @see Bonett and Wright (2000), Sample size requirements for estimating Pearson, Kendall and Spearman correlations, Psychometrika 65
 */
export function spearmanInterval(rho: number, nRows: number, level = 0.95): Interval {
  const z = normalCriticalValue(level)
  if (nRows < 4) throw new StatisticError('undefined', `spearmanInterval needs four rows at least, got ${nRows}`)
  const halfWidth = z * Math.sqrt((1 + (rho * rho) / 2) / (nRows - 3))
  return { lower: Math.tanh(Math.atanh(rho) - halfWidth), upper: Math.tanh(Math.atanh(rho) + halfWidth) }
}
