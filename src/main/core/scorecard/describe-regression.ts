import { correlationMatrix } from '../learn/correlation-matrix.ts'
import { dropOneTests } from '../learn/drop-one-tests.ts'
import type { CoefficientEstimate, LogisticRegressionModel } from '../learn/logistic-regression.ts'
import { varianceInflationFactors } from '../learn/variance-inflation-factor.ts'
import { delongInterval } from '../stats/delong-interval.ts'
import { type Estimate, finiteOrNull } from '../stats/estimate.ts'
import { estimateWithInterval } from '../stats/estimate-with-interval.ts'
import { rocAuc } from '../stats/roc-auc.ts'
import { tallyScores } from '../stats/score-tally.ts'
import { attemptTest } from '../stats/test-result.ts'
import { FIGURE_METHODS } from '../validation/figure-methods.ts'
import type { Term } from './candidate.ts'
import type { Coefficient, FitReport } from './fit-report.ts'
import type { FitSample } from './fit-sample.ts'

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
  | 'correlations'
>

const LIKELIHOOD_RATIO = {
  id: 'likelihoodRatio',
  formula:
    '2 · (log-likelihood − log-likelihood of the intercept alone), chi-squared with one degree of freedom per characteristic',
  source: 'McCullagh & Nelder (1989), Generalized Linear Models, section 2.3',
  nullHypothesis: 'All coefficients but the intercept are 0.',
}

/**
 * The figures of a regression as the fit report carries them: coefficients with inflation factors and likelihood-ratio tests,
 * correlations, likelihoods, test.
 *
 * @param regression - as fitted
 * @param terms - its columns, in the order of its coefficients
 * @param sample - labels, weights and offset
 * @param penalties - as fitted with
 */
export function describeRegression(
  regression: LogisticRegressionModel,
  terms: readonly Term[],
  sample: FitSample,
  penalties: { readonly l1: number; readonly l2: number },
): RegressionFigures {
  const { likelihoodRatio, logLikelihood, logLikelihoodNull, aic, bic, nIterations, converged } = regression
  const inflation = varianceInflationFactors(
    terms.map(({ column }) => column),
    terms.map(({ name }) => name),
    sample.weights,
  )
  const alone = likelihoodRatios(regression, terms, sample, penalties)
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
      toCoefficient(regression.intercept, null, null),
      ...regression.coefficients.map((estimate, j) => toCoefficient(estimate, inflation[j]!, alone[j]!)),
    ],
    correlations: { names: terms.map(({ name }) => name), values: correlationRows(terms, sample) },
  }
}

/** None under a lasso penalty, where the ratio has no known distribution, nor where standardised columns were penalised. */
function likelihoodRatios(
  regression: LogisticRegressionModel,
  terms: readonly Term[],
  { yTrue, weights, offset }: FitSample,
  { l1, l2 }: { readonly l1: number; readonly l2: number },
): readonly (number | null)[] {
  if (l1 > 0 || (l2 > 0 && terms.some(({ kind }) => kind !== 'woe'))) return terms.map(() => null)
  const params = {
    design: terms.map(({ column }) => column),
    yTrue,
    names: terms.map(({ name }) => name),
    l2,
    ...(weights === null ? {} : { weights }),
    ...(offset === null ? {} : { offset }),
  }
  return dropOneTests(params, regression)
}

/** Pearson correlations of the columns, by weight, row by row; 1 on the diagonal. */
function correlationRows(terms: readonly Term[], { weights }: FitSample): number[][] {
  const p = terms.length
  const design = terms.map(({ column }) => column)
  const matrix = correlationMatrix(
    design,
    weights,
    terms.map(({ name }) => name),
  )
  return design.map((_, a) =>
    design.map((_, b) => (a === b ? 1 : Math.max(-1, Math.min(1, matrix[Math.max(a, b) * p + Math.min(a, b)]!)))),
  )
}

function toCoefficient(
  { name, estimate, standardError, zValue, pValue, lower, upper }: CoefficientEstimate,
  inflation: number | null,
  likelihoodRatioP: number | null,
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
    likelihoodRatioP: finiteOrNull(likelihoodRatioP),
  }
}

/** AUC of points (more points mean safer) with its DeLong interval. @param yTrue - shape (nSamples,) @param points - same shape */
export function pointsAuc(yTrue: Uint8Array, points: Float64Array): Estimate {
  const byRisk = tallyScores(
    yTrue,
    points.map((value) => 0 - value),
  )
  return estimateWithInterval(
    FIGURE_METHODS.rocAuc,
    () => rocAuc(byRisk),
    () => delongInterval(byRisk),
  )
}
