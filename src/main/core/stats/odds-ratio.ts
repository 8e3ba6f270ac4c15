import { StatisticError } from '../statistic-error.ts'
import { type ContingencyTable, tableMargins } from './contingency-table.ts'

/**
 * Sample odds ratio of a 2 × 2 table.
 *
 *     OR = (a · d) / (b · c)
 *
 * 1: the rows have the same odds; below 1: the first row has the lower odds of the first column.
 *
 * @param table - counts [[a, b], [c, d]]
 * @returns ratio ≥ 0
 * @throws StatisticError `invalidInput` if a count is not a whole number ≥ 0
 * @throws StatisticError `undefined` if b · c is 0
 * @see Agresti (2013), Categorical Data Analysis, 3rd ed., section 2.2.3
 */
export function oddsRatio(table: ContingencyTable): number {
  tableMargins('oddsRatio', table)
  const [[a, b], [c, d]] = table
  if (b * c === 0) throw new StatisticError('undefined', `oddsRatio needs b · c > 0, got b = ${b} and c = ${c}`)
  return (a * d) / (b * c)
}
