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
 * @returns bars in ascending order; their counts add up to n. Empty for no values
 */
export function niceHistogram(sorted: Float64Array): HistogramBin[] {
  const n = sorted.length
  if (n === 0) return []
  const minimum = sorted[0]!
  const maximum = sorted[n - 1]!
  if (minimum === maximum) return [{ lower: minimum, upper: maximum, count: n }]
  const edges = roundEdges(minimum, maximum)
  const bins: HistogramBin[] = []
  let from = 0
  for (let i = 0; i + 1 < edges.length; i++) {
    const isLast = i + 2 === edges.length
    const to = isLast ? n : lowerBound(sorted, edges[i + 1]!, from)
    bins.push({ lower: edges[i]!, upper: edges[i + 1]!, count: to - from })
    from = to
  }
  return bins
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

function lowerBound(sorted: Float64Array, value: number, from: number): number {
  let low = from
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
