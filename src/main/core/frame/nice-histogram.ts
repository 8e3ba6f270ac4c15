import { niceBandEdges } from '../stats/nice-band-edges.ts'

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

/** Round edges covering [minimum, maximum]; its two ends alone where doubles are too coarse, or too far apart, for steps. */
function roundEdges(minimum: number, maximum: number): number[] {
  const ends = [minimum, maximum]
  if (!Number.isFinite(maximum - minimum)) return ends
  const edges = niceBandEdges(minimum, maximum, MAX_BINS)
  const isCovering = edges[0]! <= minimum && edges.at(-1)! >= maximum
  return isCovering && edges.every((edge, i) => i === 0 || edge > edges[i - 1]!) ? edges : ends
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
