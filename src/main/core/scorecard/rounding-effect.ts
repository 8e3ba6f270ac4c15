import { attemptEstimate } from '../stats/estimate.ts'
import { rocAuc } from '../stats/roc-auc.ts'
import { tallyScores } from '../stats/score-tally.ts'
import type { RoundingEffect } from './fit-report.ts'
import type { ScorecardModel } from './scorecard-model.ts'

/**
 * What rounding the points of a scorecard does.
 *
 *     largestDifference = max( Σ_j max_b d_jb, −Σ_j min_b d_jb ),   d_jb = rounded − exact points of bin b of characteristic j
 *
 * which is over all possible cases, whether or not they occur. AUCs are those of the rows given.
 *
 * @param exact - the scorecard before rounding
 * @param rounded - the scorecard as printed, the same bins
 * @param yTrue - 0 or 1 per row, shape (nSamples,)
 * @param exactPoints - scores before rounding, shape (nSamples,)
 * @param roundedPoints - scores as printed, shape (nSamples,)
 * @returns the effect; an AUC is null where the rows do not define it
 */
export function roundingEffect(
  exact: ScorecardModel,
  rounded: ScorecardModel,
  yTrue: Uint8Array,
  exactPoints: Float64Array,
  roundedPoints: Float64Array,
): RoundingEffect {
  let upwards = 0
  let downwards = 0
  rounded.characteristics.forEach(({ attributes }, j) => {
    const differences = attributes.map(({ points }, b) => points - exact.characteristics[j]!.attributes[b]!.points)
    upwards += Math.max(...differences)
    downwards += Math.min(...differences)
  })
  return {
    aucExact: aucOf(yTrue, exactPoints),
    aucRounded: aucOf(yTrue, roundedPoints),
    largestDifference: Math.max(upwards, -downwards, 0),
    minimumExact: sumOf(exact, 'minimumPoints'),
    minimumRounded: sumOf(rounded, 'minimumPoints'),
    maximumExact: sumOf(exact, 'maximumPoints'),
    maximumRounded: sumOf(rounded, 'maximumPoints'),
  }
}

function aucOf(yTrue: Uint8Array, points: Float64Array): number | null {
  const risk = points.map((value) => 0 - value)
  return attemptEstimate('AUC', () => ({ value: rocAuc(tallyScores(yTrue, risk)) })).value
}

function sumOf({ characteristics }: ScorecardModel, of: 'minimumPoints' | 'maximumPoints'): number {
  return characteristics.reduce((sum, characteristic) => sum + characteristic[of], 0)
}
