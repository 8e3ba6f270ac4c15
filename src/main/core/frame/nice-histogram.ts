/** One bar: counts values in [lower, upper), the last bar in [lower, upper]. */
export interface HistogramBin {
  readonly lower: number
  readonly upper: number
  readonly count: number
}

const TARGET_BINS = 20
const MAX_BINS = 40

/**
 * Histogram with round edges: multiples of 1, 2 or 5 times a power of ten, about twenty bars covering all values.
 * A column of one single value gives one bar of zero width.
 *
 * @param sorted - finite numbers in ascending order, shape (n,)
 * @returns bars in ascending order; their counts add up to n. Empty for no values, and for a span beyond the largest double
 */
export function niceHistogram(sorted: Float64Array): HistogramBin[] {
  const n = sorted.length
  if (n === 0) return []
  const minimum = sorted[0]!
  const maximum = sorted[n - 1]!
  if (minimum === maximum) return [{ lower: minimum, upper: maximum, count: n }]
  const edges = niceEdges(minimum, maximum)
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

/** Edges k·step covering [minimum, maximum]; the two ends alone where doubles are too coarse for steps. */
function niceEdges(minimum: number, maximum: number): number[] {
  const span = maximum - minimum
  if (!Number.isFinite(span)) return []
  const exponent = Math.floor(Math.log10(span / TARGET_BINS))
  const ratio = span / TARGET_BINS / 10 ** exponent
  const factor = ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10
  // k·factor·10^e is computed as (k·factor)/10^−e for small steps: 3/10 is 0.3, but 3·0.1 is not.
  const edge = (k: number) => (exponent < 0 ? (k * factor) / 10 ** -exponent : k * factor * 10 ** exponent)
  const step = edge(1)
  let first = Math.floor(minimum / step)
  while (edge(first) > minimum) first--
  let last = Math.ceil(maximum / step)
  while (edge(last) < maximum) last++
  if (!Number.isFinite(step) || step === 0 || !(last - first <= MAX_BINS)) return [minimum, maximum]
  return Array.from({ length: last - first + 1 }, (_, i) => edge(first + i))
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
