import { StatisticError } from '../../statistic-error.ts'

/**
 * A number as PMML writes it: the shortest decimal text that reads back to the same double, a zero without a sign.
 *
 * @param what - the quantity, for the message
 * @throws StatisticError `invalidInput` for NaN and infinities, which a PMML number cannot be
 */
export function pmmlNumber(value: number, what: string): string {
  if (!Number.isFinite(value))
    throw new StatisticError('invalidInput', `${what} needs to be finite for PMML, got ${value}`)
  return String(value + 0)
}
