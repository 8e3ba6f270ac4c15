/** Rows of a logistic regression: per row, how often it was an event and how often not. Weights and repeated rows are the same thing here. */
export interface BinomialRows {
  /** Columns without the intercept, nFeatures of shape (nRows,), finite. */
  readonly columns: readonly Float64Array[]
  /** Weight of the events of each row, ≥ 0, shape (nRows,). */
  readonly events: Float64Array
  /** Weight of the non-events of each row, ≥ 0, shape (nRows,). */
  readonly nonEvents: Float64Array
  /** Log odds added to the linear predictor with coefficient 1, shape (nRows,); null: none. */
  readonly offset: Float64Array | null
}

/**
 * Rows of single cases as binomial rows.
 *
 * @param columns - nFeatures columns of shape (nSamples,)
 * @param yTrue - 0 or 1 per row, shape (nSamples,)
 * @param weights - number of times each row counts, or null for 1 each
 * @param offset - log odds known beforehand, or null for none
 */
export function binomialRows(
  columns: readonly Float64Array[],
  yTrue: Uint8Array,
  weights: Float64Array | null,
  offset: Float64Array | null,
): BinomialRows {
  const events = new Float64Array(yTrue.length)
  const nonEvents = new Float64Array(yTrue.length)
  for (let i = 0; i < yTrue.length; i++) {
    const weight = weights === null ? 1 : weights[i]!
    const isEvent = yTrue[i] === 1
    events[i] = isEvent ? weight : 0
    nonEvents[i] = isEvent ? 0 : weight
  }
  return { columns, events, nonEvents, offset }
}

/** Σ of the weights of all rows, events and non-events. */
export function totalOfRows(rows: BinomialRows): { readonly events: number; readonly total: number } {
  let events = 0
  let nonEvents = 0
  for (let i = 0; i < rows.events.length; i++) {
    events += rows.events[i]!
    nonEvents += rows.nonEvents[i]!
  }
  return { events, total: events + nonEvents }
}

/** Some of the columns of the rows. @param indices - columns counted from 0, in the order wanted */
export function takeColumns(rows: BinomialRows, indices: readonly number[]): BinomialRows {
  return { ...rows, columns: indices.map((index) => rows.columns[index]!) }
}
