import { StatisticError } from '../statistic-error.ts'

/**
 * Pearson's correlation of two numeric columns over the rows where both are known.
 *
 *     r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²)
 *
 * 1: on a rising line, −1: on a falling line, 0: no linear relation. Two passes, so that large means do not cancel.
 *
 * @param x - shape (nRows,), missing = NaN
 * @param y - shape (nRows,), missing = NaN
 * @returns r in [−1, 1]
 * @throws StatisticError `invalidInput` if lengths differ
 * @throws StatisticError `undefined` if fewer than two rows have both, one of them does not vary there, or a value is not finite
 * @see Pearson (1896), Philosophical Transactions of the Royal Society A 187
 */
export function pearsonCorrelation(x: Float64Array, y: Float64Array): number {
  if (x.length !== y.length) {
    throw new StatisticError(
      'invalidInput',
      `pearsonCorrelation needs columns of equal length, got ${x.length} and ${y.length}`,
    )
  }
  let n = 0
  let sumX = 0
  let sumY = 0
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]) || Number.isNaN(y[i])) continue
    n++
    sumX += x[i]!
    sumY += y[i]!
  }
  if (n < 2) throw new StatisticError('undefined', `pearsonCorrelation needs two rows with both values, got ${n}`)
  const meanX = sumX / n
  const meanY = sumY / n
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - meanX
    const dy = y[i]! - meanY
    if (Number.isNaN(dx) || Number.isNaN(dy)) continue
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  // The mean of equal numbers may miss them by a rounding; what is left then is noise, not variance.
  const doVary = varies(x, y) && varies(y, x)
  const r = doVary ? xy / (Math.sqrt(xx) * Math.sqrt(yy)) : Number.NaN
  if (!Number.isFinite(r)) {
    throw new StatisticError('undefined', 'pearsonCorrelation needs finite columns that vary, got one that does not')
  }
  return Math.max(-1, Math.min(1, r))
}

/** Whether x takes two values among the rows where both are known. */
function varies(x: Float64Array, y: Float64Array): boolean {
  let first = Number.NaN
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]) || Number.isNaN(y[i])) continue
    if (Number.isNaN(first)) first = x[i]!
    else if (x[i] !== first) return true
  }
  return false
}
