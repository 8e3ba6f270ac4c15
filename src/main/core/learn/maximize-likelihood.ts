import { type BinomialRows, totalOfRows } from './binomial-rows.ts'
import { type CholeskyFactor, cholesky, invertCholesky, solveCholesky } from './cholesky.ts'
import { type LikelihoodPass, likelihoodPass, type Standardization } from './likelihood-pass.ts'

/** Outcome of the maximisation; parameters are the intercept, then one per column, of the standardized columns. */
export interface NewtonFit {
  /** `separated`: the likelihood grows without end along some direction. `stopped`: no convergence in the iterations allowed. */
  readonly status: 'converged' | 'stopped' | 'separated'
  readonly parameters: Float64Array
  /** Factor of the (penalised) information at the solution; null where it has lost rank or was not asked for. */
  readonly factor: CholeskyFactor | null
  readonly logLikelihood: number
  readonly nIterations: number
  /** Column whose parameter moved most in the last step, counted from 0; −1 without columns. */
  readonly divergingColumn: number
}

/** How far to go and where to start. */
export interface MaximizeOptions {
  /** Where to start; default: the log odds of the sample for the intercept, all else 0. */
  readonly start?: Float64Array
  /** Information near the start, shape (nFeatures + 1, nFeatures + 1): spares its first computation. */
  readonly startInformation?: Float64Array
  /**
   * `exact` (default): coefficients to some ten digits, and the factor of the information at them. `likelihood`: stop as soon as
   * the log-likelihood is known to 10⁻⁸; no factor.
   */
  readonly precision?: 'exact' | 'likelihood'
}

export const MAX_ITERATIONS = 60
const MAX_HALVINGS = 30
/** Deviance: relative change; gradient: per unit of weight; step: in standard deviations of η, after which a chord is not yet there. */
const DEVIANCE_TOLERANCE = 1e-11
export const GRADIENT_TOLERANCE = 1e-9
const STEP_TOLERANCE = 1e-7
const CHORD_TOLERANCE = 1e-11
/**
 * Remaining gain of the objective that `likelihood` does not go after but takes from the quadratic model, good to some hundredths. Off the maximum of the penalised
 * objective the log-likelihood itself is wrong by the root of it.
 */
const GAIN_TOLERANCE = 1e-7
const PENALISED_GAIN_TOLERANCE = 1e-18
/** After a step as short as this the information hardly changes: it is used again, and a pass without it costs a tenth. */
const SHORT_STEP = 0.05
/** Used again it must shorten the steps at least so much, or it is computed anew. */
const LEAST_SHORTENING = 0.25
/** A pivot at most this share of its diagonal element counts as lost rank. */
const RANK_TOLERANCE = 1e-13

interface Problem {
  readonly rows: BinomialRows
  readonly standardization: Standardization
  readonly penalties: ArrayLike<number>
}

interface Point {
  readonly parameters: Float64Array
  readonly pass: LikelihoodPass
  /** Of the objective: the log-likelihood minus penalty. */
  readonly gradient: Float64Array
  readonly objective: number
}

/**
 * Maximises the (penalised) log-likelihood of a logistic regression by Newton's method with step halving.
 *
 * Converged when deviance, gradient and step are all small; the step because under separation deviance and gradient die out while
 * the parameters keep growing by about 1 per iteration. Once steps are short the last information is used again (the chord method):
 * the solution is the same, its approach still gains two digits or more a pass.
 *
 * @param rows - columns, events, non-events, offset; both classes present
 * @param standardization - means and scales of the columns
 * @param penalties - penalty λ_j of each parameter but the intercept: ½·Σ λ_j·γ_j² is subtracted
 * @param options - start and precision
 */
