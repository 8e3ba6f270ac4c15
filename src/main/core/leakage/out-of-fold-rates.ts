import { requireBothClasses, requireOutcomes } from '../stats/requirements.ts'

const N_FOLDS = 5
/** Rows of average risk added to each group: a group seen once or twice says little. */
const PRIOR_ROWS = 10

/**
 * Event rate of each row's group, estimated without the rows of its own fold.
 *
 *     r_i = (e + m · p) / (n + m),   m = 10
 *
 * with e events among the n rows of the group outside the fold of row i, and p the event rate of all rows. A group seen in one
 * fold only (every value of an identifier) has rate p in every row and ranks nothing. The i-th event and the i-th non-event of
 * the sample belong to fold i mod 5, so every fold has the same event rate and nothing is random. Leaving out the one row
 * alone would not do: within a group the events would then get the lower rate and give themselves away.
 *
 * @param groups - group of each row, from 0 to nGroups − 1, shape (nSamples,)
 * @param nGroups - number of groups
 * @param yTrue - outcomes, shape (nSamples,), 1 = event
 * @returns estimated rates, shape (nSamples,), each in (0, 1)
 * @throws StatisticError `invalidInput` if lengths differ or an outcome is neither 0 nor 1
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @see Micci-Barreca (2001), A preprocessing scheme for high-cardinality categorical attributes, SIGKDD Explorations 3(1)
 */
export function outOfFoldRates(groups: Int32Array, nGroups: number, yTrue: Uint8Array): Float64Array {
  requireOutcomes('outOfFoldRates', yTrue, groups)
  const folds = new Uint8Array(yTrue.length)
  const seen = [0, 0]
  const events = new Float64Array(nGroups * N_FOLDS)
  const rows = new Float64Array(nGroups * N_FOLDS)
  const allEvents = new Float64Array(nGroups)
  const allRows = new Float64Array(nGroups)
  for (let i = 0; i < yTrue.length; i++) {
    const label = yTrue[i]!
    const group = groups[i]!
    const fold = seen[label]! % N_FOLDS
    seen[label]!++
    folds[i] = fold
    rows[group * N_FOLDS + fold]!++
    events[group * N_FOLDS + fold]! += label
    allRows[group]!++
    allEvents[group]! += label
  }
  requireBothClasses('outOfFoldRates', seen[1]!, seen[0]!)
  const average = seen[1]! / yTrue.length
  const rates = new Float64Array(yTrue.length)
  for (let i = 0; i < yTrue.length; i++) {
    const group = groups[i]!
    const cell = group * N_FOLDS + folds[i]!
    const n = allRows[group]! - rows[cell]!
    // Written out so that a group unseen elsewhere gets the very same number in every row, and no rounding ranks it.
    rates[i] = n === 0 ? average : (allEvents[group]! - events[cell]! + PRIOR_ROWS * average) / (n + PRIOR_ROWS)
  }
  return rates
}
