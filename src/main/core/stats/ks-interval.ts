import type { Interval } from './estimate.ts'
import { ksStatistic } from './ks-statistic.ts'
import type { ScoreTally } from './score-tally.ts'
import { wilsonInterval } from './wilson-interval.ts'

/**
 * Confidence interval of the KS statistic, by square-and-add of two Wilson intervals.
 *
 *     lower = KS − √((p₁ − l₁)² + (u₀ − p₀)²)
 *     upper = KS + √((u₁ − p₁)² + (p₀ − l₀)²)
 *
 * At the KS score the statistic is a difference of two independent rates p₁ > p₀ (it is Youden's index of that cut);
 * (l, u) are their Wilson intervals. The choice of the score is not accounted for, so that in small samples with weak
 * scores the interval sits too high: with normal scores, KS 0.20 to 0.55 and 300 to 10,000 rows, simulated 95% intervals
 * covered in 90% to 94% of samples.
 *
 * @param tally - outcomes by score
 * @param level - confidence level in (0, 1)
 * @returns bounds in [0, 1]
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @throws StatisticError `invalidInput` if the level is not in (0, 1)
 * @see Shan (2015), Improved confidence intervals for the Youden index, PLoS ONE 10(7);
 *   Newcombe (1998), Statistics in Medicine 17, method 10
 */
export function ksInterval(tally: ScoreTally, level = 0.95): Interval {
  const { statistic, score } = ksStatistic(tally)
  const events = rateBounds(tally.values, tally.events, tally.nEvents, score, level)
  const nonEvents = rateBounds(tally.values, tally.nonEvents, tally.nNonEvents, score, level)
  const [high, low] = events.rate >= nonEvents.rate ? [events, nonEvents] : [nonEvents, events]
  return {
    lower: Math.max(0, statistic - Math.hypot(high.rate - high.lower, low.upper - low.rate)),
    upper: Math.min(1, statistic + Math.hypot(high.upper - high.rate, low.rate - low.lower)),
  }
}

function rateBounds(values: Float64Array, counts: Uint32Array, total: number, score: number, level: number) {
  let count = 0
  for (let i = 0; i < values.length && values[i]! <= score; i++) count += counts[i]!
  return { rate: count / total, ...wilsonInterval(count, total, level) }
}
