import { cholesky, solveCholesky } from './cholesky.ts'

/** A likelihood near one of its points, by gradient and information of all its parameters. */
export interface QuadraticModel {
  /** Shape (nParameters,). */
  readonly parameters: Float64Array
  /** Of the objective, shape (nParameters,). */
  readonly gradient: Float64Array
  /** Without penalties, row-major, at least the lower triangle, shape (nParameters, nParameters). */
  readonly information: Float64Array
}

/** Where to start a fit, and the information there. */
export interface QuadraticStart {
  readonly start: Float64Array
  readonly startInformation: Float64Array
}

/**
 * Maximum of a quadratic model with some parameters free and the others 0.
 *
 *     γ_k + (H_kk + P)⁻¹ · (g_k + H_kd · γ_d),   k the free parameters, d the others
 *
 * @param model - the model at a point
 * @param free - indices of the free parameters, ascending, the intercept first
 * @param penalties - λ of each free parameter but the intercept
 * @returns start and information of the free parameters; the point itself where the information has lost rank
 */
export function quadraticStart(
  model: QuadraticModel,
  free: readonly number[],
  penalties: ArrayLike<number>,
): QuadraticStart {
  const { parameters, gradient, information } = model
  const n = parameters.length
  const size = free.length
  const at = (a: number, b: number): number => information[a >= b ? a * n + b : b * n + a]!
  const isFree = new Uint8Array(n)
  for (const k of free) isFree[k] = 1
  const startInformation = new Float64Array(size * size)
  const pull = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const a = free[i]!
    for (let j = 0; j < size; j++) startInformation[i * size + j] = at(a, free[j]!)
    pull[i] = gradient[a]!
    for (let d = 0; d < n; d++) if (isFree[d] === 0) pull[i]! += at(a, d) * parameters[d]!
  }
  const penalised = startInformation.slice()
  for (let i = 1; i < size; i++) penalised[i * size + i]! += penalties[i - 1]!
  const factor = cholesky(penalised, size, 1e-13)
  const move = 'dependentColumn' in factor ? new Float64Array(size) : solveCholesky(factor, pull)
  return { start: Float64Array.from(free, (a, i) => parameters[a]! + move[i]!), startInformation }
}
