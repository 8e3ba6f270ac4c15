import type { CoefficientEstimate, LogisticRegressionModel } from '../learn/logistic-regression.ts'
import { varianceInflationFactors } from '../learn/variance-inflation-factor.ts'
import { delongInterval } from '../stats/delong-interval.ts'
import { attemptEstimate, type Estimate, finiteOrNull } from '../stats/estimate.ts'
import { tallyScores } from '../stats/score-tally.ts'
import { attemptTest } from '../stats/test-result.ts'
import { FIGURE_METHODS } from '../validation/figure-methods.ts'
import type { Coefficient, FitReport } from './fit-report.ts'
import type { WoeColumn } from './fit-woe-regression.ts'

/** The part of a fit report that comes from the regression. */
export type RegressionFigures = Pick<
  FitReport,
  | 'nIterations'
  | 'converged'
  | 'logLikelihood'
  | 'logLikelihoodNull'
  | 'likelihoodRatio'
  | 'aic'
  | 'bic'
  | 'coefficients'
>

const LIKELIHOOD_RATIO = {
  id: 'likelihoodRatio',
  formula:
    '2 · (log-likelihood − log-likelihood of the intercept alone), chi-squared with one degree of freedom per characteristic',
  source: 'McCullagh & Nelder (1989), Generalized Linear Models, section 2.3',
  nullHypothesis: 'All coefficients but the intercept are 0.',
}

/** The figures of a regression as the fit report carries them: coefficients with inflation factors, likelihoods, test. */
export function describeRegression(
  regression: LogisticRegressionModel,
  columns: readonly WoeColumn[],
): RegressionFigures {
  const { likelihoodRatio, logLikelihood, logLikelihoodNull, aic, bic, nIterations, converged } = regression
  const inflation = varianceInflationFactors(
    columns.map(({ woe }) => woe),
    columns.map(({ variable }) => variable.name),
  )
  return {
    nIterations,
    converged,
    logLikelihood,
    logLikelihoodNull,
    likelihoodRatio: attemptTest(LIKELIHOOD_RATIO, () => ({
      ...likelihoodRatio,
      pValue: likelihoodRatio.pValue ?? Number.NaN,
    })),
    aic,
    bic,
    coefficients: [
      toCoefficient(regression.intercept, null),
      ...regression.coefficients.map((estimate, j) => toCoefficient(estimate, inflation[j]!)),
    ],
  }
}

function toCoefficient(
  { name, estimate, standardError, zValue, pValue, lower, upper }: CoefficientEstimate,
  inflation: number | null,
): Coefficient {
  return {
    name,
    estimate,
    standardError: finiteOrNull(standardError),
    zValue: finiteOrNull(zValue),
    pValue: finiteOrNull(pValue),
    lower: finiteOrNull(lower),
    upper: finiteOrNull(upper),
    varianceInflationFactor: finiteOrNull(inflation),
  }
}

/** AUC of points (more points mean safer) with its DeLong interval. @param yTrue - shape (nSamples,) @param points - same shape */
export function pointsAuc(yTrue: Uint8Array, points: Float64Array): Estimate {
  return attemptEstimate(FIGURE_METHODS.rocAuc, () => {
    const { rocAuc, lower, upper, level } = delongInterval(
      tallyScores(
        yTrue,
        points.map((value) => 0 - value),
      ),
    )
    return { value: rocAuc, lower, upper, level }
  })
}
