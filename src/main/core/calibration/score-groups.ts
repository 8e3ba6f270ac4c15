import { StatisticError } from '../statistic-error.ts'
import { requireOutcomes } from '../stats/requirements.ts'
import { type ScoreTally, tallyScores } from '../stats/score-tally.ts'
import { distinctValues, indexOfValue } from './distinct-values.ts'

/** Weights of events and non-events by distinct value, ascending: all that a calibration needs to know of a sample. */
export interface ScoreGroups {
  /** Distinct values, ascending, shape (nGroups,). */
  readonly values: Float64Array
  /** Sum of the weights of events at each value, shape (nGroups,). */
  readonly events: Float64Array
  /** Sum of the weights of non-events at each value, shape (nGroups,). */
  readonly nonEvents: Float64Array
  readonly eventWeight: number
  readonly nonEventWeight: number
}

/**
 * Sums weights of events and non-events at each distinct value; ties are one group, added up in row order.
 *
 * @param name - name of the calling function, for messages
 * @param yTrue - outcomes, shape (nSamples,), 1 = event
 * @param values - any finite number per row, shape (nSamples,)
 * @param weights - weight of each row, > 0, shape (nSamples,); null: 1 each
 * @returns the groups; none for an empty sample
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, a value is not finite or a weight is not above 0
 */
export function groupScores(
  name: string,
  yTrue: ArrayLike<number>,
  values: ArrayLike<number>,
  weights: ArrayLike<number> | null,
): ScoreGroups {
  requireOutcomes(name, yTrue, values)
  if (weights === null) return countedGroups(tallyScores(yTrue, values))
  requireWeights(name, weights, yTrue.length)
  const distinct = distinctValues(values)
  const events = new Float64Array(distinct.length)
  const nonEvents = new Float64Array(distinct.length)
  let [eventWeight, nonEventWeight] = [0, 0]
  for (let row = 0; row < values.length; row++) {
    const group = indexOfValue(distinct, values[row]!)
    const weight = weights[row]!
    if (yTrue[row] === 1) {
      events[group]! += weight
      eventWeight += weight
    } else {
      nonEvents[group]! += weight
      nonEventWeight += weight
    }
  }
  return { values: distinct, events, nonEvents, eventWeight, nonEventWeight }
}

function countedGroups({ values, events, nonEvents, nEvents, nNonEvents }: ScoreTally): ScoreGroups {
  return {
    values,
    events: Float64Array.from(events),
    nonEvents: Float64Array.from(nonEvents),
    eventWeight: nEvents,
    nonEventWeight: nNonEvents,
  }
}

/**
 * Checks weights of rows.
 *
 * @throws StatisticError `invalidInput` if there is not one per row, or one is not a finite number above 0
 */
export function requireWeights(name: string, weights: ArrayLike<number>, nRows: number): void {
  if (weights.length !== nRows) {
    throw new StatisticError(
      'invalidInput',
      `${name} needs one weight per row, got ${weights.length} for ${nRows} rows`,
    )
  }
  for (let i = 0; i < nRows; i++) {
    if (!(weights[i]! > 0 && Number.isFinite(weights[i]))) {
      throw new StatisticError('invalidInput', `${name} needs weights above 0, got ${weights[i]} in row ${i + 1}`)
    }
  }
}
