/** Pre-bins of a numeric variable in ascending order; pre-bin i holds [starts[i], starts[i + 1]). */
export interface NumericPrebins {
  /** Smallest development value of each pre-bin, strictly ascending. */
  readonly starts: readonly number[]
  readonly events: Float64Array
  readonly nonEvents: Float64Array
}

/**
 * Quantile pre-bins: at most `maxPrebins` groups of neighbouring distinct values with row counts as equal as whole values allow.
 *
 * Rows of equal value are never split: with at most `maxPrebins` distinct values each is its own pre-bin. Otherwise pre-bins are
 * closed from below, each aiming at (rows left / pre-bins left), at the distinct value nearest to that aim. The edge between two
 * pre-bins is the smallest development value of the upper one: a value that occurs, so it prints exactly as in the data.
 *
 * @param values - one number per row, no NaN, shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param maxPrebins - at least 1
 */
export function numericPrebins(values: Float64Array, yTrue: Uint8Array, maxPrebins: number): NumericPrebins {
  const distinct = distinctCounts(values, yTrue)
  const groups = groupStarts(distinct, values.length, maxPrebins)
  const events = new Float64Array(groups.length)
  const nonEvents = new Float64Array(groups.length)
  groups.forEach((start, g) => {
    const end = groups[g + 1] ?? distinct.values.length
    for (let i = start; i < end; i++) {
      events[g]! += distinct.events[i]!
      nonEvents[g]! += distinct.nonEvents[i]!
    }
  })
  return { starts: groups.map((start) => distinct.values[start]!), events, nonEvents }
}

interface DistinctCounts {
  readonly values: readonly number[]
  readonly events: readonly number[]
  readonly nonEvents: readonly number[]
}

/** Each class is sorted on its own (typed arrays sort fast and without a comparator), then the two are merged. */
function distinctCounts(values: Float64Array, yTrue: Uint8Array): DistinctCounts {
  const ofEvents = sortedValuesOf(values, yTrue, 1)
  const ofNonEvents = sortedValuesOf(values, yTrue, 0)
  const distinct: number[] = []
  const events: number[] = []
  const nonEvents: number[] = []
  let e = 0
  let n = 0
  while (e < ofEvents.length || n < ofNonEvents.length) {
    const value = Math.min(ofEvents[e] ?? Infinity, ofNonEvents[n] ?? Infinity)
    const firstEvent = e
    const firstNonEvent = n
    while (e < ofEvents.length && ofEvents[e] === value) e++
    while (n < ofNonEvents.length && ofNonEvents[n] === value) n++
    distinct.push(value + 0) // −0 becomes 0: one value, one spelling
    events.push(e - firstEvent)
    nonEvents.push(n - firstNonEvent)
  }
  return { values: distinct, events, nonEvents }
}

function sortedValuesOf(values: Float64Array, yTrue: Uint8Array, label: number): Float64Array {
  return values.filter((_, i) => yTrue[i] === label).sort()
}

/** Indices of the distinct values at which a pre-bin starts. An infinite value never starts one: it could not be printed as an edge. */
function groupStarts(distinct: DistinctCounts, nRows: number, maxPrebins: number): number[] {
  const n = distinct.values.length
  const each = n <= maxPrebins
  const starts: number[] = []
  let rowsLeft = nRows
  let filled = 0
  for (let i = 0; i < n; i++) {
    const count = distinct.events[i]! + distinct.nonEvents[i]!
    const aim = (rowsLeft + filled) / (maxPrebins - starts.length + 1)
    const isFull = each || (starts.length < maxPrebins && filled > 0 && filled + count - aim > aim - filled)
    if (starts.length === 0 || (isFull && Number.isFinite(distinct.values[i]!))) {
      starts.push(i)
      filled = 0
    }
    filled += count
    rowsLeft -= count
  }
  return starts
}
