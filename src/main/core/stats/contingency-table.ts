import { requireCount } from './requirements.ts'

/**
 * Counts of a 2 × 2 table. In fairness: first row the group, second row the reference group; first column selected,
 * second column rejected (never the total).
 */
export type ContingencyTable = readonly [readonly [number, number], readonly [number, number]]

/**
 * Checks the four counts of a table and adds up its margins.
 *
 * @returns row sums, column sums and the total
 * @throws StatisticError `invalidInput` if a count is not a whole number ≥ 0
 */
export function tableMargins(name: string, table: ContingencyTable) {
  const [[a, b], [c, d]] = table
  for (const count of [a, b, c, d]) requireCount(name, count)
  return { rows: [a + b, c + d] as const, columns: [a + c, b + d] as const, total: a + b + c + d }
}

/**
 * Smallest expected count of a table under independence: the usual ground for preferring the exact test.
 *
 * @returns row sum · column sum / total, the smallest of the four; 0 for an empty table
 * @throws StatisticError `invalidInput` if a count is not a whole number ≥ 0
 */
export function smallestExpectedCount(table: ContingencyTable): number {
  const { rows, columns, total } = tableMargins('smallestExpectedCount', table)
  return total === 0 ? 0 : (Math.min(...rows) * Math.min(...columns)) / total
}
