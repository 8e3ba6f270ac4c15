import { firstIndexFrom } from './value-tally.ts'

/** One bar: counts values in [lower, upper), the last bar in [lower, upper]. */
export interface HistogramBin {
  readonly lower: number
  readonly upper: number
  readonly count: number
}

const MAX_BINS = 20

/**
 * Histogram with round edges: multiples of 1, 2 or 5 times a power of ten, at most twenty bars covering all values.
 * A column of one single value gives one bar of zero width.
 *
 * @param sorted - finite numbers in ascending order, shape (n,)
 * @param counts - how often each number occurs, shape (n,); once each if left out
 * @returns bars in ascending order; their counts add up to all occurrences. Empty for no values
 */
export function niceHistogram(sorted: Float64Array, counts?: ArrayLike<number>): HistogramBin[] {
  const n = sorted.length
  if (n === 0) return []
  const minimum = sorted[0]!
  const maximum = sorted[n - 1]!
  if (minimum === maximum) return [{ lower: minimum, upper: maximum, count: occurrences(0, n, counts) }]
  const edges = roundEdges(minimum, maximum)
  const bins: HistogramBin[] = []
  let from = 0
  for (let i = 0; i + 1 < edges.length; i++) {
    const isLast = i + 2 === edges.length
    const to = isLast ? n : firstIndexFrom(sorted, edges[i + 1]!, from)
    bins.push({ lower: edges[i]!, upper: edges[i + 1]!, count: occurrences(from, to, counts) })
    from = to
  }
  return bins
}

function occurrences(from: number, to: number, counts: ArrayLike<number> | undefined): number {
  if (counts === undefined) return to - from
  let sum = 0
  for (let i = from; i < to; i++) sum += counts[i]!
  return sum
}

/** Multiples of a round step covering [minimum, maximum]; its two ends alone where doubles are too coarse, or too far apart, for steps. */
function roundEdges(minimum: number, maximum: number): number[] {
  const span = maximum - minimum
  const exponent = Math.floor(Math.log10(span / MAX_BINS))
  for (const factor of [1, 2, 5, 10, 20]) {
    // Small steps are divided: 3 / 10 is 0.3, but 3 · 0.1 is not.
    const edge = (k: number) => (exponent < 0 ? (k * factor) / 10 ** -exponent : k * factor * 10 ** exponent) + 0
    const first = Math.floor(minimum / edge(1))
    const last = Math.ceil(maximum / edge(1))
    if (!(last - first <= MAX_BINS)) continue
    const edges = Array.from({ length: last - first + 1 }, (_, i) => edge(first + i))
    if (isAscending(edges) && edges[0]! <= minimum && edges.at(-1)! >= maximum) return edges
  }
  return [minimum, maximum]
}

function isAscending(edges: readonly number[]): boolean {
  return edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)
}
