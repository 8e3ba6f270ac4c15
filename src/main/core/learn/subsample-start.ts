import type { BinomialRows } from './binomial-rows.ts'
import type { Standardization } from './likelihood-pass.ts'
import { maximizeLikelihood } from './maximize-likelihood.ts'

/** A sample of at least so many rows starts from every sixteenth of them, which if still so many start from a sixteenth in turn. */
const LEAST_ROWS = 65_536
const STRIDE = 16

/**
 * A start near the optimum: the fit to every sixteenth row. Most of the way to the optimum then costs little, and the end is the same
 * wherever one starts, for the likelihood has one maximum.
 *
 * @param rows - all rows
 * @param standardization - means and scales of all rows
 * @param penalties - as for all rows; they count in proportion
 * @returns parameters, or null where there are too few rows, or those taken lack a class or a column's values
 */
export function subsampleStart(
  rows: BinomialRows,
  standardization: Standardization,
  penalties: Float64Array,
): Float64Array | null {
  const nRows = rows.events.length
  if (nRows < LEAST_ROWS) return null
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: Math.floor(nRows / STRIDE) }, (_, i) => values[i * STRIDE]!)
  const sample: BinomialRows = {
    columns: rows.columns.map(pick),
    events: pick(rows.events),
    nonEvents: pick(rows.nonEvents),
    offset: rows.offset === null ? null : pick(rows.offset),
  }
  if (!sample.events.some((weight) => weight > 0) || !sample.nonEvents.some((weight) => weight > 0)) return null
  const share = penalties.map((penalty) => penalty / STRIDE)
  const start = subsampleStart(sample, standardization, share)
  const options = start === null ? {} : { start }
  const fit = maximizeLikelihood(sample, standardization, share, { ...options, precision: 'likelihood' })
  return fit.status === 'converged' ? fit.parameters : null
}
