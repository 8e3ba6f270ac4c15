import { type CholeskyFactor, cholesky, invertCholesky, solveCholesky } from './cholesky.ts'
import { dotProduct } from './dot-product.ts'
import { logistic, logOnePlusExp } from './logistic-function.ts'

/** Outcome of the maximisation; parameters are the intercept, then one per column. */
export interface NewtonFit {
  /** `separated`: the likelihood grows without end along some direction. `stopped`: no convergence in the iterations allowed. */
  readonly status: 'converged' | 'stopped' | 'separated'
  readonly parameters: Float64Array
  /** Inverse of the (penalised) information, row-major, shape (nFeatures + 1, nFeatures + 1). */
  readonly covariance: Float64Array
  readonly logLikelihood: number
  readonly logLikelihoodNull: number
  readonly nIterations: number
  /** Column whose parameter moved most in the last step, counted from 0; −1 without columns. */
  readonly divergingColumn: number
}

const MAX_ITERATIONS = 60
const MAX_HALVINGS = 30
/** Deviance: relative change; gradient: per unit of weight; step: in standard deviations of η. */
const DEVIANCE_TOLERANCE = 1e-11
const GRADIENT_TOLERANCE = 1e-9
const STEP_TOLERANCE = 1e-6

interface Problem {
  readonly columns: readonly Float64Array[]
  readonly yTrue: Uint8Array
  readonly weights: Float64Array | null
  readonly penalties: ArrayLike<number>
}

interface Point {
  readonly parameters: Float64Array
  readonly eta: Float64Array
  readonly logLikelihood: number
  /** Log-likelihood minus penalty: what is maximised. */
  readonly objective: number
}

/**
 * Maximises the (penalised) log-likelihood of a logistic regression by Newton's method with step halving.
 *
 * Converged when deviance, gradient and step are all small; the step because under separation deviance and gradient die out while
 * the parameters keep growing by about 1 per iteration.
 *
 * @param columns - standardized columns, nFeatures of shape (nSamples,)
 * @param yTrue - 0 or 1 per row, both present
 * @param weights - row weights, or null for 1 each
 * @param penalties - penalty λ_j of each parameter but the intercept: ½·Σ λ_j·γ_j² is subtracted
 */
export function maximizeLikelihood(
  columns: readonly Float64Array[],
  yTrue: Uint8Array,
  weights: Float64Array | null,
  penalties: ArrayLike<number>,
): NewtonFit {
  const problem = { columns, yTrue, weights, penalties }
  const { total, parameters } = startOf(problem)
  let point = pointAt(problem, parameters)
  const logLikelihoodNull = point.logLikelihood
  let divergingColumn = -1
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    const { gradient, factor } = curvature(problem, point)
    if (factor === null) return finish('separated', point, logLikelihoodNull, iteration, divergingColumn, null)
    const step = solveCholesky(factor, gradient)
    const next = halve(problem, point, step)
    divergingColumn = problem.columns.length === 0 ? -1 : largest(step.subarray(1))
    const isFlat = maxAbs(gradient) <= GRADIENT_TOLERANCE * total
    const isSteady = Math.abs(next.objective - point.objective) <= DEVIANCE_TOLERANCE * Math.abs(point.objective)
    const isShort = maxAbs(step) <= STEP_TOLERANCE
    point = next
    if (isFlat && isSteady && isShort) {
      const last = curvature(problem, point).factor
      return finish(
        last === null ? 'separated' : 'converged',
        point,
        logLikelihoodNull,
        iteration,
        divergingColumn,
        last,
      )
    }
  }
  const { factor } = curvature(problem, point)
  const status = factor === null || isSaturated(point) ? 'separated' : 'stopped'
  return finish(status, point, logLikelihoodNull, MAX_ITERATIONS, divergingColumn, factor)
}

function finish(
  status: NewtonFit['status'],
  point: Point,
  logLikelihoodNull: number,
  nIterations: number,
  divergingColumn: number,
  factor: CholeskyFactor | null,
): NewtonFit {
  const covariance = factor === null ? new Float64Array(0) : invertCholesky(factor)
  return {
    status,
    parameters: point.parameters,
    covariance,
    logLikelihood: point.logLikelihood,
    logLikelihoodNull,
    nIterations,
    divergingColumn,
  }
}

