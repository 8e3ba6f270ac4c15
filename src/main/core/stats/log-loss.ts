import { StatisticError } from '../statistic-error.ts'
import { mean } from './mean.ts'
import { requireOutcomes, requireProbabilities } from './requirements.ts'

/**
 * Log-loss, also cross-entropy: mean negative log-likelihood of the outcomes.
 *
 *     LL = −Σ [y · ln p + (1 − y) · ln(1 − p)] / n
 *
 * 0: every outcome foreseen with certainty. Lower is better. Probabilities are not clipped: one outcome that the model
 * held to be impossible makes the loss infinite, hence undefined.
 *
 * @param yTrue - outcomes, shape (nSamples,), 1 = event
 * @param yProb - predicted probabilities of the event, shape (nSamples,)
 * @returns loss in nats, ≥ 0
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, or a probability is not in [0, 1]
 * @throws StatisticError `undefined` if there are no rows, or a row has an outcome of predicted probability 0
 * @see Good (1952), Rational decisions, Journal of the Royal Statistical Society B 14
 */
export function logLoss(yTrue: ArrayLike<number>, yProb: ArrayLike<number>): number {
  return mean(logLosses(yTrue, yProb))
}

/** Negative log-likelihood of each row in nats, shape (nSamples,); their mean is the log-loss. Throws as `logLoss`, empty input apart. */
export function logLosses(yTrue: ArrayLike<number>, yProb: ArrayLike<number>): Float64Array {
  requireOutcomes('log-loss', yTrue, yProb)
  requireProbabilities('log-loss', yProb)
  const losses = new Float64Array(yTrue.length)
  for (let i = 0; i < losses.length; i++) {
    const loss = yTrue[i] === 1 ? -Math.log(yProb[i]!) : -Math.log1p(-yProb[i]!)
    if (loss === Number.POSITIVE_INFINITY) {
      throw new StatisticError(
        'undefined',
        `log-loss needs outcomes of predicted probability > 0, got 0 in row ${i + 1}`,
      )
    }
    losses[i] = loss
  }
  return losses
}
