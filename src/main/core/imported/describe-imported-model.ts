import type { BinnedVariable } from '../binning/binned-variable.ts'
import { describeBins } from '../binning/describe-bins.ts'
import { type Column, type Frame, getColumn } from '../frame/frame.ts'
import type { Coefficient, FitReport } from '../scorecard/fit-report.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import { compileScorecard } from '../scorecard/score-scorecard.ts'
import type { Characteristic, ScorecardModel } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'
import { unfittedReport } from './unfitted-report.ts'

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
  const report = unfittedReport({ yTrue, ...scored, variables })
  const { logLikelihood } = report
  const nParameters = model.characteristics.length + 1
  return {
    model: kept,
    fit: {
      ...report,
      aic: 2 * nParameters - 2 * logLikelihood,
      bic: Math.log(yTrue.length) * nParameters - 2 * logLikelihood,
      coefficients: [bareCoefficient('(Intercept)', model.intercept), ...model.characteristics.map(coefficientOf)],
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
