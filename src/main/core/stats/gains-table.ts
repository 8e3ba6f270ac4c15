import { bandTally } from './band-tally.ts'
import { requireBothClasses } from './requirements.ts'
import type { ScoreTally } from './score-tally.ts'

/** One band of the gains table. */
export interface GainsRow {
  /** 1 = riskiest. */
  readonly band: number
  readonly minimumPoints: number
  readonly maximumPoints: number
  readonly count: number
  readonly events: number
  readonly nonEvents: number
  readonly eventRate: number
  /** Shares of rows, events and non-events in this band and all riskier ones. */
  readonly cumulativeShare: number
  readonly cumulativeEventShare: number
  readonly cumulativeNonEventShare: number
  /** Event rate of this band over that of the sample. */
  readonly lift: number
}

/**
 * Gains table: the sample in bands of about equal counts, riskiest first, with cumulative shares.
 *
 *     lift_b = (events_b / n_b) / (events / n)
 *
 * Ties are never split over bands. A lift of 1 is the average; the last row's cumulative shares are 1.
 *
 * @param tally - outcomes by points, higher = safer
 * @param nBands - bands asked for; ties can make them fewer
 * @returns rows by ascending points, none empty
 * @throws StatisticError `invalidInput` if nBands is not a whole number ≥ 1
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @see Siddiqi (2006), Credit Risk Scorecards, gains table
 */
export function gainsTable(tally: ScoreTally, nBands = 10): GainsRow[] {
  const { nRows, nEvents, nNonEvents } = tally
  requireBothClasses('gainsTable', nEvents, nNonEvents)
  let cumulativeEvents = 0
  let cumulativeNonEvents = 0
  return bandTally(tally, nBands).map(({ minimum, maximum, count, events, nonEvents }, index) => {
    cumulativeEvents += events
    cumulativeNonEvents += nonEvents
    return {
      band: index + 1,
      minimumPoints: minimum,
      maximumPoints: maximum,
      count,
      events,
      nonEvents,
      eventRate: events / count,
      cumulativeShare: (cumulativeEvents + cumulativeNonEvents) / nRows,
      cumulativeEventShare: cumulativeEvents / nEvents,
      cumulativeNonEventShare: cumulativeNonEvents / nNonEvents,
      lift: (events * nRows) / (count * nEvents),
    }
  })
}
