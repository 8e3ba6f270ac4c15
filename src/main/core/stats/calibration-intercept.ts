import { StatisticError } from '../statistic-error.ts'
import { logitsOfTally } from './logits-of-tally.ts'
import type { ScoreTally } from './score-tally.ts'

export interface CalibrationIntercept {
  /** 0: the level is right; positive: more events than predicted (too optimistic). In log-odds. */
  readonly intercept: number
  readonly standardError: number
}

const MAXIMUM_ITERATIONS = 200

/**
 * Calibration intercept: logistic regression of the outcome with the predicted log-odds as offset.
 *
 *     logit P(y = 1) = a + logit(p),   slope fixed at 1
 *
 * Calibration in the large on the scale of log-odds. Solved by Newton's method inside a shrinking bracket, since the
 * gradient falls strictly in a. Standard error 1 / √(Σ p(1 − p)) at the solution.
 *
 * @param tally - outcomes by predicted probability
 * @returns the intercept and its standard error, in log-odds
 * @throws StatisticError `invalidInput` if a value is not a probability
 * @throws StatisticError `undefined` if a class is empty, or a probability is 0 or 1
 * @see Van Calster et al. (2016), A calibration hierarchy for risk models, Journal of Clinical Epidemiology 74
 */
export function calibrationIntercept(tally: ScoreTally): CalibrationIntercept {
  const logits = logitsOfTally('calibration intercept', tally)
  const baseline = Math.log(tally.nEvents / tally.nNonEvents)
  // Were all predictions equal to the lowest (highest) one, the solution would be one of these bounds.
  let low = baseline - logits[logits.length - 1]!
  let high = baseline - logits[0]!
  let a = Math.min(high, Math.max(low, 0))
  for (let iteration = 0; iteration < MAXIMUM_ITERATIONS; iteration++) {
    const { gradient, information } = derivatives(tally, logits, a)
    if (gradient > 0) low = a
    else high = a
    const newton = a + gradient / information
    const next = newton >= low && newton <= high ? newton : (low + high) / 2
    const moved = Math.abs(next - a)
    a = next
    if (moved <= 1e-14 * (1 + Math.abs(a))) {
      return { intercept: a, standardError: 1 / Math.sqrt(derivatives(tally, logits, a).information) }
    }
  }
  throw new StatisticError(
    'undefined',
    `calibration intercept needs a solution, got none in ${MAXIMUM_ITERATIONS} iterations`,
  )
}

function derivatives(tally: ScoreTally, logits: Float64Array, a: number) {
  let gradient = tally.nEvents
  let information = 0
  for (let i = 0; i < logits.length; i++) {
    const count = tally.events[i]! + tally.nonEvents[i]!
    const p = 1 / (1 + Math.exp(-(a + logits[i]!)))
    gradient -= count * p
    information += count * p * (1 - p)
  }
  return { gradient, information }
}