/** Intercept at the log odds of the sample, all else 0. */
function startOf(problem: Problem): { total: number; parameters: Float64Array } {
  let total = 0
  let events = 0
  for (let i = 0; i < problem.yTrue.length; i++) {
    const w = problem.weights === null ? 1 : problem.weights[i]!
    total += w
    events += w * problem.yTrue[i]!
  }
  const parameters = new Float64Array(problem.columns.length + 1)
  parameters[0] = Math.log(events / (total - events))
  return { total, parameters }
}

function pointAt(problem: Problem, parameters: Float64Array): Point {
  const { columns, yTrue, weights, penalties } = problem
  const eta = new Float64Array(yTrue.length).fill(parameters[0]!)
  let penalty = 0
  columns.forEach((column, j) => {
    const parameter = parameters[j + 1]!
    penalty += 0.5 * penalties[j]! * parameter * parameter
    for (let i = 0; i < eta.length; i++) eta[i]! += parameter * column[i]!
  })
  let logLikelihood = 0
  for (let i = 0; i < eta.length; i++) {
    // ln P(y): −ln(1 + e^−η) for events, −ln(1 + e^η) for non-events; no difference of large numbers.
    const loss = logOnePlusExp(yTrue[i] === 1 ? -eta[i]! : eta[i]!)
    logLikelihood -= weights === null ? loss : weights[i]! * loss
  }
  return { parameters, eta, logLikelihood, objective: logLikelihood - penalty }
}

/** Gradient and factor of the information at a point; factor null where the information has lost rank. */
function curvature(problem: Problem, point: Point): { gradient: Float64Array; factor: CholeskyFactor | null } {
  const { columns, yTrue, weights, penalties } = problem
  const n = yTrue.length
  const p = columns.length + 1
  const residual = new Float64Array(n)
  const curve = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const w = weights === null ? 1 : weights[i]!
    const eta = point.eta[i]!
    const probability = logistic(eta)
    residual[i] = w * (yTrue[i] === 1 ? logistic(-eta) : -probability)
    curve[i] = w * probability * logistic(-eta)
  }
  const gradient = new Float64Array(p)
  const information = new Float64Array(p * p)
  gradient[0] = sumOf(residual)
  information[0] = sumOf(curve)
  const scaled = new Float64Array(n)
  for (let a = 1; a < p; a++) {
    const column = columns[a - 1]!
    let slope = 0
    let first = 0
    for (let i = 0; i < n; i++) {
      slope += column[i]! * residual[i]!
      const s = column[i]! * curve[i]!
      scaled[i] = s
      first += s
    }
    gradient[a] = slope - penalties[a - 1]! * point.parameters[a]!
    information[a * p] = first
    for (let b = 1; b <= a; b++) information[a * p + b] = dotProduct(scaled, columns[b - 1]!)
    information[a * p + a]! += penalties[a - 1]!
  }
  const result = cholesky(information, p, 1e-13)
  return { gradient, factor: 'dependentColumn' in result ? null : result }
}

function halve(problem: Problem, point: Point, step: Float64Array): Point {
  let share = 1
  let next = point
  for (let i = 0; i <= MAX_HALVINGS; i++) {
    next = pointAt(
      problem,
      point.parameters.map((value, j) => value + share * step[j]!),
    )
    // Near the optimum rounding may cost a few units in the last place.
    if (next.objective >= point.objective - 1e-12 * Math.abs(point.objective)) return next
    share /= 2
  }
  return next
}

/** Whether some row is predicted without doubt, to the precision of the numbers. */
function isSaturated(point: Point): boolean {
  return point.eta.some((eta) => Math.abs(eta) > 25)
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}

function maxAbs(values: Float64Array): number {
  return Math.abs(values[largest(values)]!)
}

function largest(values: Float64Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > Math.abs(values[best]!)) best = i
  return best
}
