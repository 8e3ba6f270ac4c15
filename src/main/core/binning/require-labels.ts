import { type Column, columnLength } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'

/**
 * Checks that there is a label for every row.
 *
 * @param column - values, shape (nRows,)
 * @param yTrue - labels, shape (nRows,)
 * @throws StatisticError `invalidInput` if the lengths differ
 */
export function requireLabels(column: Column, yTrue: Uint8Array): void {
  if (columnLength(column) === yTrue.length) return
  throw new StatisticError(
    'invalidInput',
    `binning needs one label per row, got ${columnLength(column)} rows and ${yTrue.length} labels`,
  )
}
