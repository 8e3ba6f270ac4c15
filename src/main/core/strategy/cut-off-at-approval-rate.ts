import { StatisticError } from '../statistic-error.ts'
import { aboveAllPoints } from './cut-off-sweep.ts'

/**
 * The cut-off that approves most without approving more than a share of all rows: approve at or above it.
 *
 * It is a score that occurs, or one point above all of them where even the highest score is had by more.
 *
 * @param points - score, higher = safer, finite, shape (nRows,)
 * @param approvalRate - share approved at most, in (0, 1)
 * @returns the cut-off in points
 * @throws StatisticError `invalidInput` if the rate is not in (0, 1), or there are no rows
 */
export function cutOffAtApprovalRate(points: ArrayLike<number>, approvalRate: number): number {
  if (!(approvalRate > 0 && approvalRate < 1)) {
    throw new StatisticError('invalidInput', `cutOffAtApprovalRate needs a rate in (0, 1), got ${approvalRate}`)
  }
  if (points.length === 0) throw new StatisticError('invalidInput', 'cutOffAtApprovalRate needs rows, got 0')
  const sorted = Float64Array.from(points, (value) => value + 0).sort()
  const n = sorted.length
  let cutOff = aboveAllPoints(sorted[n - 1]!)
  for (let i = n - 1; i >= 0 && (n - i) / n <= approvalRate; i--) {
    if (i === 0 || sorted[i - 1]! < sorted[i]!) cutOff = sorted[i]!
  }
  return cutOff
}
