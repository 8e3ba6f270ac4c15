import { StatisticError } from '../statistic-error.ts'
import { chiSquaredSurvival } from '../stats/chi-squared-survival.ts'
import { normalCriticalValue } from '../stats/normal-critical-value.ts'
import { normalPValue } from '../stats/normal-p-value.ts'
import { type BinomialRows, binomialRows, totalOfRows } from './binomial-rows.ts'
import type { CholeskyFactor } from './cholesky.ts'
import type { Standardization } from './likelihood-pass.ts'
import { maximizeElasticNet } from './maximize-elastic-net.ts'
import { covarianceOf, maximizeLikelihood, type NewtonFit } from './maximize-likelihood.ts'
import { designMoments, findDependentColumn, standardizeDesign } from './standardized-design.ts'
import { subsampleStart } from './subsample-start.ts'

/** What a logistic regression is fitted to. */
export interface LogisticRegressionParams {
  /** Columns without the intercept, nFeatures of shape (nSamples,), finite. */
  readonly design: readonly Float64Array[]
  /** 0 or 1 per row, 1 = event, shape (nSamples,). */
  readonly yTrue: Uint8Array
  /** Names of the columns for results and messages; default x1, x2, …. */
  readonly names?: readonly string[]
  /** Number of times each row counts, > 0, shape (nSamples,); default or null 1 each. */
  readonly weights?: Float64Array | null
  /** Log odds of the event added to the linear predictor with coefficient 1, finite, shape (nSamples,); default or null none. */
  readonly offset?: Float64Array | null
  /** Ridge penalty λ₂ ≥ 0; default 0. */
  readonly l2?: number
  /** Lasso penalty λ₁ ≥ 0; default 0. */
  readonly l1?: number
}

/** One coefficient with its Wald statistics; 95% interval. With a lasso penalty all but the estimate are NaN: they do not exist. */
export interface CoefficientEstimate {
  readonly name: string
  readonly estimate: number
  readonly standardError: number
  readonly zValue: number
  readonly pValue: number
  readonly lower: number
  readonly upper: number
}

/** A fitted logistic regression as plain data: P(event) = σ(offset + intercept + Σ coefficient · x). */
export interface LogisticRegressionModel {
  readonly kind: 'logisticRegressionModel'
  readonly intercept: CoefficientEstimate
  readonly coefficients: readonly CoefficientEstimate[]
  readonly logLikelihood: number
  /** Log-likelihood of the intercept (and offset) alone. */
  readonly logLikelihoodNull: number
  /** Likelihood-ratio test of all coefficients at once; null p-value without coefficients and with a lasso penalty. */
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
  readonly l1: number
}

/**
 * Logistic regression by maximum (penalised) likelihood, fitted by Newton's method, that is iteratively reweighted least squares
 * (IRLS), with step halving; with a lasso penalty by proximal Newton steps.
 *
 *     maximise Σ w_i · [y_i·η_i − ln(1 + e^η_i)] − ½·λ₂·Σ β_j² − λ₁·Σ |β_j|,   η_i = offset_i + α + Σ β_j·x_ij
 *
 * The intercept is not penalised. Standard errors are roots of the diagonal of the inverse information at the optimum (penalised
 * where λ₂ > 0), z = β/se, p two-sided normal, interval β ± 1.96·se; with λ₁ > 0 they are NaN. AIC = −2·LL + 2k,
 * BIC = −2·LL + k·ln(Σ w_i) with k = 1 + the number of coefficients that are not 0: a row of weight 3 counts as three rows in
 * everything. Sums run in row order: the result does not depend on threads.
 *
 * @param params - design, labels, names, weights, offset, penalties
 * @returns coefficients on the scale of the design; with a lasso penalty those left out are exactly 0
 * @throws StatisticError `invalidInput` if lengths differ, a value or an offset is not finite, a weight is not positive, or a penalty is negative
 * @throws StatisticError `undefined` if there is one class only, a column is constant or (without ridge) a combination of others, or the
 *   columns separate events from non-events so that no finite coefficients are best; the column is named
 * @see McCullagh and Nelder (1989), Generalized Linear Models, sections 2.5 and 4.4; Albert and Anderson (1984), Biometrika 71, on
 *   separation; Zou, Hastie and Tibshirani (2007), Ann. Stat. 35, on k with a lasso penalty
 */
