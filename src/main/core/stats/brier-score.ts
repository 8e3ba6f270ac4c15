import { mean } from './mean.ts'
import { requireOutcomes, requireProbabilities } from './requirements.ts'

/**
 * Brier score: mean squared error of predicted probabilities.
 *
 *     BS = Σ (p − y)² / n
 *
 * 0: every outcome foreseen with certainty; predicting the event rate π for all gives π(1 − π); 1: always certain and
 * always wrong. Lower is better. A mean over rows, never a sum over grades.
 *
 * @param yTrue - outcomes, shape (nSamples,), 1 = event
 * @param yProb - predicted probabilities of the event, shape (nSamples,)
 * @returns score in [0, 1]
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, or a probability is not in [0, 1]
 * @throws StatisticError `undefined` if there are no rows
 * @see Brier (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78
 */
export function brierScore(yTrue: ArrayLike<number>, yProb: ArrayLike<number>): number {
  return mean(brierLosses(yTrue, yProb))
}

/** Squared error (p − y)² of each row, shape (nSamples,); their mean is the Brier score. Throws as `brierScore` for invalid input. */
export function brierLosses(yTrue: ArrayLike<number>, yProb: ArrayLike<number>): Float64Array {
  requireOutcomes('brierScore', yTrue, yProb)
  requireProbabilities('brierScore', yProb)
  const losses = new Float64Array(yTrue.length)
  for (let i = 0; i < losses.length; i++) losses[i] = (yProb[i]! - yTrue[i]!) ** 2
  return losses
}
