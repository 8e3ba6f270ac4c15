import type { Interval } from './estimate.ts'
import { mean } from './mean.ts'
import { meanInterval } from './mean-interval.ts'
import { requireOutcomes, requireProbabilities } from './requirements.ts'

/**
 * Calibration in the large, in shares: mean predicted probability minus observed event rate.
 *
 *     CIL = Σ (p − y) / n
 *
 * 0: the level is right; positive: the model predicts more events than happened (conservative).
 *
 * @param yTrue - outcomes, shape (nSamples,), 1 = event
 * @param yProb - predicted probabilities of the event, shape (nSamples,)
 * @param level - confidence level in (0, 1)
 * @returns the difference in [−1, 1] with the large-sample interval of the mean of p − y
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, or a probability is not in [0, 1]
 * @throws StatisticError `undefined` if there are fewer than two rows
 * @see Steyerberg (2019), Clinical Prediction Models, 2nd ed., section 15.3
 */
export function calibrationInTheLarge(
  yTrue: ArrayLike<number>,
  yProb: ArrayLike<number>,
  level = 0.95,
): { readonly value: number } & Interval {
  requireOutcomes('calibrationInTheLarge', yTrue, yProb)
  requireProbabilities('calibrationInTheLarge', yProb)
  const differences = Float64Array.from({ length: yTrue.length }, (_, i) => yProb[i]! - yTrue[i]!)
  return { value: mean(differences), ...meanInterval(differences, level) }
}