export function fitLogisticRegression(params: LogisticRegressionParams): LogisticRegressionModel {
  const { design, yTrue } = params
  const { l2 = 0, l1 = 0, weights = null, offset = null } = params
  const names = params.names ?? design.map((_, j) => `x${j + 1}`)
  checkInput(params, names)
  const rows = binomialRows(design, yTrue, weights, offset)
  const standardization = designMoments(design, weights, names)
  const fit = l1 > 0 ? fitElasticNet(rows, standardization, names, l2, l1) : fitNewton(rows, standardization, names, l2)
  return describeFit(fit, standardization, rows, names, { l2, l1 })
}

/** A fit on standardized columns; covariance null where standard errors do not exist. */
interface FittedParameters {
  readonly parameters: Float64Array
  readonly covariance: Float64Array | null
  readonly logLikelihood: number
  readonly nIterations: number
  readonly converged: boolean
}

function fitNewton(
  rows: BinomialRows,
  standardization: Standardization,
  names: readonly string[],
  l2: number,
): FittedParameters {
  const penalties = standardization.scales.map((scale) => l2 / scale ** 2)
  const start = subsampleStart(rows, standardization, penalties)
  const fit = maximizeLikelihood(rows, standardization, penalties, start ?? {})
  // Looking for dependent columns costs a pass, and a sound factor rules them out.
  if (l2 === 0 && !isSound(fit)) refuseDependentColumns(rows, names)
  if (fit.status === 'separated') throw separationError(names, fit.divergingColumn)
  const { parameters, logLikelihood, nIterations } = fit
  return {
    parameters,
    covariance: covarianceOf(fit),
    logLikelihood,
    nIterations,
    converged: fit.status === 'converged',
  }
}

function fitElasticNet(
  rows: BinomialRows,
  standardization: Standardization,
  names: readonly string[],
  l2: number,
  l1: number,
): FittedParameters {
  if (l2 === 0) refuseDependentColumns(rows, names)
  const { status, ...fit } = maximizeElasticNet(rows, standardization, {
    ridge: standardization.scales.map((scale) => l2 / scale ** 2),
    lasso: standardization.scales.map((scale) => l1 / scale),
  })
  return { ...fit, covariance: null, converged: status === 'converged' }
}

/** Whether every column keeps a good part of its information beside those before it. */
function isSound({ status, factor }: NewtonFit): boolean {
  if (status !== 'converged' || factor === null) return false
  return Array.from({ length: factor.n }, (_, j) => shareLeft(factor, j)).every((share) => share > 1e-3)
}

function shareLeft({ n, lower }: CholeskyFactor, j: number): number {
  let diagonal = 0
  for (let k = 0; k <= j; k++) diagonal += lower[j * n + k]! ** 2
  return lower[j * n + j]! ** 2 / diagonal
}

function refuseDependentColumns(rows: BinomialRows, names: readonly string[]): void {
  const weights = rows.events.map((events, i) => events + rows.nonEvents[i]!)
  const dependent = findDependentColumn(standardizeDesign(rows.columns, weights, names).columns)
  if (dependent < 0) return
  throw new StatisticError(
    'undefined',
    `logistic regression needs columns of their own content, got "${names[dependent]}" as a combination of others: leave one out`,
  )
}

