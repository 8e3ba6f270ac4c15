import type { LikelihoodBlock } from '../kernels/likelihood-block.ts'
import { type BinomialRows, totalOfRows } from './binomial-rows.ts'
import { type CholeskyFactor, cholesky, invertCholesky, solveCholesky } from './cholesky.ts'
import { blockFor, type LikelihoodPass, likelihoodPass, type Standardization } from './likelihood-pass.ts'
import { distanceAfter, SHORT_STEP, wantsNewInformation } from './plan-information.ts'

/** Outcome of the maximisation; parameters are the intercept, then one per column, of the standardized columns. */
export interface NewtonFit {
  /** `separated`: the likelihood grows without end along some direction. `stopped`: no convergence in the iterations allowed. */
  readonly status: 'converged' | 'stopped' | 'separated'
  readonly parameters: Float64Array
  /** Factor of the (penalised) information at the solution; null where it has lost rank or was not asked for. */
  readonly factor: CholeskyFactor | null
  /** Without penalties, lower triangle, at the last point if it was computed there. */
  readonly information: Float64Array | null
  readonly logLikelihood: number
  readonly nIterations: number
  /** Column whose parameter moved most in the last step, counted from 0; −1 without columns. */
  readonly divergingColumn: number
}

/** How far to go and where to start. */
export interface MaximizeOptions {
  /** Where to start; default: the log odds of the sample for the intercept, all else 0. */
  readonly start?: Float64Array
  /** Information at or near the start, shape (nFeatures + 1, nFeatures + 1): spares its first computation. */
  readonly startInformation?: Float64Array
  /**
   * `exact` (default): coefficients to some twelve digits, and the factor of the information at them. `likelihood`: stop as soon as
   * the log-likelihood is known to 10⁻⁸; no factor. `start`: to a tenth of the log-likelihood, with the information; no factor.
   */
  readonly precision?: 'exact' | 'likelihood' | 'start'
}

export const MAX_ITERATIONS = 60
const MAX_HALVINGS = 30
/** Deviance: relative change; gradient: per unit of weight; distance, as all lengths, in standard deviations of η. */
const DEVIANCE_TOLERANCE = 1e-11
export const GRADIENT_TOLERANCE = 1e-9
/** Where the information is computed for good; the step from there leaves the square of it. */
const LAST_DISTANCE = 1e-9
/** Good enough where rounding keeps steps from getting shorter. */
const STEP_TOLERANCE = 1e-7
/**
 * Remaining gain of the objective that `likelihood` does not go after but takes from the quadratic model, good to some hundredths. Off the maximum of the penalised
 * objective the log-likelihood itself is wrong by the root of it.
 */
const GAIN_TOLERANCE = 1e-7
const PENALISED_GAIN_TOLERANCE = 1e-18
const START_GAIN_TOLERANCE = 0.1
/** Steps that shorten less are not going anywhere. */
const LEAST_SHORTENING = 0.25
/** A pivot at most this share of its diagonal element counts as lost rank. */
const RANK_TOLERANCE = 1e-13

