import { StatisticError } from '../statistic-error.ts'
import { rocAuc } from './roc-auc.ts'
import type { ScoreTally } from './score-tally.ts'

/**
 * Variance of the AUC by DeLong, DeLong and Clarke-Pearson.
 *
 *     Var(AUC) = S₁₀ / n₁ + S₀₁ / n₀
 *
 * where S₁₀ is the sample variance over events of V₁₀ = share of non-events scoring lower (ties half), and S₀₁ that
 * over non-events of V₀₁ = share of events scoring higher (ties half). 0 only if the classes do not overlap at all or
 * all scores are equal.
 *
 * @param tally - outcomes by score, higher = riskier
 * @returns variance ≥ 0
 * @throws StatisticError `undefined` if there are fewer than two events or two non-events
 * @see DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44; Sun & Xu (2014), IEEE Signal Processing Letters 21
 */
export function delongVariance(tally: ScoreTally): number {
  const { nEvents, nNonEvents } = tally
  if (nEvents < 2 || nNonEvents < 2) {
    throw new StatisticError(
      'undefined',
      `delongVariance needs two events and two non-events at least, got ${nEvents} events and ${nNonEvents} non-events`,
    )
  }
  const auc = rocAuc(tally)
  let eventSquares = 0
  let nonEventSquares = 0
  let eventsAbove = nEvents
  let nonEventsBelow = 0
  for (let i = 0; i < tally.values.length; i++) {
    const events = tally.events[i]!
    const nonEvents = tally.nonEvents[i]!
    eventsAbove -= events
    eventSquares += events * ((nonEventsBelow + nonEvents / 2) / nNonEvents - auc) ** 2
    nonEventSquares += nonEvents * ((eventsAbove + events / 2) / nEvents - auc) ** 2
    nonEventsBelow += nonEvents
  }
  return eventSquares / (nEvents - 1) / nEvents + nonEventSquares / (nNonEvents - 1) / nNonEvents
}
