import { requireOutcomes } from './requirements.ts'

/**
 * Outcomes counted by distinct score: all that a statistic of ranks needs to know about a sample.
 * Ties are one entry, so no statistic depends on the order of rows.
 */
export interface ScoreTally {
  /** Distinct scores, ascending, shape (nDistinct,). */
  readonly values: Float64Array
  /** Events at each score, shape (nDistinct,). */
  readonly events: Uint32Array
  /** Non-events at each score, shape (nDistinct,). */
  readonly nonEvents: Uint32Array
  readonly nRows: number
  readonly nEvents: number
  readonly nNonEvents: number
}

/**
 * Counts events and non-events at each distinct score.
 *
 * The two classes are sorted apart and merged: O(n log n) without an object or a comparison function per row.
 *
 * @param yTrue - outcomes, shape (nSamples,), 1 = event
 * @param yScore - any finite number per row, shape (nSamples,)
 * @returns the tally; an empty sample gives an empty tally
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, or a score is not finite
 */
export function tallyScores(yTrue: ArrayLike<number>, yScore: ArrayLike<number>): ScoreTally {
  requireOutcomes('tallyScores', yTrue, yScore)
  const nRows = yTrue.length
  let nEvents = 0
  for (let i = 0; i < nRows; i++) nEvents += yTrue[i]!
  const eventScores = new Float64Array(nEvents)
  const nonEventScores = new Float64Array(nRows - nEvents)
  for (let i = 0, e = 0, n = 0; i < nRows; i++) {
    if (yTrue[i] === 1) eventScores[e++] = yScore[i]!
    else nonEventScores[n++] = yScore[i]!
  }
  return merge(eventScores.sort(), nonEventScores.sort())
}

/** The same rows under the score −score: entries in reverse order, values negated. Turns points into a risk score. */
export function reverseTally(tally: ScoreTally): ScoreTally {
  return {
    ...tally,
    values: tally.values.map((value) => 0 - value).reverse(),
    events: tally.events.slice().reverse(),
    nonEvents: tally.nonEvents.slice().reverse(),
  }
}

function merge(eventScores: Float64Array, nonEventScores: Float64Array): ScoreTally {
  const nEvents = eventScores.length
  const nNonEvents = nonEventScores.length
  const nRows = nEvents + nNonEvents
  const values = new Float64Array(nRows)
  const events = new Uint32Array(nRows)
  const nonEvents = new Uint32Array(nRows)
  let e = 0
  let n = 0
  let distinct = 0
  while (e < nEvents || n < nNonEvents) {
    const nextEvent = e < nEvents ? eventScores[e]! : Number.POSITIVE_INFINITY
    const nextNonEvent = n < nNonEvents ? nonEventScores[n]! : Number.POSITIVE_INFINITY
    const value = Math.min(nextEvent, nextNonEvent)
    const firstEvent = e
    const firstNonEvent = n
    while (e < nEvents && eventScores[e] === value) e++
    while (n < nNonEvents && nonEventScores[n] === value) n++
    // Adding 0 turns −0, which equals 0 and is tied with it, into 0.
    values[distinct] = value + 0
    events[distinct] = e - firstEvent
    nonEvents[distinct] = n - firstNonEvent
    distinct++
  }
  return {
    values: values.slice(0, distinct),
    events: events.slice(0, distinct),
    nonEvents: nonEvents.slice(0, distinct),
    nRows,
    nEvents,
    nNonEvents,
  }
}
