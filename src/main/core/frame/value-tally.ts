import { sortNumbers } from './sort-numbers.ts'

/** The distinct numbers of a column and how often each occurs: all that a summary needs. −0 counts as 0. */
export interface ValueTally {
  /** Ascending, shape (nDistinct,). */
  readonly values: Float64Array
  /** Rows at each value, shape (nDistinct,). */
  readonly counts: Uint32Array
  /** Rows that have a number, the sum of the counts. */
  readonly n: number
}

/** Decimal fractions of up to four digits are counted as whole numbers of the smallest unit. */
const SCALES = [1, 10, 100, 1000, 10_000]
const N_TRIED = 64
/** Cells that are cheap to count in, whatever the rows. */
const SMALL_RANGE = 65_536

/**
 * Counts the distinct numbers of a column.
 *
 * Whole numbers, and decimal fractions of up to four digits, in a narrow range are counted without sorting; all others are
 * sorted. Both ways give the same tally.
 *
 * @param values - shape (nRows,); missing = NaN, left out
 * @returns distinct numbers, ascending, with their counts
 */
export function tallyValues(values: Float64Array): ValueTally {
  const scale = commonScale(values)
  const scaled = scale === null ? null : scaleNumbers(values, scale)
  return scale === null || scaled === null ? tallySorted(sortNumbers(values)) : countScaled(scaled, scale)
}

/**
 * The tally without some of its values.
 *
 * @param tally - distinct numbers with counts
 * @param excluded - numbers to leave out
 */
export function tallyWithout(tally: ValueTally, excluded: ReadonlySet<number>): ValueTally {
  if (excluded.size === 0) return tally
  const kept: number[] = []
  for (let i = 0; i < tally.values.length; i++) if (!excluded.has(tally.values[i]!)) kept.push(i)
  const values = Float64Array.from(kept, (i) => tally.values[i]!)
  const counts = Uint32Array.from(kept, (i) => tally.counts[i]!)
  return { values, counts, n: counts.reduce((sum, count) => sum + count, 0) }
}

/** Rows holding that value. */
export function tallyCount(tally: ValueTally, value: number): number {
  const at = firstIndexFrom(tally.values, value)
  return tally.values[at] === value ? tally.counts[at]! : 0
}

/** Index of the first of the ascending values that is ≥ the bound; their number if there is none. */
export function firstIndexFrom(values: Float64Array, bound: number, start = 0): number {
  let low = start
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < bound) low = middle + 1
    else high = middle
  }
  return low
}

/** The smallest scale that makes whole numbers of the first values; null if none does. */
function commonScale(values: Float64Array): number | null {
  let at = 0
  let nTried = 0
  for (let i = 0; i < values.length && nTried < N_TRIED; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    nTried++
    while (Math.round(value * SCALES[at]!) / SCALES[at]! !== value) if (++at === SCALES.length) return null
  }
  return SCALES[at]!
}

interface ScaledNumbers {
  readonly units: Int32Array
  readonly minimum: number
  readonly maximum: number
}

/** All numbers in units of 1 / scale; null if one is not a whole number of units, or their range is too wide to count in. */
function scaleNumbers(values: Float64Array, scale: number): ScaledNumbers | null {
  const units = new Int32Array(values.length)
  const limit = cellLimit(values.length)
  let n = 0
  let minimum = 2_147_483_647
  let maximum = -2_147_483_648
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    const unit = Math.round(value * scale) | 0
    // Dividing is correctly rounded: the decimal fraction that the unit stands for has exactly this double.
    if ((scale === 1 ? unit : unit / scale) !== value) return null
    if (unit < minimum) minimum = unit
    if (unit > maximum) maximum = unit
    if (maximum - minimum >= limit) return null
    units[n++] = unit
  }
  return { units: units.subarray(0, n), minimum, maximum }
}

/** Counting needs one cell per unit in the range: never more than there are rows, except for short columns. */
function cellLimit(nRows: number): number {
  return Math.max(SMALL_RANGE, nRows)
}

function countScaled({ units, minimum, maximum }: ScaledNumbers, scale: number): ValueTally {
  const n = units.length
  if (n === 0) return { values: new Float64Array(0), counts: new Uint32Array(0), n }
  const range = maximum - minimum + 1
  const cells = new Uint32Array(range)
  for (let i = 0; i < n; i++) cells[units[i]! - minimum]!++
  let nDistinct = 0
  for (let i = 0; i < range; i++) nDistinct += cells[i] === 0 ? 0 : 1
  const values = new Float64Array(nDistinct)
  const counts = new Uint32Array(nDistinct)
  for (let i = 0, at = 0; at < nDistinct; i++) {
    if (cells[i] === 0) continue
    values[at] = (i + minimum) / scale
    counts[at++] = cells[i]!
  }
  return { values, counts, n }
}

/** Writes the distinct values over the sorted ones. */
function tallySorted(sorted: Float64Array): ValueTally {
  const n = sorted.length
  const counts = new Uint32Array(n)
  let last = -1
  let lastValue = Number.NaN
  for (let i = 0; i < n; i++) {
    const value = sorted[i]!
    if (value !== lastValue) {
      // Adding 0 turns −0 into 0.
      sorted[++last] = value + 0
      lastValue = value
    }
    counts[last]!++
  }
  const nDistinct = last + 1
  return { values: shorten(sorted, nDistinct), counts: shorten(counts, nDistinct), n }
}

/** The beginning of an array, copied if that frees most of its memory. */
function shorten<T extends Float64Array | Uint32Array>(array: T, length: number): T {
  return (2 * length > array.length ? array.subarray(0, length) : array.slice(0, length)) as T
}
