import { requireBothClasses } from './requirements.ts'
import type { ScoreTally } from './score-tally.ts'

/**
 * Area under the ROC curve (AUC), by ranks.
 *
 *     AUC = [#(event score > non-event score) + ½ · #(equal)] / (n₁ · n₀)
 *
 * The probability that a random event scores higher than a random non-event, ties counting half. 1: every event ranks
 * above every non-event; 0.5: no ranking; below 0.5: the score runs the wrong way. Equals the area by trapezoid.
 *
 * @param tally - outcomes by score, higher = riskier
 * @returns AUC in [0, 1]
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @see Hanley & McNeil (1982), The meaning and use of the area under a ROC curve, Radiology 143
 */
export function rocAuc(tally: ScoreTally): number {
  requireBothClasses('AUC', tally.nEvents, tally.nNonEvents)
  let nonEventsBelow = 0
  // Twice the count, so that every term is a whole number and the sum is exact below 2^53.
  let twiceWins = 0
  for (let i = 0; i < tally.values.length; i++) {
    twiceWins += tally.events[i]! * (2 * nonEventsBelow + tally.nonEvents[i]!)
    nonEventsBelow += tally.nonEvents[i]!
  }
  return twiceWins / 2 / (tally.nEvents * tally.nNonEvents)
}
