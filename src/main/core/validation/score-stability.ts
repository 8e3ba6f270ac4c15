import { cutBand, cutLabels } from '../stats/cut-bands.ts'
import { equalCountBands } from '../stats/equal-count-bands.ts'
import { shortestCut } from './shortest-cut.ts'
import { stabilityReport } from './stability-report.ts'
import type { StabilityReport } from './validation-types.ts'

/**
 * Population stability of the score: bands by deciles of the development sample's points, ties never split.
 *
 * @param expected - points of the development sample, shape (nExpected,)
 * @param actual - points of the other sample, shape (nActual,)
 * @param nBands - bands asked for; ties can make them fewer
 * @returns the stability report named "score", bands by ascending points; undefined if a sample is empty
 */
export function scoreStability(expected: Float64Array, actual: Float64Array, nBands = 10): StabilityReport {
  const cuts = decileCuts(expected, nBands)
  return stabilityReport({
    name: 'score',
    labels: cuts.length === 0 ? ['all scores'] : cutLabels(cuts),
    expected: countByCut(expected, cuts),
    actual: countByCut(actual, cuts),
  })
}

/** Cuts c₁ < c₂ < … between the bands "≤ c₁", "> c₁ and ≤ c₂", …, "> c_k". */
function decileCuts(points: Float64Array, nBands: number): number[] {
  const sorted = points.slice().sort()
  const values: number[] = []
  const counts: number[] = []
  for (const value of sorted) {
    if (value === values[values.length - 1]) counts[counts.length - 1]!++
    else {
      values.push(value)
      counts.push(1)
    }
  }
  return equalCountBands(counts, nBands)
    .slice(0, -1)
    .map((end) => shortestCut(values[end - 1]!, values[end]!))
}

function countByCut(points: Float64Array, cuts: readonly number[]): number[] {
  const counts = new Array<number>(cuts.length + 1).fill(0)
  for (const value of points) counts[cutBand(value, cuts)]!++
  return counts
}
