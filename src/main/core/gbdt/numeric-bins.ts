import { sortNumbers } from '../frame/sort-numbers.ts'

/** Distinct numbers in ascending order and the weight of each. */
interface Tally {
  readonly values: Float64Array
  readonly weights: Float64Array
  readonly total: number
}

/**
 * Edges between the bins of a number: bin b holds the values above edge b − 1 up to edge b.
 *
 * With no more distinct values than bins, each value has its own bin. Else bins have about equal weight, and a value heavier than a
 * bin should be ends its bin, which it shares with less than half a bin of smaller ones. An edge lies about halfway between two neighbouring values, rounded to as few digits as this allows.
 *
 * @param values - shape (nRows,); missing = NaN; ±Infinity are ordinary
 * @param weights - weight per row, > 0; null: 1 each
 * @param maxBins - bins at most, ≥ 2
 * @returns ascending finite numbers, shape (nBins − 1,); empty if all values are equal or missing
 */
export function numericEdges(values: Float64Array, weights: Float64Array | null, maxBins: number): Float64Array {
  const { values: distinct, weights: mass, total } = tally(values, weights)
  const edges: number[] = []
  if (distinct.length <= maxBins) {
    for (let i = 1; i < distinct.length; i++) edges.push(edgeBetween(distinct[i - 1]!, distinct[i]!))
    return Float64Array.from(edges)
  }
  // What is heavier than an equal share is taken out first, so that the rest is shared among the bins that remain.
  let share = total / maxBins
  let restMass = total
  let restBins = maxBins
  for (const heavy of mass) {
    if (heavy < share) continue
    restMass -= heavy
    restBins--
  }
  share = restMass / Math.max(1, restBins)
  let filled = 0
  for (let i = 0; i + 1 < distinct.length && edges.length + 1 < maxBins; i++) {
    const isHeavy = mass[i]! >= total / maxBins
    filled += mass[i]!
    if (!isHeavy) restMass -= mass[i]!
    const nextIsHeavy = mass[i + 1]! >= total / maxBins
    // Closed when full, and before and after a heavy value; a part-filled bin before a heavy one has to be half full.
    if (!isHeavy && filled < share && !(nextIsHeavy && filled >= share / 2)) continue
    edges.push(edgeBetween(distinct[i]!, distinct[i + 1]!))
    filled = 0
    if (isHeavy) continue
    restBins--
    share = restMass / Math.max(1, restBins)
  }
  return Float64Array.from(edges)
}

function tally(values: Float64Array, weights: Float64Array | null): Tally {
  if (weights !== null) return weightedTally(values, weights)
  const sorted = sortNumbers(values)
  const distinct = new Float64Array(sorted.length)
  const counts = new Float64Array(sorted.length)
  let n = 0
  for (const value of sorted) {
    if (n === 0 || distinct[n - 1] !== value) distinct[n++] = value
    counts[n - 1]!++
  }
  return { values: distinct.subarray(0, n), weights: counts.subarray(0, n), total: sorted.length }
}

function weightedTally(values: Float64Array, weights: Float64Array): Tally {
  const sums = new Map<number, number>()
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    sums.set(value, (sums.get(value) ?? 0) + weights[i]!)
    total += weights[i]!
  }
  // −0 and 0 are one key of the map.
  const distinct = Float64Array.from(sums.keys()).sort()
  return { values: distinct, weights: Float64Array.from(distinct, (value) => sums.get(value)!), total }
}

/**
 * A number θ with low ≤ θ < high: of those near the middle the one with the fewest digits.
 *
 * @param low - smaller neighbour
 * @param high - larger neighbour, > low
 */
export function edgeBetween(low: number, high: number): number {
  if (low === -Infinity) return high === Infinity ? 0 : -Number.MAX_VALUE
  if (high === Infinity) return Number.MAX_VALUE
  const middle = low / 2 + high / 2
  const quarter = high / 4 - low / 4
  for (let digits = 1; digits <= 17; digits++) {
    const rounded = Number(middle.toPrecision(digits))
    if (rounded >= low && rounded < high && Math.abs(rounded - middle) <= quarter) return rounded
  }
  return low
}
