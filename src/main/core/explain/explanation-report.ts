import { type Frame, getColumn } from '../frame/frame.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import { compileScorecard } from '../scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'
import type { ExplanationReport, Importance } from './explanation-types.ts'
import { BASELINE_TEXT, pointsBaseline } from './points-baseline.ts'

/**
 * Importance of every characteristic over a sample, and the proof that contributions add up.
 *
 *     meanAbsoluteDeviation_j = (1/n) · Σ_i |points_ij − baseline_j|
 *     residual = max_i |score_i − (baseline + Σ_j (points_ij − baseline_j))|
 *
 * A characteristic that gives every row its baseline has importance 0. The residual is exactly 0 in whole points.
 *
 * @param model - scorecard
 * @param frame - rows of the sample, with the columns of the scorecard
 * @param sample - name of the sample, as reported
 * @returns importance, largest first (ties in scorecard order)
 * @throws StatisticError `invalidInput` if a column is absent or of the wrong type
 * @throws StatisticError `undefined` if the sample has no rows
 */
export function explanationReport(
  model: ScorecardModel,
  frame: Frame,
  sample: ExplanationReport['sample'],
): ExplanationReport {
  const { nRows } = frame
  if (nRows === 0)
    throw new StatisticError('undefined', `explanationReport needs rows, got none in the sample "${sample}"`)
  const scorecard = compileScorecard(model)
  const scored = scorecard.scoreFrame(frame)
  const baseline = pointsBaseline(model)
  const sums = new Float64Array(nRows).fill(baseline.total)
  const prepared = withCharacteristics(model, frame)
  const deviations = model.characteristics.map(({ name }, j) => {
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
    return total / nRows
  })
  let residual = 0
  for (let i = 0; i < nRows; i++) residual = Math.max(residual, Math.abs(scored.points[i]! - sums[i]!))
  return {
    kind: 'explanationReport',
    sample,
    nRows,
    baseline: BASELINE_TEXT,
    baselinePoints: baseline.total,
    importance: rankImportance(model, deviations),
    largestAdditivityResidual: residual,
  }
}

function rankImportance(model: ScorecardModel, deviations: readonly number[]): Importance[] {
  const total = deviations.reduce((sum, deviation) => sum + deviation, 0)
  return model.characteristics
    .map((characteristic, j) => ({
      name: characteristic.name,
      meanPoints: characteristic.meanPoints,
      meanAbsoluteDeviation: deviations[j]!,
      pointsRange: characteristic.maximumPoints - characteristic.minimumPoints,
      share: total === 0 ? 0 : Math.min(1, deviations[j]! / total),
    }))
    .sort((a, b) => b.meanAbsoluteDeviation - a.meanAbsoluteDeviation)
}