export function maximizeLikelihood(
  rows: BinomialRows,
  standardization: Standardization,
  penalties: ArrayLike<number>,
  options: MaximizeOptions = {},
): NewtonFit {
  const problem = { rows, standardization, penalties }
  const { events, total } = totalOfRows(rows)
  const start = options.start ?? nullParameters(rows, events, total)
  let point = pointAt(problem, start, options.startInformation === undefined)
  let factor = factorOf(problem, options.startInformation ?? point.pass.information)
  const isPenalised = Array.from(penalties).some((penalty) => penalty > 0)
  const gainTolerance = isPenalised ? PENALISED_GAIN_TOLERANCE : GAIN_TOLERANCE
  let lastLength = Number.POSITIVE_INFINITY
  let divergingColumn = -1
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    if (factor === null) return { ...outcome('separated', point, iteration, divergingColumn), factor: null }
    const step = solveCholesky(factor, point.gradient)
    const length = maxAbs(step)
    divergingColumn = rows.columns.length === 0 ? -1 : largest(step.subarray(1))
    const gain = dot(step, point.gradient) / 2
    if (options.precision === 'likelihood' && gain <= gainTolerance && length <= SHORT_STEP) {
      const parameters = point.parameters.map((value, j) => value + step[j]!)
      const logLikelihood = point.pass.logLikelihood + (isPenalised ? 0 : gain)
      const reached = outcome('converged', point, iteration, divergingColumn)
      return { ...reached, parameters, logLikelihood, factor: null }
    }
    const isFlat = maxAbs(point.gradient) <= GRADIENT_TOLERANCE * total
    const isChord = length <= SHORT_STEP && length <= LEAST_SHORTENING * lastLength
    const isShort = length <= (point.pass.information === null ? CHORD_TOLERANCE : STEP_TOLERANCE)
    const next = halve(problem, point, step, !isChord)
    lastLength = length
    const isSteady = Math.abs(next.objective - point.objective) <= DEVIANCE_TOLERANCE * Math.abs(point.objective)
    point = next
    if (isFlat && isSteady && isShort) return settle(problem, point, iteration, divergingColumn)
    if (point.pass.information !== null) factor = factorOf(problem, point.pass.information)
  }
  const last = settle(problem, point, MAX_ITERATIONS, divergingColumn)
  return { ...last, status: last.factor === null || isSaturated(problem, point) ? 'separated' : 'stopped' }
}

/** Inverse of the information at the solution, row-major, shape (nFeatures + 1, nFeatures + 1). */
export function covarianceOf(fit: NewtonFit): Float64Array {
  return fit.factor === null ? new Float64Array(0) : invertCholesky(fit.factor)
}

/** The intercept at the log odds of the sample, all else 0. */
export function nullParameters(rows: BinomialRows, events: number, total: number): Float64Array {
  const parameters = new Float64Array(rows.columns.length + 1)
  parameters[0] = Math.log(events / (total - events))
  return parameters
}

/** Index of the number of largest size. */
export function largest(values: Float64Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > Math.abs(values[best]!)) best = i
  return best
}

/** Size of the number of largest size; 0 of none. */
export function maxAbs(values: Float64Array): number {
  return Math.abs(values[largest(values)] ?? 0)
}

function outcome(status: NewtonFit['status'], point: Point, nIterations: number, divergingColumn: number) {
  const { parameters, pass } = point
  return { status, parameters, logLikelihood: pass.logLikelihood, nIterations, divergingColumn }
}

function settle(problem: Problem, point: Point, nIterations: number, divergingColumn: number): NewtonFit {
  const information = point.pass.information ?? pointAt(problem, point.parameters, true).pass.information
  const factor = factorOf(problem, information)
  return { ...outcome(factor === null ? 'separated' : 'converged', point, nIterations, divergingColumn), factor }
}

function pointAt(problem: Problem, parameters: Float64Array, wantsInformation: boolean): Point {
  const { rows, standardization, penalties } = problem
  const pass = likelihoodPass(rows, standardization, parameters, wantsInformation)
  let penalty = 0
  const gradient = pass.gradient.map((slope, j) => {
    if (j === 0) return slope
    penalty += 0.5 * penalties[j - 1]! * parameters[j]! ** 2
    return slope - penalties[j - 1]! * parameters[j]!
  })
  return { parameters, pass, gradient, objective: pass.logLikelihood - penalty }
}

function factorOf({ penalties }: Problem, information: Float64Array | null): CholeskyFactor | null {
  if (information === null) return null
  const p = Math.round(Math.sqrt(information.length))
  const penalised = information.slice()
  for (let j = 1; j < p; j++) penalised[j * p + j]! += penalties[j - 1]!
  const result = cholesky(penalised, p, RANK_TOLERANCE)
  return 'dependentColumn' in result ? null : result
}

function halve(problem: Problem, point: Point, step: Float64Array, wantsInformation: boolean): Point {
  let share = 1
  let next = point
  for (let i = 0; i <= MAX_HALVINGS; i++) {
    const parameters = point.parameters.map((value, j) => value + share * step[j]!)
    next = pointAt(problem, parameters, wantsInformation)
    // Near the optimum rounding may cost a few units in the last place.
    if (next.objective >= point.objective - 1e-12 * Math.abs(point.objective)) return next
    share /= 2
  }
  return next
}

/** Whether the columns tell some row without doubt, to the precision of the numbers. */
function isSaturated({ rows, standardization: { means, scales } }: Problem, { parameters }: Point): boolean {
  return rows.events.some((_, i) => {
    let eta = 0
    rows.columns.forEach((column, j) => {
      eta += (parameters[j + 1]! * (column[i]! - means[j]!)) / scales[j]!
    })
    return Math.abs(eta + parameters[0]!) > 25
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
