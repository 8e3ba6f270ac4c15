import type { CutOffSweep } from './cut-off-sweep.ts'
import type { StrategyCosts } from './strategy-types.ts'

/**
 * Index of the cut-off of lowest cost: costFalseNegative · events approved + costFalsePositive · non-events refused.
 * Of equal costs the one that approves more.
 */
export function cheapestCutOff(sweep: CutOffSweep, costs: StrategyCosts): number {
  return bestCutOff(sweep, (index) => -costAt(sweep, costs, index))
}

/** Index of the cut-off of highest profit: profitPerGood · non-events approved − lossPerBad · events approved; ties approve more. */
export function mostProfitableCutOff(sweep: CutOffSweep, costs: StrategyCosts): number {
  return bestCutOff(sweep, (index) => profitAt(sweep, costs, index))
}

/** Index of the cut-off that approves most without approving more than a share of all rows; there is always one, if only nobody. */
export function cutOffOfApprovalRate({ nApproved, nRows }: CutOffSweep, approvalRate: number): number {
  return nApproved.findIndex((count) => count / nRows <= approvalRate)
}

/** Index of the cut-off that approves most with a share of events among the approved not above a limit; −1 if there is none. */
export function cutOffOfBadRate({ nApproved, nApprovedEvents }: CutOffSweep, badRate: number): number {
  return nApproved.findIndex((count, index) => count > 0 && nApprovedEvents[index]! / count <= badRate)
}

/** Index of the cut-off of the largest distance between the shares of events and of non-events refused; ties approve more. */
export function ksCutOff(sweep: CutOffSweep): number {
  return bestCutOff(sweep, (index) => Math.abs(distanceAt(sweep, index)))
}

/** Index of the cut-off of the largest Youden index, events refused less non-events refused, in shares; ties approve more. */
export function youdenCutOff(sweep: CutOffSweep): number {
  return bestCutOff(sweep, (index) => distanceAt(sweep, index))
}

/** Cost of a cut-off over the sample. */
export function costAt(sweep: CutOffSweep, costs: StrategyCosts, index: number): number {
  const nonEventsApproved = sweep.nApproved[index]! - sweep.nApprovedEvents[index]!
  const nonEventsRefused = sweep.nRows - sweep.nEvents - nonEventsApproved
  return costs.costFalseNegative * sweep.nApprovedEvents[index]! + costs.costFalsePositive * nonEventsRefused
}

/** Profit of a cut-off over the sample. */
export function profitAt({ nApproved, nApprovedEvents }: CutOffSweep, costs: StrategyCosts, index: number): number {
  const events = nApprovedEvents[index]!
  // Adding 0 turns −0 into 0.
  return costs.profitPerGood * (nApproved[index]! - events) - costs.lossPerBad * events + 0
}

/** Share of events refused less share of non-events refused, times n₁ · n₀: a whole number, so that equal distances compare equal. */
function distanceAt({ nApproved, nApprovedEvents, nRows, nEvents }: CutOffSweep, index: number): number {
  const nNonEvents = nRows - nEvents
  const eventsRefused = nEvents - nApprovedEvents[index]!
  const nonEventsRefused = nRows - nApproved[index]! - eventsRefused
  return eventsRefused * nNonEvents - nonEventsRefused * nEvents
}

/** The first of the largest values: cut-offs ascend, so ties approve more. */
function bestCutOff({ points }: CutOffSweep, value: (index: number) => number): number {
  let best = 0
  let bestValue = value(0)
  for (let index = 1; index < points.length; index++) {
    const candidate = value(index)
    if (candidate > bestValue) {
      best = index
      bestValue = candidate
    }
  }
  return best
}
