import { StatisticError } from '../statistic-error.ts'
import type { ScoreTally } from './score-tally.ts'

/** One band of [lower, upper) points; the last band includes its upper bound. */
export interface ScoreBand {
  readonly lower: number
  readonly upper: number
  readonly count: number
  readonly events: number
  readonly nonEvents: number
  /** Null for an empty band. */
  readonly eventRate: number | null
}

/**
 * Distribution of points over given bands, events and non-events apart.
 *
 * @param tally - outcomes by points
 * @param edges - band edges, strictly ascending, shape (nBands + 1,); they must cover every row
 * @returns one band per pair of neighboring edges, empty bands included
 * @throws StatisticError `invalidInput` if edges do not ascend, or a score lies outside them
 */
export function scoreDistribution(tally: ScoreTally, edges: readonly number[]): ScoreBand[] {
  const nBands = edges.length - 1
  for (let i = 0; i < nBands; i++) {
    if (!(edges[i]! < edges[i + 1]!)) {
      throw new StatisticError(
        'invalidInput',
        `scoreDistribution needs ascending edges, got ${edges[i]} before ${edges[i + 1]}`,
      )
    }
  }
  const events = new Array<number>(Math.max(0, nBands)).fill(0)
  const nonEvents = events.slice()
  let band = 0
  for (let i = 0; i < tally.values.length; i++) {
    const value = tally.values[i]!
    if (nBands < 1 || value < edges[0]! || value > edges[nBands]!) {
      throw new StatisticError('invalidInput', `scoreDistribution needs edges around every score, got score ${value}`)
    }
    while (band < nBands - 1 && value >= edges[band + 1]!) band++
    events[band]! += tally.events[i]!
    nonEvents[band]! += tally.nonEvents[i]!
  }
  return events.map((bandEvents, b) => {
    const count = bandEvents + nonEvents[b]!
    return {
      lower: edges[b]!,
      upper: edges[b + 1]!,
      count,
      events: bandEvents,
      nonEvents: nonEvents[b]!,
      eventRate: count === 0 ? null : bandEvents / count,
    }
  })
}
