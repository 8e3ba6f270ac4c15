import { StatisticError } from '../statistic-error.ts'

/** Numbers of events and non-events, or the sums of their weights. */
export interface ClassCounts {
  readonly events: number
  readonly nonEvents: number
}

/**
 * Counts events and non-events.
 *
 * @param yTrue - 0 or 1 per row, 1 = event, shape (nSamples,)
 * @param caller - who asks, for the message
 * @param weights - number of cases each row stands for, finite and ≥ 0, shape (nSamples,); null: 1 each
 * @returns both counts (sums of weights), each above 0
 * @throws StatisticError `invalidInput` if a label is neither 0 nor 1, or a weight is missing, negative or not finite
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function countClasses(yTrue: Uint8Array, caller: string, weights: Float64Array | null = null): ClassCounts {
  if (weights !== null && weights.length !== yTrue.length) {
    throw new StatisticError(
      'invalidInput',
      `${caller} needs one weight per row, got ${weights.length} weights for ${yTrue.length} rows`,
    )
  }
  let events = 0
  let nonEvents = 0
  for (let i = 0; i < yTrue.length; i++) {
    const y = yTrue[i]!
    if (y > 1) throw new StatisticError('invalidInput', `${caller} needs labels 0 or 1, got ${y} in row ${i + 1}`)
    const weight = weights === null ? 1 : weights[i]!
    if (!(weight >= 0 && weight < Infinity))
      throw new StatisticError('invalidInput', `${caller} needs weights of at least 0, got ${weight} in row ${i + 1}`)
    if (y === 1) events += weight
    else nonEvents += weight
  }
  if (events === 0 || nonEvents === 0) {
    throw new StatisticError(
      'undefined',
      `${caller} needs events and non-events, got ${events} events and ${nonEvents} non-events`,
    )
  }
  return { events, nonEvents }
}
