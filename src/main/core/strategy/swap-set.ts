import { StatisticError } from '../statistic-error.ts'
import { requireOutcomes } from '../stats/requirements.ts'
import { wilsonInterval } from '../stats/wilson-interval.ts'
import { cutOffAtApprovalRate } from './cut-off-at-approval-rate.ts'

/** One of the two models of a swap set. */
export interface SwapSide {
  readonly name: string
  /** Higher = safer, shape (nRows,). */
  readonly points: ArrayLike<number>
}

export type SwapCellName = 'bothApproved' | 'swapIn' | 'swapOut' | 'bothRefused'

/** Rows that two cut-offs treat in one way; rate and 95% Wilson interval are null without rows. */
export interface SwapCell {
  readonly cell: SwapCellName
  readonly count: number
  readonly events: number
  readonly eventRate: number | null
  readonly lower: number | null
  readonly upper: number | null
}

/** Arrays are typed as plain ones, so that a swap set is assignable to what crosses the door. */
export interface SwapSet {
  readonly first: string
  readonly second: string
  readonly firstPoints: number
  readonly secondPoints: number
  readonly statement: string
  readonly cells: SwapCell[]
}

const CELLS = ['bothApproved', 'swapIn', 'swapOut', 'bothRefused'] as const

/**
 * Swap set of two scores at the same approval rate: who is approved by the second instead of the first.
 *
 * Each score gets the cut-off that approves most without approving more than the rate asked; ties in a score can make it fewer, and the
 * statement says how many. `swapIn`: refused by the first, approved by the second; `swapOut` the reverse.
 *
 * @param yTrue - outcomes, shape (nRows,), 1 = event
 * @param first - the reference
 * @param second - the other score of the same rows
 * @param approvalRate - share approved at most, in (0, 1)
 * @returns cut-offs, four cells with event rates and Wilson intervals, and a statement
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, a score is not finite, or the rate is not in (0, 1)
 * @throws StatisticError `undefined` if there are no rows
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 7, swap sets; Wilson (1927), Journal of the American Statistical Association 22
 */
export function swapSet(yTrue: ArrayLike<number>, first: SwapSide, second: SwapSide, approvalRate: number): SwapSet {
  requireOutcomes('swapSet', yTrue, first.points)
  requireOutcomes('swapSet', yTrue, second.points)
  if (yTrue.length === 0) throw new StatisticError('undefined', 'swapSet needs at least one row, got 0')
  const firstPoints = cutOffAtApprovalRate(first.points, approvalRate)
  const secondPoints = cutOffAtApprovalRate(second.points, approvalRate)
  const counts = [0, 0, 0, 0]
  const events = [0, 0, 0, 0]
  for (let row = 0; row < yTrue.length; row++) {
    const cell = cellOf(first.points[row]! >= firstPoints, second.points[row]! >= secondPoints)
    counts[cell]! += 1
    events[cell]! += yTrue[row]!
  }
  const cells = CELLS.map((cell, i) => swapCell(cell, counts[i]!, events[i]!))
  return {
    first: first.name,
    second: second.name,
    firstPoints,
    secondPoints,
    statement: statementOf(first.name, second.name, cells, yTrue.length),
    cells,
  }
}

/** Index into CELLS. */
function cellOf(byFirst: boolean, bySecond: boolean): number {
  if (byFirst) return bySecond ? 0 : 2
  return bySecond ? 1 : 3
}

function swapCell(cell: SwapCellName, count: number, events: number): SwapCell {
  if (count === 0) return { cell, count, events, eventRate: null, lower: null, upper: null }
  return { cell, count, events, eventRate: events / count, ...wilsonInterval(events, count) }
}

function statementOf(first: string, second: string, cells: readonly SwapCell[], nRows: number): string {
  const [both, swapIn, swapOut] = cells as [SwapCell, SwapCell, SwapCell, SwapCell]
  const approved = (by: SwapCell) => percent((both.count + by.count) / nRows)
  const opening = `"${first}" approves ${approved(swapOut)} and "${second}" ${approved(swapIn)} of ${nRows} rows.`
  if (swapIn.count === 0 && swapOut.count === 0) return `${opening} Both approve the same rows.`
  const groups = `"${second}" approves ${swapIn.count} that "${first}" refuses${rateOf(swapIn)} and refuses ${swapOut.count} that it approves${rateOf(swapOut)}.`
  return [opening, groups, ...verdict(swapIn, swapOut)].join(' ')
}

function verdict(swapIn: SwapCell, swapOut: SwapCell): string[] {
  if (swapIn.lower === null || swapIn.upper === null || swapOut.lower === null || swapOut.upper === null) return []
  if (swapIn.upper < swapOut.lower)
    return ['Those it lets in have fewer events than those it keeps out; their intervals do not meet.']
  if (swapIn.lower > swapOut.upper)
    return ['Those it lets in have more events than those it keeps out; their intervals do not meet.']
  return ['The intervals of the two rates overlap: the difference may be chance.']
}

function rateOf({ eventRate }: SwapCell): string {
  return eventRate === null ? '' : ` (bad rate ${percent(eventRate)})`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}
