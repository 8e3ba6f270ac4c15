import { StatisticError } from '../statistic-error.ts'

/** Numbers of events and non-events. */
export interface ClassCounts {
  readonly events: number
  readonly nonEvents: number
}

/**
 * Counts events and non-events.
 *
 * @param yTrue - 0 or 1 per row, 1 = event, shape (nSamples,)
 * @param caller - who asks, for the message
 * @returns both counts, each ≥ 1
 * @throws StatisticError `invalidInput` if a label is neither 0 nor 1
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function countClasses(yTrue: Uint8Array, caller: string): ClassCounts {
  let events = 0
  for (let i = 0; i < yTrue.length; i++) {
    const y = yTrue[i]!
    if (y > 1) throw new StatisticError('invalidInput', `${caller} needs labels 0 or 1, got ${y} in row ${i + 1}`)
    events += y
  }
  const nonEvents = yTrue.length - events
  if (events === 0 || nonEvents === 0) {
    throw new StatisticError(
      'undefined',
      `${caller} needs events and non-events, got ${events} events and ${nonEvents} non-events`,
    )
  }
  return { events, nonEvents }
}
