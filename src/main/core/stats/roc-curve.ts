import { requireBothClasses } from './requirements.ts'
import type { ScoreTally } from './score-tally.ts'
import { thinCurve } from './thin-curve.ts'

/** One cut of the score: who scores at or above it is called an event. */
export interface RocPoint {
  readonly falsePositiveRate: number
  readonly truePositiveRate: number
}

/**
 * Receiver operating characteristic (ROC) curve, thinned for drawing.
 *
 *     FPR(c) = share of non-events scoring ≥ c,   TPR(c) = share of events scoring ≥ c
 *
 * From (0, 0) to (1, 1), one point per distinct score. When thinned, every point is still an exact one, and the corners
 * of the convex hull stay (as long as they are fewer than the points allowed).
 *
 * @param tally - outcomes by score, higher = riskier
 * @param maximumPoints - points at most, ≥ 2
 * @returns points by ascending rates
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @see Fawcett (2006), An introduction to ROC analysis, Pattern Recognition Letters 27, algorithm 1 and section 6
 */
export function rocCurve(tally: ScoreTally, maximumPoints = 201): RocPoint[] {
  const { nEvents, nNonEvents, values } = tally
  requireBothClasses('rocCurve', nEvents, nNonEvents)
  const falsePositives = new Float64Array(values.length + 1)
  const truePositives = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) {
    const fromTop = values.length - 1 - i
    falsePositives[i + 1] = falsePositives[i]! + tally.nonEvents[fromTop]!
    truePositives[i + 1] = truePositives[i]! + tally.events[fromTop]!
  }
  const falsePositiveRates = falsePositives.map((count) => count / nNonEvents)
  const truePositiveRates = truePositives.map((count) => count / nEvents)
  const hull = upperHull(falsePositives, truePositives)
  return thinCurve(falsePositiveRates, truePositiveRates, hull, maximumPoints).map((index) => ({
    falsePositiveRate: falsePositiveRates[index]!,
    truePositiveRate: truePositiveRates[index]!,
  }))
}

/** Corners of the upper convex hull by the monotone chain, in counts so that the turns are exact. */
function upperHull(x: Float64Array, y: Float64Array): number[] {
  const hull: number[] = []
  for (let i = 0; i < x.length; i++) {
    while (hull.length >= 2) {
      const a = hull[hull.length - 2]!
      const b = hull[hull.length - 1]!
      const turn = (x[b]! - x[a]!) * (y[i]! - y[a]!) - (y[b]! - y[a]!) * (x[i]! - x[a]!)
      if (turn < 0) break
      hull.pop()
    }
    hull.push(i)
  }
  return hull
}
