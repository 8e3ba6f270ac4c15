import type { LogisticRegressionModel } from '../learn/logistic-regression.ts'
import { StatisticError } from '../statistic-error.ts'
import { type BinnedCandidates, binCandidates } from './bin-candidates.ts'
import { buildModel } from './build-model.ts'
import type { Candidate } from './candidate.ts'
import { type CandidateRegression, fitCandidates } from './fit-candidates.ts'
import type { Exclusion } from './fit-report.ts'
import type { FitProgress, FitRequest } from './fit-request.ts'
import type { FitSample } from './fit-sample.ts'
import { riskBands } from './risk-bands.ts'
import { compileScorecard } from './score-scorecard.ts'
import type { ScorecardModel } from './scorecard-model.ts'

/** A scorecard fitted to a sample, with what the report needs of the way there. */
export interface SampleModel {
  readonly model: ScorecardModel
  /** Before rounding; the same object where nothing is rounded. */
  readonly exact: ScorecardModel
  readonly regression: LogisticRegressionModel
  /** Characteristics on the scorecard, in its order. */
  readonly candidates: readonly Candidate[]
  readonly binned: BinnedCandidates
  readonly exclusions: readonly Exclusion[]
  readonly path: CandidateRegression['path']
  readonly statement: string | null
  readonly warnings: readonly string[]
}

/**
 * Fits a scorecard to a sample whose outcomes are all known: bins, regression, points, bands.
 *
 * @param sample - the rows
 * @param names - candidate columns, in scorecard order
 * @param request - target, parameters, method and seed
 * @param onProgress - called at every step
 * @throws StatisticError `undefined` if a class is absent, the columns separate the classes, or no characteristic is left
 */
export function fitSampleModel(
  sample: FitSample,
  names: readonly string[],
  request: FitRequest,
  onProgress: FitProgress = () => {},
): SampleModel {
  const binned = binCandidates(sample, names, request.params, request.method, onProgress)
  onProgress('Fitting', 0, 1)
  return fitBinned(sample, binned, request, onProgress)
}

/**
 * The part of the fit after binning: regression, points, bands. Enough to fit again after one characteristic was binned anew.
 *
 * @param sample - the rows
 * @param binned - candidates with their columns on these rows
 * @param request - target, parameters, method and seed
 * @param onProgress - called by the selection
 * @throws StatisticError `undefined` if the columns separate the classes, or no characteristic is left
 */
export function fitBinned(
  sample: FitSample,
  binned: BinnedCandidates,
  request: FitRequest,
  onProgress: FitProgress = () => {},
): SampleModel {
  const { params, seed } = request
  const fitted = fitCandidates(binned.candidates, sample, params, seed, onProgress)
  const exclusions = [...binned.exclusions, ...fitted.exclusions]
  if (fitted.model === null) throw nothingLeft(exclusions)
  const built = buildModel(fitted.candidates, fitted.model, sample, request)
  const isRounded = built.model !== built.exact
  const model = withBands(built.model, sample, params.riskBands)
  return {
    model,
    exact: isRounded ? built.exact : model,
    regression: fitted.model,
    candidates: fitted.candidates,
    binned,
    exclusions,
    path: fitted.path,
    statement: fitted.statement,
    warnings: [...binned.warnings, ...fitted.warnings],
  }
}

function withBands(model: ScorecardModel, sample: FitSample, nBands: number): ScorecardModel {
  if (nBands === 0) return model
  const { points } = compileScorecard(model).scoreFrame(sample.frame)
  return { ...model, riskBands: riskBands(points, sample.yTrue, sample.weights, nBands) }
}

function nothingLeft(exclusions: readonly Exclusion[]): StatisticError {
  const shown = exclusions.slice(0, 10).map(({ name, reason }) => `${name}: ${reason}`)
  const more = exclusions.length > shown.length ? ` (and ${exclusions.length - shown.length} more)` : ''
  return new StatisticError(
    'undefined',
    `A scorecard needs a characteristic that helps to tell events from non-events, got none of ${exclusions.length}. ${shown.join(' ')}${more} ` +
      'Check target and event value, give more rows or other columns, or lower minInformationValue, minBinShare, minEvents or minNonEvents.',
  )
}