function checkInput(params: LogisticRegressionParams, names: readonly string[]): void {
  const { design, yTrue, weights = null, offset = null, l2 = 0, l1 = 0 } = params
  if (names.length !== design.length)
    throw invalid(`one name per column, got ${names.length} names for ${design.length} columns`)
  design.forEach((column, j) => {
    if (column.length !== yTrue.length)
      throw invalid(`columns of ${yTrue.length} rows, got ${column.length} in "${names[j]}"`)
  })
  if (!(l2 >= 0 && Number.isFinite(l2))) throw invalid(`a penalty l2 ≥ 0, got ${l2}`)
  if (!(l1 >= 0 && Number.isFinite(l1))) throw invalid(`a penalty l1 ≥ 0, got ${l1}`)
  if (weights !== null) {
    if (weights.length !== yTrue.length)
      throw invalid(`one weight per row, got ${weights.length} for ${yTrue.length} rows`)
    const wrong = weights.findIndex((weight) => !(weight > 0 && Number.isFinite(weight)))
    if (wrong >= 0) throw invalid(`weights above 0, got ${weights[wrong]} in row ${wrong + 1}`)
  }
  if (offset !== null) {
    if (offset.length !== yTrue.length)
      throw invalid(`one offset per row, got ${offset.length} for ${yTrue.length} rows`)
    const wrong = offset.findIndex((value) => !Number.isFinite(value))
    if (wrong >= 0) throw invalid(`finite offsets, got ${offset[wrong]} in row ${wrong + 1}`)
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
  fit: FittedParameters,
  { means, scales }: Standardization,
  rows: BinomialRows,
  names: readonly string[],
  penalties: { readonly l2: number; readonly l1: number },
): LogisticRegressionModel {
  const p = names.length
  // Back from centred columns: α = γ₀ − Σ γ_j·m_j/s_j, a linear map of the parameters, so its variance is tᵀ·C·t.
  const map = Float64Array.from({ length: p + 1 }, (_, j) => (j === 0 ? 1 : -means[j - 1]! / scales[j - 1]!))
  const variance = (a: number, b: number): number => fit.covariance?.[a * (p + 1) + b] ?? Number.NaN
  let intercept = 0
  let interceptVariance = 0
  for (let a = 0; a <= p; a++) {
    intercept += map[a]! * fit.parameters[a]!
    for (let b = 0; b <= p; b++) interceptVariance += map[a]! * map[b]! * variance(a, b)
  }
  const coefficients = names.map((name, j) => {
    const scale = scales[j]!
    return describeCoefficient(name, fit.parameters[j + 1]! / scale, variance(j + 1, j + 1) / scale ** 2)
  })
  const { logLikelihood, nIterations, converged } = fit
  const logLikelihoodNull = nullLogLikelihood(rows)
  const degreesOfFreedom = penalties.l1 > 0 ? coefficients.filter(({ estimate }) => estimate !== 0).length : p
  const statistic = Math.max(0, 2 * (logLikelihood - logLikelihoodNull))
  const pValue = p === 0 || penalties.l1 > 0 ? null : chiSquaredSurvival(statistic, p)
  return {
    kind: 'logisticRegressionModel',
    intercept: describeCoefficient('Intercept', intercept, interceptVariance),
    coefficients,
    logLikelihood,
    logLikelihoodNull,
    likelihoodRatio: { statistic, degreesOfFreedom, pValue },
    aic: -2 * logLikelihood + 2 * (degreesOfFreedom + 1),
    bic: -2 * logLikelihood + Math.log(totalOfRows(rows).total) * (degreesOfFreedom + 1),
    nIterations,
    converged,
    ...penalties,
  }
}

function describeCoefficient(name: string, estimate: number, variance: number): CoefficientEstimate {
  const standardError = Math.sqrt(variance)
  const zValue = estimate / standardError
  const reach = normalCriticalValue(0.95) * standardError
  const pValue = Number.isNaN(zValue) ? Number.NaN : normalPValue(zValue)
  return { name, estimate, standardError, zValue, pValue, lower: estimate - reach, upper: estimate + reach }
}

/** Log-likelihood of the intercept alone; with an offset the intercept has no closed form. */
function nullLogLikelihood(rows: BinomialRows): number {
  if (rows.offset !== null) {
    const nothing = { means: new Float64Array(0), scales: new Float64Array(0) }
    return maximizeLikelihood({ ...rows, columns: [] }, nothing, []).logLikelihood
  }
  const { events, total } = totalOfRows(rows)
  return events * Math.log(events / total) + (total - events) * Math.log1p(-events / total)
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
