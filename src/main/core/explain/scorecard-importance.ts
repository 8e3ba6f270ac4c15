import { type Frame, getColumn } from '../frame/frame.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import { compileScorecard } from '../scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../scorecard/scorecard-model.ts'
import type { ExplanationReport, Importance } from './explanation-types.ts'
import { BASELINE_TEXT, pointsBaseline } from './points-baseline.ts'

/** Contributions over a sample summed up, one figure per characteristic in the order of the model. */
export interface ContributionFigures
  extends Pick<ExplanationReport, 'nRows' | 'baseline' | 'baselinePoints' | 'largestAdditivityResidual'> {
  readonly figures: readonly Omit<Importance, 'share'>[]
}

/**
 * Contributions of a scorecard over a sample: points minus baseline.
 *
 * @param model - scorecard
 * @param frame - rows of the sample, at least one, with the columns of the scorecard
 * @throws StatisticError `invalidInput` if a column is absent or of the wrong type
 */
export function scorecardImportance(model: ScorecardModel, frame: Frame): ContributionFigures {
  const { nRows } = frame
  const scorecard = compileScorecard(model)
  const scored = scorecard.scoreFrame(frame)
  const baseline = pointsBaseline(model)
  const sums = new Float64Array(nRows).fill(baseline.total)
  const prepared = withCharacteristics(model, frame)
  const figures = model.characteristics.map(({ name, meanPoints, maximumPoints, minimumPoints }, j) => {
    const column = getColumn(prepared, name)
    const values = column.kind === 'numeric' ? column.values : null
    const bins = scored.bins[j]!
    let total = 0
    for (let i = 0; i < nRows; i++) {
      const points = scorecard.pointsOf(j, bins[i]!, values === null ? null : values[i]!)
      const contribution = points - baseline.points[j]!
      sums[i]! += contribution
      total += Math.abs(contribution)
    }
    return { name, meanPoints, meanAbsoluteDeviation: total / nRows, pointsRange: maximumPoints - minimumPoints }
  })
  let residual = 0
  for (let i = 0; i < nRows; i++) residual = Math.max(residual, Math.abs(scored.points[i]! - sums[i]!))
  return {
    nRows,
    baseline: BASELINE_TEXT,
    baselinePoints: baseline.total,
    figures,
    largestAdditivityResidual: residual,
  }
}
