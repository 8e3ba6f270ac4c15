import { StatisticError } from '../statistic-error.ts'
import type { Interval } from './estimate.ts'
import { mean } from './mean.ts'
import { sampleVariance } from './sample-variance.ts'
import { studentCriticalValue } from './student-critical-value.ts'

/**
 * Corrected resampled t interval of the mean of a figure over the folds of a cross-validation.
 *
 *     mean ± t(1 − (1 − level)/2; n − 1) · √((1/n + testShare/(1 − testShare)) · s²)
 *
 * Training sets of different folds overlap, so the plain t interval is too narrow; the added term accounts for it.
 *
 * @param values - the figure per fold (over all repeats), finite, shape (n,)
 * @param testShare - share of the rows in one test fold, in (0, 1): 1/k
 * @param level - confidence level in (0, 1)
 * @returns bounds around the mean
 * @throws StatisticError `undefined` if there are fewer than two values
 * @throws StatisticError `invalidInput` if the share or the level is not in (0, 1)
 * @see Nadeau and Bengio (2003), Inference for the generalization error, Machine Learning 52, section 3
 */
export function resampledMeanInterval(values: ArrayLike<number>, testShare: number, level = 0.95): Interval {
  if (!(testShare > 0 && testShare < 1))
    throw new StatisticError('invalidInput', `resampledMeanInterval needs a test share in (0, 1), got ${testShare}`)
  const n = values.length
  const variance = sampleVariance(values) * (1 / n + testShare / (1 - testShare))
  const center = mean(values)
  const halfWidth = studentCriticalValue(level, n - 1) * Math.sqrt(variance)
  return { lower: center - halfWidth, upper: center + halfWidth }
}
