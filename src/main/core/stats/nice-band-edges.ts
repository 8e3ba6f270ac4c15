import { StatisticError } from '../statistic-error.ts'
import { requireBandCount } from './requirements.ts'

/**
 * Edges of bands of one round width that cover a range: 440, 460, 480 … rather than 443.7, 461.2 …
 *
 * The width is the smallest of 1, 2, 5 times a power of ten that needs no more than `maximumBands` bands; edges are
 * multiples of it. Bands are [lower, upper), the last one includes its upper edge. A range of one value gets width 1.
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
  if (minimum === maximum) return edges(Math.floor(minimum), Math.floor(minimum) + 1, 0, 1)
  for (let exponent = Math.floor(Math.log10((maximum - minimum) / maximumBands)); ; exponent++) {
    for (const mantissa of [1, 2, 5]) {
      const first = Math.floor(inUnits(minimum, exponent) / mantissa)
      const last = Math.max(first + 1, Math.ceil(inUnits(maximum, exponent) / mantissa))
      if (last - first <= maximumBands) return edges(first, last, exponent, mantissa)
    }
  }
}

/** The value divided by 10^exponent; multiplied for negative exponents, whose powers of ten are not exact. */
function inUnits(value: number, exponent: number): number {
  return exponent < 0 ? value * 10 ** -exponent : value / 10 ** exponent
}

function edges(first: number, last: number, exponent: number, mantissa: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const multiple = (first + i) * mantissa
    return (exponent < 0 ? multiple / 10 ** -exponent : multiple * 10 ** exponent) + 0
  })
}
