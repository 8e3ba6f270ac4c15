import { StatisticError } from '../statistic-error.ts'
import { requireBandCount } from './requirements.ts'

/** Beyond ±300, powers of ten and edges around the largest doubles would be infinite. */
const LARGEST_EXPONENT = 300

/**
 * Edges of bands of one round width that cover a range: 440, 460, 480 … rather than 443.7, 461.2 …
 *
 * The width is the smallest of 1, 2, 5 times a power of ten that needs no more than `maximumBands` bands; edges are
 * multiples of it. Bands are [lower, upper), the last one includes its upper edge. A range of one value gets width 1.
 * Where doubles are too coarse for round edges there is one band.
 *
 * @param minimum - smallest value to cover
 * @param maximum - largest value to cover
 * @param maximumBands - bands at most
 * @returns edges, ascending, shape (nBands + 1,)
 * @throws StatisticError `invalidInput` if a bound is not finite, they are in the wrong order, or maximumBands is not a whole number ≥ 1
 */
export function niceBandEdges(minimum: number, maximum: number, maximumBands = 20): number[] {
  requireBandCount('niceBandEdges', maximumBands)
  if (!(Number.isFinite(minimum) && Number.isFinite(maximum) && minimum <= maximum)) {
    throw new StatisticError('invalidInput', `niceBandEdges needs a finite range, got ${minimum} to ${maximum}`)
  }
  if (minimum === maximum) return edgesAround(minimum)
  // Divided before subtracting: the range of two finite numbers can be infinite.
  const leastWidth = maximum / maximumBands - minimum / maximumBands
  const start = Math.max(-LARGEST_EXPONENT, Math.floor(Math.log10(leastWidth)))
  for (let exponent = start; exponent <= LARGEST_EXPONENT; exponent++) {
    for (const mantissa of [1, 2, 5]) {
      const edges = edgesOfWidth(minimum, maximum, mantissa, exponent)
      if (edges.length - 1 <= maximumBands && isAscending(edges)) return edges
    }
  }
  return [minimum, maximum]
}

/** One band of width 1, or of some neighboring doubles where they are more than 1 apart. */
function edgesAround(value: number): number[] {
  const lower = Math.floor(value) + 0
  if (lower + 1 > lower) return [lower, lower + 1]
  const towardsZero = value * (1 - 2 ** -50)
  return value > 0 ? [towardsZero, value] : [value, towardsZero]
}

/** Edges at multiples of mantissa · 10^exponent; powers of ten below 1 are not exact, so those are divided by. */
function edgesOfWidth(minimum: number, maximum: number, mantissa: number, exponent: number): number[] {
  const scale = 10 ** Math.abs(exponent)
  const edge = (index: number) => (exponent < 0 ? (index * mantissa) / scale : index * mantissa * scale) + 0
  const index = (value: number) => (exponent < 0 ? value * scale : value / scale) / mantissa
  let first = Math.floor(index(minimum))
  let last = Math.max(first + 1, Math.ceil(index(maximum)))
  // Rounding in `index` can leave an end just outside.
  if (edge(first) > minimum) first--
  if (edge(last) < maximum) last++
  return Array.from({ length: last - first + 1 }, (_, i) => edge(first + i))
}

function isAscending(edges: readonly number[]): boolean {
  return edges.length > 1 && edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)
}
