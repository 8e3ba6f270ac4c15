import { StatisticError } from '../statistic-error.ts'
import { chiSquaredSurvival } from '../stats/chi-squared-survival.ts'
import { normalCriticalValue } from '../stats/normal-critical-value.ts'
import { normalPValue } from '../stats/normal-p-value.ts'
import { maximizeLikelihood, type NewtonFit } from './maximize-likelihood.ts'
import { findDependentColumn, type StandardizedDesign, standardizeDesign } from './standardized-design.ts'

/** What a logistic regression is fitted to. */
export interface LogisticRegressionParams {
  /** Columns without the intercept, nFeatures of shape (nSamples,), finite. */
  readonly design: readonly Float64Array[]
  /** 0 or 1 per row, 1 = event, shape (nSamples,). */
  readonly yTrue: Uint8Array
  /** Names of the columns for results and messages; default x1, x2, …. */
  readonly names?: readonly string[]
  /** Number of times each row counts, > 0, shape (nSamples,); default 1 each. */
  readonly weights?: Float64Array
  /** Ridge penalty λ ≥ 0; default 0. */
  readonly l2?: number
}

/** One coefficient with its Wald statistics; 95% interval. */
export interface CoefficientEstimate {
  readonly name: string
  readonly estimate: number
  readonly standardError: number
  readonly zValue: number
  readonly pValue: number
  readonly lower: number
  readonly upper: number
}

/** A fitted logistic regression as plain data: P(event) = σ(intercept + Σ coefficient · x). */
export interface LogisticRegressionModel {
  readonly kind: 'logisticRegressionModel'
  readonly intercept: CoefficientEstimate
  readonly coefficients: readonly CoefficientEstimate[]
  readonly logLikelihood: number
  /** Log-likelihood of the intercept alone. */
  readonly logLikelihoodNull: number
  /** Likelihood-ratio test of all coefficients at once; null p-value without coefficients. */
  readonly likelihoodRatio: {
    readonly statistic: number
    readonly degreesOfFreedom: number
    readonly pValue: number | null
  }
  readonly aic: number
  readonly bic: number
  readonly nIterations: number
  readonly converged: boolean
  readonly l2: number
}

/**
 * Logistic regression by maximum (penalised) likelihood, fitted by Newton's method, that is iteratively reweighted least squares
 * (IRLS), with step halving.
 *
 *     maximise Σ w_i · [y_i·η_i − ln(1 + e^η_i)] − ½·λ·Σ β_j²,   η_i = α + Σ β_j·x_ij
 *
 * The intercept is not penalised. Standard errors are roots of the diagonal of the inverse information at the optimum (penalised
 * where λ > 0), z = β/se, p two-sided normal, interval β ± 1.96·se. AIC = −2·LL + 2k, BIC = −2·LL + k·ln(nSamples) with
 * k = nFeatures + 1. Sums run in row order: the result does not depend on threads or chunks.
 *
 * @param params - design, labels, names, weights, penalty
 * @returns coefficients on the scale of the design
 * @throws StatisticError `invalidInput` if lengths differ, a value is not finite, a weight is not positive, or λ is negative
 * @throws StatisticError `undefined` if there is one class only, a column is constant or a combination of others, or the columns
 *   separate events from non-events so that no finite coefficients are best; the column is named
 * @see McCullagh and Nelder (1989), Generalized Linear Models, sections 2.5 and 4.4; Albert and Anderson (1984), Biometrika 71, on separation
 */
export function fitLogisticRegression(params: LogisticRegressionParams): LogisticRegressionModel {
  const { design, yTrue } = params
  const l2 = params.l2 ?? 0
  const weights = params.weights ?? null
  const names = params.names ?? design.map((_, j) => `x${j + 1}`)
  checkInput(params, names, l2)
  const standardized = standardizeDesign(design, weights, names)
  const dependent = l2 > 0 ? -1 : findDependentColumn(standardized.columns)
  if (dependent >= 0) {
    throw new StatisticError(
      'undefined',
      `logistic regression needs columns of their own content, got "${names[dependent]}" as a combination of others: leave one out`,
    )
  }
  const penalties = standardized.scales.map((scale) => l2 / scale ** 2)
  const fit = maximizeLikelihood(standardized.columns, yTrue, weights, penalties)
  if (fit.status === 'separated') throw separationError(names, fit.divergingColumn)
  return describeFit(fit, standardized, names, yTrue.length, l2)
}

