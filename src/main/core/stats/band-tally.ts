import { equalCountBands } from './equal-count-bands.ts'
import type { ScoreTally } from './score-tally.ts'

/** Sums over one band of consecutive distinct scores. */
export interface TallyBand {
  readonly minimum: number
  readonly maximum: number
  readonly count: number
  readonly events: number
  readonly nonEvents: number
  /** Sum of the score over the band's rows. */
  readonly scoreSum: number
}

/**
 * Sums a tally over bands of about equal counts, ties never split.
 *
 * @param tally - outcomes by score
 * @param nBands - bands asked for; ties can make them fewer
 * @returns bands by ascending score, none empty
 * @throws StatisticError `invalidInput` if nBands is not a whole number ≥ 1
 */
export function bandTally(tally: ScoreTally, nBands: number): TallyBand[] {
  const counts = tally.events.map((events, i) => events + tally.nonEvents[i]!)
  let start = 0
  return equalCountBands(counts, nBands).map((end) => {
    const band = sumBand(tally, start, end)
    start = end
    return band
  })
}

function sumBand(tally: ScoreTally, start: number, end: number): TallyBand {
  let events = 0
  let nonEvents = 0
  let scoreSum = 0
  for (let i = start; i < end; i++) {
    events += tally.events[i]!
    nonEvents += tally.nonEvents[i]!
    scoreSum += tally.values[i]! * (tally.events[i]! + tally.nonEvents[i]!)
  }
  const [minimum, maximum] = [tally.values[start]!, tally.values[end - 1]!]
  return { minimum, maximum, count: events + nonEvents, events, nonEvents, scoreSum }
}
