import { StatisticError } from '../statistic-error.ts'
import type { Interval } from './estimate.ts'
import { normalCriticalValue } from './normal-critical-value.ts'
import { requireCount, requireRows } from './requirements.ts'

/**
 * Wilson score interval of a rate, without continuity correction.
 *
 *     (p + z²/2n ± z · √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),   p = k / n
 *
 * Stays inside [0, 1] and has width > 0 even for k = 0 and k = n.
 *
 * @param count - occurrences k, 0 ≤ k ≤ n
 * @param nRows - trials n
 * @param level - confidence level in (0, 1)
 * @returns bounds in [0, 1]
 * @throws StatisticError `invalidInput` if counts are not whole numbers with 0 ≤ k ≤ n, or the level is not in (0, 1)
 * @throws StatisticError `undefined` if n is 0
 * @see Wilson (1927), Journal of the American Statistical Association 22
 */
export function wilsonInterval(count: number, nRows: number, level = 0.95): Interval {
  requireCount('wilsonInterval', count)
  requireCount('wilsonInterval', nRows)
  if (count > nRows)
    throw new StatisticError('invalidInput', `wilsonInterval needs count ≤ rows, got ${count} > ${nRows}`)
  const z = normalCriticalValue(level)
  requireRows('wilsonInterval', nRows)
  const rate = count / nRows
  const spread = (z * z) / nRows
  const center = (rate + spread / 2) / (1 + spread)
  const halfWidth = (z / (1 + spread)) * Math.sqrt((rate * (1 - rate)) / nRows + spread / (4 * nRows))
  return {
    lower: count === 0 ? 0 : Math.max(0, center - halfWidth),
    upper: count === nRows ? 1 : Math.min(1, center + halfWidth),
  }
}
