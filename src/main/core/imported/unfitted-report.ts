import type { BinnedVariable } from '../binning/binned-variable.ts'
import { pointsAuc } from '../scorecard/describe-regression.ts'
import type { FitReport } from '../scorecard/fit-report.ts'
import { logLoss } from '../stats/log-loss.ts'
import { undefinedTest } from '../stats/test-result.ts'

/** PDs are held this far from 0 and 1 where the likelihood is worked out. */
const CLIP = 1e-15

/** The likelihood-ratio test, which a model from elsewhere does not have. */
const NOT_FITTED = {
  id: 'likelihoodRatio',
  formula: '2 · (log-likelihood − log-likelihood of the intercept alone)',
  source: 'McCullagh & Nelder (1989), Generalized Linear Models, section 2.3',
  nullHypothesis: 'All coefficients but the intercept are 0.',
}

/** What has to be known of every figure of a model from elsewhere. */
const IMPORTED_WARNING =
  'The model was imported: the sample it was developed on is not known here, and all figures describe it on every row of this data set with a known outcome.'

/** What a model from elsewhere says of the rows it is described on. */
interface DescribedRows {
  /** 0 or 1, shape (nRows,). */
  readonly yTrue: Uint8Array
  /** Shape (nRows,). */
  readonly points: Float64Array
  readonly probability: Float64Array
  /** Bins of its characteristics, counted from these rows. */
  readonly variables: BinnedVariable[]
}

/**
 * The fit report of a model that was not fitted here: counts, likelihood and AUC on the rows it is described on, all that a fit would
 * have told at rest, and the warnings that go with it.
 *
 *     logLikelihood = −n · log loss,   PDs held 1e-15 away from 0 and 1
 *
 * @param rows - rows with outcomes of both classes, and what the model says of them
 */
export function unfittedReport({ yTrue, points, probability, variables }: DescribedRows): FitReport {
  const nEvents = yTrue.reduce((sum, y) => sum + y, 0)
  const clipped = probability.map((p) => Math.min(1 - CLIP, Math.max(CLIP, p)))
  const isCertain = probability.some((p) => p <= 0 || p >= 1)
  return {
    kind: 'fitReport',
    nDevelopment: yTrue.length,
    nHoldout: 0,
    nEventsDevelopment: nEvents,
    nEventsHoldout: 0,
    nIterations: 0,
    converged: true,
    logLikelihood: -yTrue.length * logLoss(yTrue, clipped),
    logLikelihoodNull: -yTrue.length * logLoss(yTrue, new Float64Array(yTrue.length).fill(nEvents / yTrue.length)),
    likelihoodRatio: undefinedTest(NOT_FITTED, 'the model was not fitted to these rows'),
    aic: null,
    bic: null,
    coefficients: [],
    characteristicReport: variables,
    exclusions: [],
    developmentAuc: pointsAuc(yTrue, points),
    holdoutAuc: null,
    correlations: null,
    rounding: null,
    selectionPath: [],
    selectionMethod: null,
    rejectInference: null,
    weighting: null,
    boosting: null,
    equality: null,
    warnings: [
      IMPORTED_WARNING,
      ...(isCertain ? [`Some PDs are 0 or 1; the likelihood holds them ${CLIP} away.`] : []),
    ],
  }
}
