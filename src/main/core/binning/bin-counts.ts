import type { Column } from '../frame/frame.ts'
import type { BinScheme } from './assign-bin.ts'
import { assignBins } from './assign-bin.ts'
import { requireLabels } from './require-labels.ts'

/** Events and non-events (sums of weights) per bin, shape (nBins,). */
export interface BinCounts {
  readonly events: Float64Array
  readonly nonEvents: Float64Array
}

/**
 * Counts any sample into the bins of a variable, as the scorer would put its rows.
 *
 * @param variable - binned variable, or name, type and bin definitions of one
 * @param column - values, shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param weights - weight per row, ≥ 0, shape (nRows,); null: 1 each
 * @throws StatisticError `invalidInput` if the lengths differ, the column is of the other type, or the bins are not sound
 */
export function binCounts(
  variable: BinScheme,
  column: Column,
  yTrue: Uint8Array,
  weights: Float64Array | null = null,
): BinCounts {
  requireLabels(column, yTrue)
  const binOfRow = assignBins(variable, column)
  const events = new Float64Array(variable.bins.length)
  const nonEvents = new Float64Array(variable.bins.length)
  for (let i = 0; i < binOfRow.length; i++) {
    const bin = binOfRow[i]!
    const weight = weights === null ? 1 : weights[i]!
    if (yTrue[i] === 1) events[bin]! += weight
    else nonEvents[bin]! += weight
  }
  return { events, nonEvents }
}
