import { StatisticError } from '../statistic-error.ts'
import { requireCount, requireRows } from './requirements.ts'

/**
 * Checks the arguments of a test of a probability of default: defaults among obligors, against a PD.
 *
 * @throws StatisticError `invalidInput` if counts are not whole numbers with 0 ≤ defaults ≤ obligors, or the PD is not in (0, 1)
 * @throws StatisticError `undefined` if there are no obligors
 */
export function requireDefaultCounts(name: string, defaults: number, obligors: number, probability: number): void {
  requireCount(name, defaults)
  requireCount(name, obligors)
  if (defaults > obligors) {
    throw new StatisticError('invalidInput', `${name} needs defaults ≤ obligors, got ${defaults} > ${obligors}`)
  }
  if (!(probability > 0 && probability < 1)) {
    throw new StatisticError('invalidInput', `${name} needs a PD in (0, 1), got ${probability}`)
  }
  requireRows(name, obligors)
}
