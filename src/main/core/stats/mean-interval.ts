import type { Interval } from './estimate.ts'
import { mean } from './mean.ts'
import { normalCriticalValue } from './normal-critical-value.ts'
import { sampleVariance } from './sample-variance.ts'

/**
 * Large-sample confidence interval of a mean: of the Brier score or the log-loss over rows, say.
 *
 *     mean ± z · √(s² / n)
 *
 * @param values - finite numbers, shape (nSamples,)
 * @param level - confidence level in (0, 1)
 * @returns bounds around the mean
 * @throws StatisticError `undefined` if there are fewer than two values
 * @throws StatisticError `invalidInput` if the level is not in (0, 1)
 */
export function meanInterval(values: ArrayLike<number>, level = 0.95): Interval {
  const z = normalCriticalValue(level)
  const halfWidth = z * Math.sqrt(sampleVariance(values) / values.length)
  const center = mean(values)
  return { lower: center - halfWidth, upper: center + halfWidth }
}
