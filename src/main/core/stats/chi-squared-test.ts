import { StatisticError } from '../statistic-error.ts'
import { chiSquaredSurvival } from './chi-squared-survival.ts'
import { type ContingencyTable, tableMargins } from './contingency-table.ts'

export interface ChiSquaredTest {
  readonly statistic: number
  readonly degreesOfFreedom: 1
  readonly pValue: number
}

/**
 * Pearson's chi-squared test of independence in a 2 × 2 table, with Yates's continuity correction.
 *
 *     X² = Σ (|O − E| − c)² / E,   c = min(½, |O − E|)
 *
 * χ² with one degree of freedom. 0: the rows have the same rates.
 *
 * @param table - counts [[a, b], [c, d]]
 * @returns X² ≥ 0 and its upper-tail p-value
 * @throws StatisticError `invalidInput` if a count is not a whole number ≥ 0
 * @throws StatisticError `undefined` if a row or a column is empty
 * @see Yates (1934), Supplement to the Journal of the Royal Statistical Society 1; R, stats::chisq.test
 */
export function chiSquaredTest(table: ContingencyTable): ChiSquaredTest {
  const { rows, columns, total } = tableMargins('chiSquaredTest', table)
  if (Math.min(...rows, ...columns) === 0) {
    throw new StatisticError(
      'undefined',
      `chiSquaredTest needs rows and columns that are not empty, got row sums ${rows.join(', ')} and column sums ${columns.join(', ')}`,
    )
  }
  // |O − E| is the same in all four cells.
  const distance = Math.abs(table[0][0] * table[1][1] - table[0][1] * table[1][0]) / total
  const corrected = distance - Math.min(0.5, distance)
  let statistic = 0
  for (const row of rows) for (const column of columns) statistic += (corrected ** 2 * total) / (row * column)
  return { statistic, degreesOfFreedom: 1, pValue: chiSquaredSurvival(statistic, 1) }
}
