import { StatisticError } from '../statistic-error.ts'
import type { ScoreGroups } from './score-groups.ts'

export interface IsotonicKnot {
  readonly probability: number
  readonly calibrated: number
}

/** Knots a stored calibration may have. */
const MAXIMUM_KNOTS = 10_000

/** Neighbouring groups pooled to one value. */
interface Block {
  readonly start: number
  events: number
  weight: number
}

/**
 * Isotonic regression of the outcome on p by pooling adjacent violators: the rising step function nearest to the outcomes.
 *
 *     minimise Σ w · (y − f(p))²   over all f that do not fall
 *
 * Rows of equal p are averaged first. Of a stretch of equal values the two ends become knots, the inner points are dropped, as in
 * scikit-learn's `IsotonicRegression(out_of_bounds='clip')`. The ends are often exactly 0 or 1: no event, or nothing else, was seen there.
 *
 * @param groups - weights of events and non-events by probability p
 * @returns knots, p strictly ascending, values not falling
 * @throws StatisticError `undefined` if all values are pooled into one (the score does not rank the outcomes at all), or there are
 *   more than 10,000 knots
 * @see Barlow, Bartholomew, Bremner & Brunk (1972), Statistical Inference under Order Restrictions; Zadrozny & Elkan (2002), KDD
 */
export function fitIsotonic(groups: ScoreGroups): IsotonicKnot[] {
  const blocks = poolAdjacentViolators(groups)
  if (blocks.length < 2) {
    throw new StatisticError(
      'undefined',
      `isotonic calibration needs a score that ranks the outcomes of this sample the right way, got one level for all scores`,
    )
  }
  const knots: IsotonicKnot[] = []
  blocks.forEach(({ start, events, weight }, index) => {
    const end = (blocks[index + 1]?.start ?? groups.values.length) - 1
    const calibrated = events / weight
    knots.push({ probability: groups.values[start]!, calibrated })
    if (end > start) knots.push({ probability: groups.values[end]!, calibrated })
  })
  if (knots.length > MAXIMUM_KNOTS) {
    throw new StatisticError(
      'undefined',
      `isotonic calibration needs ${MAXIMUM_KNOTS} knots at most, got ${knots.length}`,
    )
  }
  return knots
}

function poolAdjacentViolators({ values, events, nonEvents }: ScoreGroups): Block[] {
  const blocks: Block[] = []
  for (let i = 0; i < values.length; i++) {
    let block: Block = { start: i, events: events[i]!, weight: events[i]! + nonEvents[i]! }
    for (let last = blocks.at(-1); last !== undefined && !rises(last, block); last = blocks.at(-1)) {
      block = { start: last.start, events: last.events + block.events, weight: last.weight + block.weight }
      blocks.pop()
    }
    blocks.push(block)
  }
  return blocks
}

function rises(left: Block, right: Block): boolean {
  return left.events / left.weight < right.events / right.weight
}
