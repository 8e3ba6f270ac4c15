import { indexOfValue } from '../calibration/distinct-values.ts'
import { requireBothClasses, requireOutcomes, requireProbabilities } from '../stats/requirements.ts'
import { tallyScores } from '../stats/score-tally.ts'

/** What approving at or above each score that occurs does, lowest cut-off first; the last entry approves nobody. Shape (nDistinct + 1,). */
export interface CutOffSweep {
  readonly points: Float64Array
  readonly nApproved: Float64Array
  readonly nApprovedEvents: Float64Array
  /** Sum of the PDs of the approved. */
  readonly approvedProbability: Float64Array
  /** Mean PD of the rows at the cut-off; NaN at the last entry. */
  readonly probability: Float64Array
  readonly nRows: number
  readonly nEvents: number
}

/**
 * Counts the approved at every cut-off that makes a difference: approve at or above each score that occurs, and above all of them.
 *
 * Rows are sorted once. The last cut-off, which approves nobody, stands one point above the highest score.
 *
 * @param yTrue - outcomes, shape (nRows,), 1 = event
 * @param points - score, higher = safer, shape (nRows,)
 * @param yProb - PD, shape (nRows,)
 * @returns cumulative counts by cut-off, the first approving everybody
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, a score is not finite or a PD not in [0, 1]
 * @throws StatisticError `undefined` if there are no events or no non-events
 */
export function cutOffSweep(
  yTrue: ArrayLike<number>,
  points: ArrayLike<number>,
  yProb: ArrayLike<number>,
): CutOffSweep {
  requireOutcomes('strategyReport', yTrue, yProb)
  requireProbabilities('strategyReport', yProb)
  const tally = tallyScores(yTrue, points)
  requireBothClasses('strategyReport', tally.nEvents, tally.nNonEvents)
  const n = tally.values.length
  const sums = new Float64Array(n)
  for (let row = 0; row < yTrue.length; row++) sums[indexOfValue(tally.values, points[row]!)]! += yProb[row]!
  const [nApproved, nApprovedEvents] = [new Float64Array(n + 1), new Float64Array(n + 1)]
  const [approvedProbability, probability] = [new Float64Array(n + 1), new Float64Array(n + 1).fill(Number.NaN)]
  for (let i = n - 1; i >= 0; i--) {
    const count = tally.events[i]! + tally.nonEvents[i]!
    nApproved[i] = nApproved[i + 1]! + count
    nApprovedEvents[i] = nApprovedEvents[i + 1]! + tally.events[i]!
    approvedProbability[i] = approvedProbability[i + 1]! + sums[i]!
    probability[i] = sums[i]! / count
  }
  return {
    points: Float64Array.from([...tally.values, aboveAllPoints(tally.values[n - 1]!)]),
    nApproved,
    nApprovedEvents,
    approvedProbability,
    probability,
    nRows: tally.nRows,
    nEvents: tally.nEvents,
  }
}

/** A cut-off above the highest score: one point, or more where doubles are coarser than that. */
export function aboveAllPoints(highest: number): number {
  return highest + Math.max(1, Math.abs(highest) * 2 ** -52)
}
