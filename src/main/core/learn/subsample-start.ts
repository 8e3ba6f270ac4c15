import type { BinomialRows } from './binomial-rows.ts'
import type { Standardization } from './likelihood-pass.ts'
import { maximizeLikelihood } from './maximize-likelihood.ts'
import type { QuadraticStart } from './quadratic-start.ts'

/** A sample of at least so many rows starts from a sixteenth of them, which if still so many start from a sixteenth in turn. */
const LEAST_ROWS = 65_536
const STRIDE = 16
/** Rows taken side by side, as memory likes it. */
const RUN = 32

/**
 * A start near the optimum: the fit to 32 of every 512 rows. Most of the way to the optimum then costs little, and the end is the same
 * wherever one starts, for the likelihood has one maximum.
 *
 * @param rows - all rows
 * @param standardization - means and scales of all rows
 * @param penalties - as for all rows; they count in proportion
 * @returns parameters and about the information there, or null where there are too few rows, or those taken lack a class or a column's values
 */
export function subsampleStart(
  rows: BinomialRows,
  standardization: Standardization,
  penalties: Float64Array,
): QuadraticStart | null {
  const nRows = rows.events.length
  if (nRows < LEAST_ROWS) return null
  const sample: BinomialRows = {
    columns: rows.columns.map(pickRuns),
    events: pickRuns(rows.events),
    nonEvents: pickRuns(rows.nonEvents),
    offset: rows.offset === null ? null : pickRuns(rows.offset),
  }
  if (!sample.events.some((weight) => weight > 0) || !sample.nonEvents.some((weight) => weight > 0)) return null
  const share = penalties.map((penalty) => penalty / STRIDE)
  const start = subsampleStart(sample, standardization, share) ?? {}
  const fit = maximizeLikelihood(sample, standardization, share, { ...start, precision: 'start' })
  if (fit.status !== 'converged' || fit.information === null) return null
  return { start: fit.parameters, startInformation: fit.information.map((value) => value * STRIDE) }
}

function pickRuns(values: Float64Array): Float64Array {
  const period = RUN * STRIDE
  const picked = new Float64Array(Math.floor(values.length / period) * RUN)
  for (let from = 0, to = 0; to < picked.length; from += period, to += RUN)
    for (let i = 0; i < RUN; i++) picked[to + i] = values[from + i]!
  return picked
}
