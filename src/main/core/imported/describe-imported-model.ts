import type { BinnedVariable } from '../binning/binned-variable.ts'
import { describeBins } from '../binning/describe-bins.ts'
import { type Column, type Frame, getColumn } from '../frame/frame.ts'
import { pointsAuc } from '../scorecard/describe-regression.ts'
import type { Coefficient, FitReport } from '../scorecard/fit-report.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import { compileScorecard } from '../scorecard/score-scorecard.ts'
import type { Characteristic, ScorecardModel } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'
import { logLoss } from '../stats/log-loss.ts'
import { undefinedTest } from '../stats/test-result.ts'

/** PDs are held this far from 0 and 1 where the likelihood is worked out. */
export const CLIP = 1e-15

/** The likelihood-ratio test, which a model from elsewhere does not have. */
export const NOT_FITTED = {
  id: 'likelihoodRatio',
  formula: '2 · (log-likelihood − log-likelihood of the intercept alone)',
  source: 'McCullagh & Nelder (1989), Generalized Linear Models, section 2.3',
  nullHypothesis: 'All coefficients but the intercept are 0.',
}

/** What has to be known of every figure of a model from elsewhere. */
export const IMPORTED_WARNING =
  'The model was imported: the sample it was developed on is not known here, and all figures describe it on every row of this data set with a known outcome.'

/** A model from elsewhere and what can be said of it on data that are here. */
export interface DescribedModel {
  readonly model: ScorecardModel
  readonly fit: FitReport
}

/**
 * Describes a scorecard that was fitted elsewhere on a sample that is here: counts, rates and weights of evidence per bin, AUC and
 * likelihood of its points as they stand. Nothing is estimated: coefficients carry no errors, and there is no test of the fit.
 *
 * @param model - the scorecard as read from a file
 * @param frame - rows with known outcome; the model's inputs or its characteristics, shape (nRows, …)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param keepsCounts - true if the counts of the model's bins are those of its own development and stay in the model; else they are
 *   taken from this sample, and so is the event rate where the model has none
 * @returns the model to keep, its points unchanged, and the report
 * @throws StatisticError `invalidInput` if the model is not sound, a column is absent or of another type, or lengths differ
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function describeImportedModel(
  model: ScorecardModel,
  frame: Frame,
  yTrue: Uint8Array,
  keepsCounts: boolean,
): DescribedModel {
  if (frame.nRows !== yTrue.length)
    throw new StatisticError(
      'invalidInput',
      `describeImportedModel needs one outcome per row, got ${yTrue.length} for ${frame.nRows} rows`,
    )
  const scored = compileScorecard(model).scoreFrame(frame)
  const prepared = withCharacteristics(model, frame)
  const variables = model.variables.map((variable) => withLabelsOf(variable, getColumn(prepared, variable.name), yTrue))
  const nEvents = yTrue.reduce((sum, y) => sum + y, 0)
  const eventRate = nEvents / yTrue.length
  const { developmentEventRate } = model
  const kept: ScorecardModel = keepsCounts
    ? model
    : { ...model, variables, developmentEventRate: developmentEventRate > 0 ? developmentEventRate : eventRate }
  const clipped = scored.probability.map((p) => Math.min(1 - CLIP, Math.max(CLIP, p)))
  const logLikelihood = -yTrue.length * logLoss(yTrue, clipped)
  const nParameters = model.characteristics.length + 1
  return {
    model: kept,
    fit: {
      kind: 'fitReport',
      nDevelopment: yTrue.length,
      nHoldout: 0,
      nEventsDevelopment: nEvents,
      nEventsHoldout: 0,
      nIterations: 0,
      converged: true,
      logLikelihood,
      logLikelihoodNull: -yTrue.length * logLoss(yTrue, new Float64Array(yTrue.length).fill(eventRate)),
      likelihoodRatio: undefinedTest(NOT_FITTED, 'the model was not fitted to these rows'),
      aic: 2 * nParameters - 2 * logLikelihood,
      bic: Math.log(yTrue.length) * nParameters - 2 * logLikelihood,
      coefficients: [bareCoefficient('(Intercept)', model.intercept), ...model.characteristics.map(coefficientOf)],
      characteristicReport: variables,
      exclusions: [],
      developmentAuc: pointsAuc(yTrue, scored.points),
      holdoutAuc: null,
      correlations: null,
      rounding: null,
      selectionPath: [],
      selectionMethod: null,
      rejectInference: null,
      weighting: null,
      boosting: null,
      equality: null,
      warnings: warningsOf(scored.probability),
    },
  }
}

/**
 * The bins of a file, counted from rows that are here; labels and notes stay.
 *
 * @param variable - bins as read from the file
 * @param column - its values, shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @throws StatisticError as `describeBins`
 */
export function withLabelsOf(variable: BinnedVariable, column: Column, yTrue: Uint8Array): BinnedVariable {
  const { bins, splits, trend, trendReason = 'As in the file.' } = variable
  const plan = { definitions: bins.map(({ definition }) => definition), splits, trend, trendReason }
  const described = describeBins(column, yTrue, plan)
  const labelled = described.bins.map((bin, i) => {
    const { label, note } = bins[i]!
    return { ...bin, label, ...(note === undefined ? {} : { note }) }
  })
  return { ...described, bins: labelled }
}

function coefficientOf({ name, coefficient }: Characteristic): Coefficient {
  return bareCoefficient(name, coefficient)
}

function bareCoefficient(name: string, estimate: number): Coefficient {
  const none = { standardError: null, zValue: null, pValue: null, lower: null, upper: null }
  return { name, estimate, ...none, varianceInflationFactor: null, likelihoodRatioP: null }
}

function warningsOf(probability: Float64Array): string[] {
  const isCertain = probability.some((p) => p <= 0 || p >= 1)
  return [IMPORTED_WARNING, ...(isCertain ? [`Some PDs are 0 or 1; the likelihood holds them ${CLIP} away.`] : [])]
}
