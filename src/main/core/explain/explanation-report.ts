import type { Frame } from '../frame/frame.ts'
import type { CreditModel } from '../model/credit-model.ts'
import { StatisticError } from '../statistic-error.ts'
import type { ExplanationReport } from './explanation-types.ts'
import { scorecardImportance } from './scorecard-importance.ts'
import { treeImportance } from './tree-importance.ts'

/**
 * Importance of every characteristic over a sample, and the proof that contributions add up.
 *
 *     meanAbsoluteDeviation_j = (1/n) · Σ_i |contribution_ij|
 *     residual = max_i |score_i − (baseline + Σ_j contribution_ij)|
 *
 * A characteristic that gives every row its baseline has importance 0. For a scorecard the contribution is points minus baseline and the
 * residual exactly 0 in whole points; for trees it is the exact Shapley value in points.
 *
 * @param model - scorecard or tree model
 * @param frame - rows of the sample, with the columns of the model
 * @param sample - name of the sample, as reported
 * @param onShare - told the share done, from 0 to 1, as it goes
 * @returns importance, largest first (ties in the order of the model). Of more than 20,000 rows trees explain a seeded draw of 20,000:
 *   `nRows` is their number and `baseline` says so
 * @throws StatisticError `invalidInput` if a column is absent or of the wrong type, or trees have no covers
 * @throws StatisticError `undefined` if the sample has no rows
 */
export function explanationReport(
  model: CreditModel,
  frame: Frame,
  sample: ExplanationReport['sample'],
  onShare: (share: number) => void = () => {},
): ExplanationReport {
  if (frame.nRows === 0)
    throw new StatisticError('undefined', `explanationReport needs rows, got none in the sample "${sample}"`)
  const found = model.kind === 'treeModel' ? treeImportance(model, frame, onShare) : scorecardImportance(model, frame)
  const total = found.figures.reduce((sum, { meanAbsoluteDeviation }) => sum + meanAbsoluteDeviation, 0)
  return {
    kind: 'explanationReport',
    sample,
    nRows: found.nRows,
    baseline: found.baseline,
    baselinePoints: found.baselinePoints,
    importance: found.figures
      .map(({ name, meanPoints, meanAbsoluteDeviation, pointsRange }) => ({
        name,
        meanPoints,
        meanAbsoluteDeviation,
        pointsRange,
        share: total === 0 ? 0 : Math.min(1, meanAbsoluteDeviation / total),
      }))
      .sort((a, b) => b.meanAbsoluteDeviation - a.meanAbsoluteDeviation),
    largestAdditivityResidual: found.largestAdditivityResidual,
  }
}