function checkInput(params: LogisticRegressionParams, names: readonly string[], l2: number): void {
  const { design, yTrue, weights } = params
  if (names.length !== design.length)
    throw invalid(`one name per column, got ${names.length} names for ${design.length} columns`)
  design.forEach((column, j) => {
    if (column.length !== yTrue.length)
      throw invalid(`columns of ${yTrue.length} rows, got ${column.length} in "${names[j]}"`)
  })
  if (!(l2 >= 0 && Number.isFinite(l2))) throw invalid(`a penalty l2 ≥ 0, got ${l2}`)
  if (weights !== undefined) {
    if (weights.length !== yTrue.length)
      throw invalid(`one weight per row, got ${weights.length} for ${yTrue.length} rows`)
    const wrong = weights.findIndex((weight) => !(weight > 0 && Number.isFinite(weight)))
    if (wrong >= 0) throw invalid(`weights above 0, got ${weights[wrong]} in row ${wrong + 1}`)
  }
  let events = 0
  for (let i = 0; i < yTrue.length; i++) {
    if (yTrue[i]! > 1) throw invalid(`labels 0 or 1, got ${yTrue[i]} in row ${i + 1}`)
    events += yTrue[i]!
  }
  if (events === 0 || events === yTrue.length) {
    throw new StatisticError(
      'undefined',
      `logistic regression needs events and non-events, got ${events} events in ${yTrue.length} rows`,
    )
  }
}

function describeFit(
  fit: NewtonFit,
  standardized: StandardizedDesign,
  names: readonly string[],
  nRows: number,
  l2: number,
): LogisticRegressionModel {
  const p = names.length
  const { means, scales } = standardized
  const z = normalCriticalValue(0.95)
  const describe = (name: string, estimate: number, variance: number): CoefficientEstimate => {
    const standardError = Math.sqrt(variance)
    const zValue = estimate / standardError
    return {
      name,
      estimate,
      standardError,
      zValue,
      pValue: normalPValue(zValue),
      lower: estimate - z * standardError,
      upper: estimate + z * standardError,
    }
  }
  const coefficients = names.map((name, j) => {
    const variance = fit.covariance[(j + 1) * (p + 1) + j + 1]!
    return describe(name, fit.parameters[j + 1]! / scales[j]!, variance / scales[j]! ** 2)
  })
  // Back from centred columns: α = γ₀ − Σ γ_j·m_j/s_j, a linear map of the parameters, so its variance is tᵀ·C·t.
  const map = Float64Array.from({ length: p + 1 }, (_, j) => (j === 0 ? 1 : -means[j - 1]! / scales[j - 1]!))
  let intercept = 0
  let interceptVariance = 0
  for (let a = 0; a <= p; a++) {
    intercept += map[a]! * fit.parameters[a]!
    for (let b = 0; b <= p; b++) interceptVariance += map[a]! * map[b]! * fit.covariance[a * (p + 1) + b]!
  }
  const statistic = Math.max(0, 2 * (fit.logLikelihood - fit.logLikelihoodNull))
  return {
    kind: 'logisticRegressionModel',
    intercept: describe('Intercept', intercept, interceptVariance),
    coefficients,
    logLikelihood: fit.logLikelihood,
    logLikelihoodNull: fit.logLikelihoodNull,
    likelihoodRatio: { statistic, degreesOfFreedom: p, pValue: p === 0 ? null : chiSquaredSurvival(statistic, p) },
    aic: -2 * fit.logLikelihood + 2 * (p + 1),
    bic: -2 * fit.logLikelihood + Math.log(nRows) * (p + 1),
    nIterations: fit.nIterations,
    converged: fit.status === 'converged',
    l2,
  }
}

function separationError(names: readonly string[], column: number): StatisticError {
  const which = names[column] === undefined ? '' : ` (most of all "${names[column]}")`
  return new StatisticError(
    'undefined',
    `logistic regression has no finite solution: its columns${which} tell events from non-events without error in part of the data, got coefficients without limit. ` +
      'Check whether the column is known only after the outcome; leave it out, merge its bins, or set a ridge penalty (l2) above 0',
  )
}

function invalid(needs: string): StatisticError {
  return new StatisticError('invalidInput', `logistic regression needs ${needs}`)
}