interface Problem {
  readonly rows: BinomialRows
  readonly standardization: Standardization
  readonly penalties: ArrayLike<number>
  readonly block: LikelihoodBlock
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
 * Converged when step and remaining gain are small with the information of the very point; the step because under separation the
 * gradient dies out while the parameters keep growing by about 1 per iteration. On the way there the information is used again where
 * that is less work: the solution is the same.
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
  const problem = { rows, standardization, penalties, block: blockFor(rows) }
  const { precision = 'exact' } = options
  const nParameters = rows.columns.length + 1
  const { events, total } = totalOfRows(rows)
  const start = options.start ?? nullParameters(rows, events, total)
  let point = pointAt(problem, start, options.startInformation === undefined || precision === 'start')
  let factor = factorOf(problem, options.startInformation ?? point.pass.information)
  let age = options.startInformation === undefined ? 0 : Number.POSITIVE_INFINITY
  let lastLength = Number.POSITIVE_INFINITY
  let divergingColumn = -1
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    if (factor === null) return outcome('separated', point, iteration, divergingColumn)
    const step = solveCholesky(factor, point.gradient)
    const length = maxAbs(step)
    const gain = dot(step, point.gradient) / 2
    divergingColumn = rows.columns.length === 0 ? -1 : largest(step.subarray(1))
    if (isNear(problem, point, precision, { length, lastLength, gain })) {
      const reached = outcome('converged', stepTo(problem, point, step, gain), iteration, divergingColumn)
      return { ...reached, factor: precision === 'exact' ? factor : null }
    }
    const target = precision === 'likelihood' ? length * Math.sqrt(gainTolerance(problem) / gain) : LAST_DISTANCE
    const state = { length, lastLength, age, nParameters, target }
    const isLast = precision === 'exact' && length <= SHORT_STEP && distanceAfter(state) <= LAST_DISTANCE
    point = halve(problem, point, step, precision === 'start' || isLast || wantsNewInformation(state))
    lastLength = length
    age = point.pass.information === null ? age + 1 : 0
    if (point.pass.information !== null) factor = factorOf(problem, point.pass.information)
  }
  return stop(problem, point, divergingColumn)
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

function outcome(status: NewtonFit['status'], point: Point, nIterations: number, divergingColumn: number): NewtonFit {
  const { parameters, pass } = point
  const { logLikelihood, information } = pass
  return { status, parameters, factor: null, information, logLikelihood, nIterations, divergingColumn }
}

/** Whether the next step is so short that the quadratic model tells its end well enough. */
function isNear(
  problem: Problem,
  { pass, objective }: Point,
  precision: 'exact' | 'likelihood' | 'start',
  { length, lastLength, gain }: { readonly length: number; readonly lastLength: number; readonly gain: number },
): boolean {
  if (precision === 'likelihood') return gain <= gainTolerance(problem) && length <= SHORT_STEP
  if (precision === 'start') return gain <= START_GAIN_TOLERANCE && length <= SHORT_STEP
  if (pass.information === null || length > STEP_TOLERANCE || gain > DEVIANCE_TOLERANCE * Math.abs(objective))
    return false
  return length <= LAST_DISTANCE || length >= LEAST_SHORTENING * lastLength
}

function gainTolerance({ penalties }: Problem): number {
  return Array.from(penalties).some((penalty) => penalty > 0) ? PENALISED_GAIN_TOLERANCE : GAIN_TOLERANCE
}

/** The end of a short step, the likelihood there by its quadratic model: no pass. */
function stepTo({ penalties }: Problem, point: Point, step: Float64Array, gain: number): Point {
  const parameters = point.parameters.map((value, j) => value + step[j]!)
  const objective = point.objective + gain
  const logLikelihood = objective + penaltyOf(parameters, penalties)
  return { ...point, parameters, objective, pass: { ...point.pass, logLikelihood } }
}

/** What came of all iterations without convergence. */
function stop(problem: Problem, point: Point, divergingColumn: number): NewtonFit {
  const information = point.pass.information ?? pointAt(problem, point.parameters, true).pass.information
  const factor = factorOf(problem, information)
  const isSeparated = factor === null || isSaturated(problem, point)
  return { ...outcome(isSeparated ? 'separated' : 'stopped', point, MAX_ITERATIONS, divergingColumn), factor }
}

function pointAt(problem: Problem, parameters: Float64Array, wantsInformation: boolean): Point {
  const { rows, standardization, penalties, block } = problem
  const pass = likelihoodPass(rows, standardization, parameters, wantsInformation, block)
  const gradient = pass.gradient.map((slope, j) => (j === 0 ? slope : slope - penalties[j - 1]! * parameters[j]!))
  return { parameters, pass, gradient, objective: pass.logLikelihood - penaltyOf(parameters, penalties) }
}

function penaltyOf(parameters: Float64Array, penalties: ArrayLike<number>): number {
  let penalty = 0
  for (let j = 1; j < parameters.length; j++) penalty += 0.5 * penalties[j - 1]! * parameters[j]! ** 2
  return penalty
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
