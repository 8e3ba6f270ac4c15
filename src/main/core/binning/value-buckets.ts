/** With more buckets than these the counters no longer fit into the fast memory of a processor. */
const MAX_BUCKETS = 16_384
const SAMPLE = 1_024
const LEFT_OUT = -1

/** Rows of a numeric column. */
export interface ValueRows {
  /** Missing = NaN, shape (nRows,). */
  readonly values: Float64Array
  /** 0 or 1, shape (nRows,). */
  readonly yTrue: Uint8Array
  /** Weight per row, ≥ 0, shape (nRows,); null: 1 each. */
  readonly weights: Float64Array | null
}

/** Rows counted into buckets that ascend with the values; equal values share a bucket. */
export interface Buckets {
  readonly n: number
  /** Non-events and events (sums of weights) of bucket b at 2b and 2b + 1, shape (2n,). */
  readonly counts: Float64Array
  /** The one value of each bucket, or NaN if its rows differ (or it is empty), shape (n,). */
  readonly single: Float64Array
  /** The rows of one bucket, in their order. */
  rows(bucket: number): ValueRows
}

/** Distinct values in ascending order; non-events and events of value i at 2i and 2i + 1. */
export interface DistinctValues {
  readonly values: Float64Array
  readonly counts: Float64Array
}

/**
 * Counts the rows of a numeric column into buckets of equal width between the least and the largest value of a sample of its rows, with
 * one bucket below and one above, so that a few far values do not push all others into one. Rows without value or weight are left out.
 *
 * @param rows - values, labels, weights
 * @param leaveOut - values not counted
 */
export function fillBuckets(rows: ValueRows, leaveOut: ReadonlySet<number>): Buckets {
  const { values, yTrue, weights } = rows
  const { lower, upper, scale, n } = scaleOf(values)
  const bucketOfRow = new Int16Array(values.length)
  const counts = new Float64Array(2 * n)
  const single = new Float64Array(n).fill(Number.NaN)
  const isMixed = new Uint8Array(n)
  const mayBeLeftOut = leaveOut.size > 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const weight = weights === null ? 1 : weights[i]!
    if (Number.isNaN(value) || weight === 0 || (mayBeLeftOut && leaveOut.has(value))) {
      bucketOfRow[i] = LEFT_OUT
      continue
    }
    const bucket = value < lower ? 0 : value > upper ? n - 1 : 1 + (((value - lower) * scale) | 0)
    bucketOfRow[i] = bucket
    counts[2 * bucket + yTrue[i]!]! += weight
    const first = single[bucket]!
    if (Number.isNaN(first))
      single[bucket] = value + 0 // −0 becomes 0: one value, one spelling
    else if (first !== value) isMixed[bucket] = 1
  }
  for (let b = 0; b < n; b++) if (isMixed[b] === 1) single[b] = Number.NaN
  let order: RowOrder | null = null
  return {
    n,
    counts,
    single,
    rows(bucket) {
      order ??= distribute(bucketOfRow, n)
      return takeValueRows(rows, order.rows.subarray(order.starts[bucket], order.starts[bucket + 1]))
    },
  }
}

/**
 * The distinct values of rows without missing values, with their counts.
 *
 * @param rows - values, labels, weights
 */
export function distinctValues({ values, yTrue, weights }: ValueRows): DistinctValues {
  const sorted = Float64Array.from(values, (value) => value + 0).sort()
  let n = 0
  for (let i = 0; i < sorted.length; i++) if (n === 0 || sorted[i] !== sorted[n - 1]) sorted[n++] = sorted[i]!
  const distinct = sorted.slice(0, n)
  const counts = new Float64Array(2 * n)
  for (let i = 0; i < values.length; i++)
    counts[2 * positionOf(distinct, values[i]!) + yTrue[i]!]! += weights === null ? 1 : weights[i]!
  return { values: distinct, counts }
}

interface BucketScale {
  readonly lower: number
  readonly upper: number
  readonly scale: number
  readonly n: number
}

/** From every so-manieth row: the same rows each time. */
function scaleOf(values: Float64Array): BucketScale {
  const step = Math.max(1, Math.floor(values.length / SAMPLE))
  let lower = Infinity
  let upper = -Infinity
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!
    if (!Number.isFinite(value)) continue
    if (value < lower) lower = value
    if (value > upper) upper = value
  }
  // About as many buckets as rows: more would only cost time to look through.
  const nInner = Math.min(MAX_BUCKETS, Math.max(64, values.length))
  const scale = (nInner - 1) / (upper - lower)
  // One value, none, or a range beyond doubles or below them: three buckets, the rest is sorted.
  if (!(scale > 0 && Number.isFinite(scale))) return { lower, upper, scale: 0, n: 3 }
  return { lower, upper, scale, n: nInner + 2 }
}

interface RowOrder {
  readonly starts: Uint32Array
  readonly rows: Uint32Array
}

/** Rows in order of their bucket, those of one bucket ascending. */
function distribute(bucketOfRow: Int16Array, n: number): RowOrder {
  const starts = new Uint32Array(n + 1)
  for (let i = 0; i < bucketOfRow.length; i++) if (bucketOfRow[i] !== LEFT_OUT) starts[bucketOfRow[i]! + 1]!++
  for (let b = 0; b < n; b++) starts[b + 1]! += starts[b]!
  const next = starts.slice()
  const rows = new Uint32Array(starts[n]!)
  for (let row = 0; row < bucketOfRow.length; row++) {
    const bucket = bucketOfRow[row]!
    if (bucket !== LEFT_OUT) rows[next[bucket]!++] = row
  }
  return { starts, rows }
}

function takeValueRows({ values, yTrue, weights }: ValueRows, rows: Uint32Array): ValueRows {
  const taken = { values: new Float64Array(rows.length), yTrue: new Uint8Array(rows.length) }
  const takenWeights = weights === null ? null : new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    taken.values[i] = values[row]!
    taken.yTrue[i] = yTrue[row]!
    if (takenWeights !== null) takenWeights[i] = weights![row]!
  }
  return { ...taken, weights: takenWeights }
}

/** Index of a value among ascending ones that hold it. */
function positionOf(values: Float64Array, value: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
