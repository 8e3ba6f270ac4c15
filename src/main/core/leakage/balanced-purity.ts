import type { Interval } from '../stats/estimate.ts'
import { requireBothClasses } from '../stats/requirements.ts'
import { wilsonInterval } from '../stats/wilson-interval.ts'

/**
 * Balanced purity of a segment with its Wilson interval: the share of events it would hold if both classes were equally frequent.
 *
 *     b = (p / π) / (p / π + (1 − p) / (1 − π))
 *
 * with p the segment's event rate and π that of the sample. 1: events only; 0: non-events only; 0.5: like the sample. It lets
 * segments of rare and of frequent outcomes be held to one limit: 99.5% non-events are no news where 99% are the average. The bounds
 * are those of p carried over, π being taken as known.
 *
 * @param events - events of the segment
 * @param count - rows of the segment, > 0
 * @param totalEvents - events of the sample
 * @param totalNonEvents - non-events of the sample
 * @param level - confidence level in (0, 1)
 * @returns bounds in [0, 1]; the balanced purity for non-events is 1 − upper to 1 − lower
 * @throws StatisticError `undefined` if the sample lacks a class or the segment is empty
 * @throws StatisticError `invalidInput` if counts are not whole numbers with events ≤ count, or the level is not in (0, 1)
 * @see Wilson (1927), Journal of the American Statistical Association 22
 */
export function balancedPurity(
  events: number,
  count: number,
  totalEvents: number,
  totalNonEvents: number,
  level = 0.95,
): Interval {
  requireBothClasses('balancedPurity', totalEvents, totalNonEvents)
  const { lower, upper } = wilsonInterval(events, count, level)
  return { lower: balance(lower, totalEvents, totalNonEvents), upper: balance(upper, totalEvents, totalNonEvents) }
}

function balance(rate: number, totalEvents: number, totalNonEvents: number): number {
  const event = rate / totalEvents
  return event / (event + (1 - rate) / totalNonEvents)
}
