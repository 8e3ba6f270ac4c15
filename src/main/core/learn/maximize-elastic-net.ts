import { type BinomialRows, totalOfRows } from './binomial-rows.ts'
import { type LikelihoodPass, likelihoodPass, type Standardization } from './likelihood-pass.ts'
import { GRADIENT_TOLERANCE, nullParameters } from './maximize-likelihood.ts'

/** Penalties of the parameters but the intercept: ½·Σ ridge_j·γ_j² + Σ lasso_j·|γ_j| is subtracted. */
export interface ElasticNetPenalties {
  readonly ridge: ArrayLike<number>
  readonly lasso: ArrayLike<number>
}

/** Outcome; parameters are the intercept, then one per column, of the standardized columns, those left out exactly 0. */
export interface ElasticNetFit {
  readonly status: 'converged' | 'stopped'
  readonly parameters: Float64Array
  readonly logLikelihood: number
  readonly nIterations: number
}

const MAX_ITERATIONS = 200
const MAX_HALVINGS = 40
const MAX_SWEEPS = 20_000
/** A parameter that moves less than this share of the largest one has come to rest. */
const SWEEP_TOLERANCE = 1e-14

/**
 * Maximises the log-likelihood of a logistic regression minus an elastic net by proximal Newton steps: each maximises the quadratic
 * model of the likelihood minus the penalties by coordinate descent, then goes as far along the step as the objective rises.
 *
 * Stops when the conditions of Karush, Kuhn and Tucker hold to 10⁻⁹ per unit of weight: the slope of the likelihood equals the
 * slope of the penalty where a parameter is not 0, and is at most the lasso penalty where it is.
 *
 * @param rows - columns, events, non-events, offset; both classes present
 * @param standardization - means and scales of the columns
 * @param penalties - per parameter but the intercept, ≥ 0
 * @see Lee, Sun and Saunders (2014), Proximal Newton-type methods, SIAM J. Optim. 24; Friedman, Hastie and Tibshirani (2010),
 *   Regularization paths for generalized linear models, J. Stat. Softw. 33
 */
export function maximizeElasticNet(
  rows: BinomialRows,
  standardization: Standardization,
  penalties: ElasticNetPenalties,
): ElasticNetFit {
  const { events, total } = totalOfRows(rows)
  let parameters = nullParameters(rows, events, total)
  let pass = likelihoodPass(rows, standardization, parameters, true)
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    if (violation(pass.gradient, parameters, penalties) <= GRADIENT_TOLERANCE * total)
      return { status: 'converged', parameters, logLikelihood: pass.logLikelihood, nIterations: iteration - 1 }
    const target = solveQuadratic(pass, parameters, penalties)
    const objective = pass.logLikelihood - penaltyOf(parameters, penalties)
    for (let halving = 0, share = 1; halving <= MAX_HALVINGS; halving++, share /= 2) {
      const from = parameters
      // At full share the zeros of the target are kept exactly.
      const moved = share === 1 ? target : from.map((value, j) => value + share * (target[j]! - value))
      const next = likelihoodPass(rows, standardization, moved, true)
      const reached = next.logLikelihood - penaltyOf(moved, penalties)
      if (reached >= objective - 1e-12 * Math.abs(objective) || halving === MAX_HALVINGS) {
        parameters = moved
        pass = next
        break
      }
    }
  }
  return { status: 'stopped', parameters, logLikelihood: pass.logLikelihood, nIterations: MAX_ITERATIONS }
}

/** Largest distance from the conditions of Karush, Kuhn and Tucker. */
function violation(gradient: Float64Array, parameters: Float64Array, { ridge, lasso }: ElasticNetPenalties): number {
  let worst = Math.abs(gradient[0]!)
  for (let j = 1; j < parameters.length; j++) {
    const value = parameters[j]!
    const slope = gradient[j]! - ridge[j - 1]! * value
    const limit = lasso[j - 1]!
    worst = Math.max(worst, value === 0 ? Math.abs(slope) - limit : Math.abs(slope - Math.sign(value) * limit))
  }
  return worst
}

function penaltyOf(parameters: Float64Array, { ridge, lasso }: ElasticNetPenalties): number {
  let penalty = 0
  for (let j = 1; j < parameters.length; j++)
    penalty += 0.5 * ridge[j - 1]! * parameters[j]! ** 2 + lasso[j - 1]! * Math.abs(parameters[j]!)
  return penalty
}

/** Coordinate descent on the quadratic model around `from`: γ_j ← soft(h_jj·γ_j + r_j, lasso_j) / (h_jj + ridge_j). */
function solveQuadratic(pass: LikelihoodPass, from: Float64Array, { ridge, lasso }: ElasticNetPenalties): Float64Array {
  const p = from.length
  const information = pass.information!
  const parameters = from.slice()
  // Slope of the quadratic model at `parameters`.
  const slope = pass.gradient.slice()
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let farthest = 0
    let size = 0
    for (let j = 0; j < p; j++) {
      const h = information[j * p + j]!
      const old = parameters[j]!
      const next = j === 0 ? old + slope[0]! / h : soft(h * old + slope[j]!, lasso[j - 1]!) / (h + ridge[j - 1]!)
      const delta = next - old
      size = Math.max(size, Math.abs(next))
      if (delta === 0) continue
      parameters[j] = next
      farthest = Math.max(farthest, Math.abs(delta))
      for (let k = 0; k < p; k++) slope[k]! -= delta * (k <= j ? information[j * p + k]! : information[k * p + j]!)
    }
    if (farthest <= SWEEP_TOLERANCE * size) break
  }
  return parameters
}

function soft(value: number, threshold: number): number {
  if (value > threshold) return value - threshold
  return value < -threshold ? value + threshold : 0
}
