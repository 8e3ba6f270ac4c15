import { ksStatistic } from './ks-statistic.ts'
import type { ScoreTally } from './score-tally.ts'
import { thinCurve } from './thin-curve.ts'

/** Cumulative shares at or below `points`. */
export interface KsPoint {
  readonly points: number
  readonly eventShare: number
  readonly nonEventShare: number
}

/**
 * Cumulative distributions of events and non-events over points, thinned for drawing.
 *
 * Their largest vertical distance is the KS statistic; the point where it stands and both ends are never thinned away.
 *
 * @param tally - outcomes by points, higher = safer
 * @param maximumPoints - points at most, ≥ 3
 * @returns points by ascending points; the last has both shares 1
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @see Siddiqi (2006), Credit Risk Scorecards
 */
export function ksCurve(tally: ScoreTally, maximumPoints = 201): KsPoint[] {
  const { score } = ksStatistic(tally)
  const eventShares = cumulativeShares(tally.events, tally.nEvents)
  const nonEventShares = cumulativeShares(tally.nonEvents, tally.nNonEvents)
  const peak = tally.values.indexOf(score)
  return thinCurve(nonEventShares, eventShares, [peak], maximumPoints).map((index) => ({
    points: tally.values[index]!,
    eventShare: eventShares[index]!,
    nonEventShare: nonEventShares[index]!,
  }))
}

function cumulativeShares(counts: Uint32Array, total: number): Float64Array {
  let sum = 0
  return Float64Array.from(counts, (count) => {
    sum += count
    return sum / total
  })
}
