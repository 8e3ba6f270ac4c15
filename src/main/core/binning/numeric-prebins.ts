import { type Buckets, distinctValues, fillBuckets, type ValueRows } from './value-buckets.ts'

/** Pre-bins of a numeric variable in ascending order; pre-bin i holds [starts[i], starts[i + 1]). */
export interface NumericPrebins {
  /** Smallest development value of each pre-bin, strictly ascending. */
  readonly starts: readonly number[]
  readonly events: Float64Array
  readonly nonEvents: Float64Array
}

const NOTHING: ReadonlySet<number> = new Set()
/** Up to these many rows sorting costs less than buckets. */
const SMALL = 256
/** Buckets within buckets at most: values that lie closer together are sorted. */
const MAX_DEPTH = 3

/**
 * Quantile pre-bins: at most `maxPrebins` groups of neighbouring distinct values with row counts (sums of weights) as equal as whole
 * values allow.
 *
 * Rows of equal value are never split: with at most `maxPrebins` distinct values each is its own pre-bin. Otherwise pre-bins are
 * closed from below, each aiming at (rows left / pre-bins left), at the distinct value nearest to that aim. The edge between two
 * pre-bins is the smallest development value of the upper one: a value that occurs, so it prints exactly as in the data.
 *
 * Nothing is sorted as a whole: values are counted into fine buckets that ascend with them, and only the buckets that an edge may
 * fall into are looked at value by value, which gives the very same edges.
 *
 * @param values - one number per row, missing = NaN (left out), shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param maxPrebins - at least 1
 * @param options - weight per row, ≥ 0 (a row of weight 0 counts as absent); values left out
 */
export function numericPrebins(
  values: Float64Array,
  yTrue: Uint8Array,
  maxPrebins: number,
  options: { readonly weights?: Float64Array | null; readonly leaveOut?: ReadonlySet<number> } = {},
): NumericPrebins {
  const rows = { values, yTrue, weights: options.weights ?? null }
  const buckets = fillBuckets(rows, options.leaveOut ?? NOTHING)
  return groupValues(buckets, hasAtMost(buckets, maxPrebins), maxPrebins)
}

/** Whether there are no more distinct values than that. */
function hasAtMost(buckets: Buckets, maxDistinct: number): boolean {
  const filled = filledBuckets(buckets)
  if (filled.length > maxDistinct) return false
  let n = 0
  for (const b of filled) {
    n += Number.isNaN(buckets.single[b]!) ? distinctValues(buckets.rows(b)).values.length : 1
    if (n > maxDistinct) return false
  }
  return true
}

function filledBuckets({ n, counts }: Buckets): number[] {
  const filled: number[] = []
  for (let b = 0; b < n; b++) if (counts[2 * b]! + counts[2 * b + 1]! > 0) filled.push(b)
  return filled
}

/** Walks the values in ascending order. An infinite value starts no pre-bin but the first: it could not be printed as an edge. */
function groupValues(all: Buckets, each: boolean, maxPrebins: number): NumericPrebins {
  const starts: number[] = []
  const events: number[] = []
  const nonEvents: number[] = []
  let rowsLeft = all.counts.reduce((sum, count) => sum + count, 0)
  let filled = 0
  let aim = 0
  const open = (value: number): void => {
    aim = rowsLeft / (maxPrebins - starts.length)
    filled = 0
    starts.push(value)
    events.push(0)
    nonEvents.push(0)
  }
  const add = (n: number, e: number): void => {
    events[events.length - 1]! += e
    nonEvents[nonEvents.length - 1]! += n
    filled += e + n
    rowsLeft -= e + n
  }
  const take = (value: number, n: number, e: number): void => {
    const isFull = each || (starts.length < maxPrebins && filled > 0 && filled + (e + n) - aim > aim - filled)
    if (starts.length === 0 || (isFull && Number.isFinite(value))) open(value)
    add(n, e)
  }
  const takeRows = (rows: ValueRows, depth: number): void => {
    if (rows.values.length > SMALL && depth < MAX_DEPTH) {
      walk(fillBuckets(rows, NOTHING), depth + 1)
      return
    }
    const { values, counts } = distinctValues(rows)
    for (let i = 0; i < values.length; i++) take(values[i]!, counts[2 * i]!, counts[2 * i + 1]!)
  }
  const walk = (buckets: Buckets, depth: number): void => {
    for (const b of filledBuckets(buckets)) {
      const n = buckets.counts[2 * b]!
      const e = buckets.counts[2 * b + 1]!
      // No value of such a bucket is beyond the aim: where it lies in the bucket does not matter.
      const goesWhole = !each && starts.length > 0 && (starts.length === maxPrebins || filled + (e + n) <= aim)
      if (goesWhole) add(n, e)
      else if (Number.isNaN(buckets.single[b]!)) takeRows(buckets.rows(b), depth)
      else take(buckets.single[b]!, n, e)
    }
  }
  walk(all, 0)
  return { starts, events: Float64Array.from(events), nonEvents: Float64Array.from(nonEvents) }
}
