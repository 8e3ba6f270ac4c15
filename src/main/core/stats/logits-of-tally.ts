import { StatisticError } from '../statistic-error.ts'
import { requireBothClasses, requireProbabilities } from './requirements.ts'
import type { ScoreTally } from './score-tally.ts'

/**
 * Log-odds of the distinct predicted probabilities of a tally: ln(p / (1 − p)).
 *
 * @param name - the figure in words, for messages
 * @param tally - outcomes by predicted probability
 * @returns log-odds, shape (nDistinct,), ascending
 * @throws StatisticError `invalidInput` if a value is not a probability
 * @throws StatisticError `undefined` if a class is empty, or a probability is 0 or 1
 */
export function logitsOfTally(name: string, tally: ScoreTally): Float64Array {
  requireProbabilities(name, tally.values)
  requireBothClasses(name, tally.nEvents, tally.nNonEvents)
  const lowest = tally.values[0]!
  const highest = tally.values[tally.values.length - 1]!
  if (lowest === 0 || highest === 1) {
    throw new StatisticError('undefined', `${name} needs probabilities inside (0, 1), got ${lowest === 0 ? 0 : 1}`)
  }
  return tally.values.map((p) => Math.log(p) - Math.log1p(-p))
}
