import { countClasses } from '../binning/count-classes.ts'
import { getColumn, takeFrameRows } from '../frame/frame.ts'
import type { SampleSplit } from '../random/stratified-split.ts'
import { StatisticError } from '../statistic-error.ts'
import type { Estimate } from '../stats/estimate.ts'
import { describeRegression, pointsAuc } from './describe-regression.ts'
import { requireNames, reservedColumns, reservedExclusions, sampleSource } from './fit-inputs.ts'
import type { FitReport, RejectReport } from './fit-report.ts'
import type { FitProgress, FitRequest, FitScorecardInput } from './fit-request.ts'
import { type FitSample, type SampleSource, takeSample, totalWeight } from './fit-sample.ts'
import { fitSampleModel, type SampleModel } from './fit-sample-model.ts'
import { fitWarnings } from './fit-warnings.ts'
import { fitWithRejects } from './fit-with-rejects.ts'
import { roundingEffect } from './rounding-effect.ts'
import { compileScorecard } from './score-scorecard.ts'
import type { ScorecardModel, ScorecardParams } from './scorecard-model.ts'

export type { FitScorecardInput } from './fit-request.ts'

/**
 * Fits a points-based scorecard: optimal binning, weights of evidence (WoE) or columns as they stand, logistic regression, scaling to
 * points.
 *
 * Everything is estimated on the development rows alone; a row of weight w counts as w equal rows, but in AUCs once. Characteristics
 * are left out, each with its reason, when all missing, constant, without feasible bins, below the minimum information value, not
 * wanted, a combination of others, not selected, or of the wrong sign. The score is the sum of the printed points, in scorecard
 * order; the order is that of `characteristics`. Rejected applicants are brought in by reject inference, with a statement and the
 * results of the other methods beside it.
 *
 * @param input - rows, parameters, samples
 * @param onProgress - called at every step
 * @returns the scorecard as plain data and the report of the fit
 * @throws StatisticError `invalidInput` if names are wrong or repeated, an outcome, weight or offset is missing or out of range (the
 *   row is named), there are rejected rows without a method for them, or parameters are out of range
 * @throws StatisticError `undefined` if the development sample lacks a class, has no more rows than the regression columns, the
 *   characteristics separate the classes, or none is left
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6
 */
export function fitScorecard(
  input: FitScorecardInput,
  onProgress: FitProgress = () => {},
): { model: ScorecardModel; fit: FitReport } {
  const { frame, target, params, split, seed } = input
  const reserved = reservedColumns(params, input.weightColumn)
  requireNames(
    'A scorecard',
    target,
    input.characteristics.filter((name) => !reserved.has(name)),
  )
  checkWishes(params)
  const source = sampleSource('A scorecard', input, reserved, params.rejectInference.method)
  const development = takeSample(source, split.development)
  const { events } = countClasses(development.yTrue, 'the development sample')
  const request: FitRequest = { target, params, method: input.method ?? 'scorecard', seed }
  const rejected = input.rejected ?? new Uint32Array(0)
  const { fitted, sample, rejectInference } = fitSamples(source, development, split, rejected, request, onProgress)
  onProgress('Scaling', 0, 1)
  const isRounded = fitted.exact !== fitted.model
  const points = compileScorecard(fitted.model).scoreFrame(development.frame).points
  const exactPoints = isRounded ? compileScorecard(fitted.exact).scoreFrame(development.frame).points : points
  const fit: FitReport = {
    kind: 'fitReport',
    nDevelopment: split.development.length,
    nHoldout: split.holdout.length,
    nEventsDevelopment: events,
    nEventsHoldout: split.holdout.reduce((sum, row) => sum + source.yTrue[row]!, 0),
    ...describeRegression(
      fitted.regression,
      fitted.candidates.flatMap(({ terms }) => terms),
      sample,
      params,
    ),
    characteristicReport: fitted.binned.report,
    exclusions: [...reservedExclusions(input.characteristics, reserved), ...fitted.exclusions],
    developmentAuc: pointsAuc(development.yTrue, points),
    holdoutAuc: holdoutAuc(fitted.model, source, split.holdout),
    rounding: isRounded ? roundingEffect(fitted.exact, fitted.model, development.yTrue, exactPoints, points) : null,
    selectionPath: [...fitted.path],
    selectionMethod: fitted.statement,
    rejectInference,
    weighting:
      development.weights === null
        ? null
        : { column: input.weightColumn ?? 'weights', total: totalWeight(development) },
    boosting: null,
    equality: null,
    warnings: fitWarnings(input, getColumn(frame, target.column), fitted),
  }
  onProgress('Scaling', 1, 1)
  return { model: fitted.model, fit }
}

function fitSamples(
  source: SampleSource,
  development: FitSample,
  split: SampleSplit,
  rejected: Uint32Array,
  request: FitRequest,
  onProgress: FitProgress,
): { fitted: SampleModel; sample: FitSample; rejectInference: RejectReport | null } {
  const { method } = request.params.rejectInference
  if (rejected.length > 0 && method === 'none') {
    throw new StatisticError(
      'invalidInput',
      `A scorecard needs rejectInference.method to say what to do with rejected applicants, got "none" and ${rejected.length} of them`,
    )
  }
  if (rejected.length > 0 && method !== 'knownOnly')
    return fitWithRejects({ source, development, split, rejected, request }, onProgress)
  const fitted = fitSampleModel(development, source.characteristics, request, onProgress)
  return { fitted, sample: development, rejectInference: null }
}

function holdoutAuc(model: ScorecardModel, source: SampleSource, holdout: Uint32Array): Estimate | null {
  if (holdout.length === 0) return null
  const { points } = compileScorecard(model).scoreFrame(takeFrameRows(source.frame, holdout))
  return pointsAuc(
    Uint8Array.from(holdout, (row) => source.yTrue[row]!),
    points,
  )
}

function checkWishes({ selection }: ScorecardParams): void {
  const both = selection.mustHave.find((name) => selection.mustNot.includes(name))
  if (both !== undefined)
    throw new StatisticError(
      'invalidInput',
      `selection needs a characteristic in one of mustHave and mustNot, got "${both}" in both`,
    )
}
