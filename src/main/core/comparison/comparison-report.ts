import { StatisticError } from '../statistic-error.ts'
import { mean } from '../stats/mean.ts'
import { niceBandEdges } from '../stats/nice-band-edges.ts'
import { requireOutcomes, requireRows } from '../stats/requirements.ts'
import { swapSet } from '../strategy/swap-set.ts'
import { sampleReport } from '../validation/sample-report.ts'
import { compareTwo, type MeasuredModel } from './compare-two.ts'
import type { ComparedModel, ComparisonInput, ComparisonReport, ModelScores } from './comparison-types.ts'
import { parameterDifferences } from './parameter-differences.ts'

const MAXIMUM_MODELS = 4

/**
 * Comparison of two to four models on the same rows: figures with intervals, differences from the first with the paired DeLong test,
 * parameters that differ, and swap sets.
 *
 * Discrimination is that of the points, calibration that of the PD; the figures are those of the validation report. Tests against the
 * reference are not corrected for their number (three at most). Models are called by name; where names repeat, the start of the content
 * hash is added.
 *
 * @param input - outcomes, scores by model, approval rate of the swap sets
 * @returns the report as plain data
 * @throws StatisticError `invalidInput` if there are fewer than two or more than four models, lengths differ, an outcome is neither 0
 *   nor 1, a score is not finite, a PD is not in [0, 1], or the approval rate is not in (0, 1)
 * @throws StatisticError `undefined` if there are no rows
 */
export function comparisonReport(input: ComparisonInput): ComparisonReport {
  const { yTrue, models } = input
  if (models.length < 2 || models.length > MAXIMUM_MODELS) {
    throw new StatisticError('invalidInput', `A comparison needs two to four models, got ${models.length}`)
  }
  requireRows('comparison', yTrue.length)
  const names = distinctNames(models)
  const measured = models.map((scores, i) => ({ scores, figures: figuresOf(yTrue, scores, names[i]!) }))
  const [first, ...others] = measured as [MeasuredModel, ...MeasuredModel[]]
  const sideOf = ({ scores, figures }: MeasuredModel) => ({ name: figures.name, points: scores.points })
  return {
    kind: 'comparisonReport',
    sample: input.sample,
    nRows: yTrue.length,
    nEvents: yTrue.reduce((sum, y) => sum + y, 0),
    models: measured.map(({ figures }) => figures),
    differences: others.map((other) => compareTwo(yTrue, first, other)),
    parameterDifferences: parameterDifferences(
      models.map(({ params }) => params),
      models.map(({ method }) => (method === 'gbdt' ? 'trees' : 'regression')),
    ),
    swapSets: others.map((other) => swapSet(yTrue, sideOf(first), sideOf(other), input.approvalRate)),
  }
}

function figuresOf(yTrue: Uint8Array, scores: ModelScores, name: string): ComparedModel {
  const { points, yProb } = scores
  requireOutcomes('comparison', yTrue, points)
  const sorted = points.slice().sort()
  const edges = niceBandEdges(sorted[0]!, sorted[sorted.length - 1]!)
  const report = sampleReport({ sample: 'all', yTrue, yProb, points, isInSample: false }, edges)
  return {
    modelVersionId: scores.modelVersionId,
    name,
    contentHash: scores.contentHash,
    method: scores.method,
    nCharacteristics: scores.nCharacteristics,
    rocAuc: report.rocAuc,
    gini: report.gini,
    ksStatistic: report.ksStatistic,
    brierScore: report.brierScore,
    logLoss: report.logLoss,
    meanPredicted: mean(yProb),
    rocCurve: report.rocCurve,
  }
}

function distinctNames(models: readonly ModelScores[]): string[] {
  return models.map(({ name, contentHash }) =>
    models.filter((other) => other.name === name).length > 1 ? `${name} (${contentHash.slice(0, 8)})` : name,
  )
}
