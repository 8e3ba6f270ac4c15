import { requireBothClasses } from './requirements.ts'
import type { ScoreTally } from './score-tally.ts'

export interface KsStatistic {
  /** Distance in [0, 1]. */
  readonly statistic: number
  /** The lowest score at which the distance is reached. */
  readonly score: number
}

/**
 * Kolmogorov–Smirnov statistic (KS) of a score between events and non-events.
 *
 *     KS = max_s |F₁(s) − F₀(s)|
 *
 * where F₁ and F₀ are the shares of events and of non-events scoring at or below s. 0: same distribution; 1: no overlap.
 * The direction of the score does not matter.
 *
 * @param tally - outcomes by score
 * @returns the distance and the lowest score at which it is reached
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @see Siddiqi (2006), Credit Risk Scorecards; Conover (1999), Practical Nonparametric Statistics, section 6.3
 */
export function ksStatistic(tally: ScoreTally): KsStatistic {
  const { nEvents, nNonEvents } = tally
  requireBothClasses('KS statistic', nEvents, nNonEvents)
  let events = 0
  let nonEvents = 0
  // Distance times n₁ · n₀: a whole number, so that equal distances compare equal.
  let largest = 0
  let score = tally.values[0]!
  for (let i = 0; i < tally.values.length; i++) {
    events += tally.events[i]!
    nonEvents += tally.nonEvents[i]!
    const distance = Math.abs(events * nNonEvents - nonEvents * nEvents)
    if (distance > largest) {
      largest = distance
      score = tally.values[i]!
    }
  }
  return { statistic: largest / (nEvents * nNonEvents), score }
}
