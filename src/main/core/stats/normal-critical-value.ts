import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { requireLevel } from './requirements.ts'

/**
 * Two-sided critical value of the standard normal distribution.
 *
 *     z = Φ⁻¹(½ + level / 2)
 *
 * @param level - confidence level in (0, 1); 0.95 gives 1.95996…
 * @returns z > 0
 * @throws StatisticError `invalidInput` if the level is not in (0, 1)
 */
export function normalCriticalValue(level: number): number {
  requireLevel('normalCriticalValue', level)
  return normalQuantile(0.5 + level / 2, 0, 1)
}
