import { logistic, logOnePlusExp } from '../learn/logistic-function.ts'
import { eventRateOf, type FitSample } from '../scorecard/fit-sample.ts'

const MAX_STEPS = 100

/** Outcomes with weights and offset. */
export type LikelihoodSample = Pick<FitSample, 'yTrue' | 'weights' | 'offset'>

/**
 * Log-likelihood of log odds, by weight.
 *
 *     Σ w · (y · η − ln(1 + e^η)),   η = margin + offset
 *
 * @param sample - outcomes, weights and offset
 * @param marginOf - log odds of the event of the i-th row, without the offset
 * @returns in nats, ≤ 0
 */
export function logLikelihoodOf({ yTrue, weights, offset }: LikelihoodSample, marginOf: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < yTrue.length; i++) {
    const eta = marginOf(i) + (offset === null ? 0 : offset[i]!)
    sum -= (weights === null ? 1 : weights[i]!) * logOnePlusExp(yTrue[i] === 1 ? -eta : eta)
  }
  return sum
}

/**
 * The one margin of all rows that has the largest log-likelihood: the log odds of the event rate, or with an offset the root of
 * Σ w · (y − σ(margin + offset)) = 0, by Newton's method kept within bounds by bisection.
 *
 * @param sample - events and non-events, with weights and offset
 * @returns log odds of the event
 */
export function nullMargin(sample: LikelihoodSample): number {
  const rate = eventRateOf(sample)
  const logit = Math.log(rate / (1 - rate))
  const { yTrue, weights, offset } = sample
  if (offset === null) return logit
  // With every offset at one end the root would lie at that end.
  let lower = offset.reduce((least, value) => Math.min(least, logit - value), Number.POSITIVE_INFINITY)
  let upper = offset.reduce((most, value) => Math.max(most, logit - value), Number.NEGATIVE_INFINITY)
  let margin = (lower + upper) / 2
  for (let step = 0; step < MAX_STEPS && upper - lower > 1e-12; step++) {
    let gradient = 0
    let information = 0
    for (let i = 0; i < yTrue.length; i++) {
      const weight = weights === null ? 1 : weights[i]!
      const p = logistic(margin + offset[i]!)
      gradient += weight * (yTrue[i]! - p)
      information += weight * p * (1 - p)
    }
    if (gradient === 0) return margin
    if (gradient > 0) lower = margin
    else upper = margin
    const next = margin + gradient / information
    const isInside = next > lower && next < upper
    if (isInside && Math.abs(next - margin) < 1e-13) return next
    margin = isInside ? next : (lower + upper) / 2
  }
  return margin
}
