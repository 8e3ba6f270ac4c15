import { StatisticError } from '../statistic-error.ts'
import { chiSquaredSurvival } from '../stats/chi-squared-survival.ts'
import { type BinomialRows, binomialRows, takeColumns } from './binomial-rows.ts'
import { collapseRows } from './collapse-rows.ts'
import { likelihoodPass, type Standardization } from './likelihood-pass.ts'
import type { LogisticRegressionModel, LogisticRegressionParams } from './logistic-regression.ts'
import { maximizeLikelihood } from './maximize-likelihood.ts'
import { type QuadraticModel, quadraticStart } from './quadratic-start.ts'
import { designMoments } from './standardized-design.ts'

/** The full model on standardized columns, with its information there. */
interface FullModel extends QuadraticModel {
  readonly rows: BinomialRows
  readonly standardization: Standardization
  readonly penalties: Float64Array
  readonly logLikelihood: number
}

/**
 * Likelihood-ratio tests of leaving out each column, or each group of columns, of a fitted logistic regression.
 *
 *     p = P(χ²_ν ≥ 2 · (LL − LL without the group)),   ν = columns of the group
 *
 * The model without the group is fitted to its own maximum, starting from where the quadratic approximation of the full model puts it.
 * With a ridge penalty both likelihoods are those of the penalised fits and the test is an approximation.
 *
 * @param params - what the model was fitted to
 * @param model - the fit of `params`
 * @param groups - columns of each group, counted from 0; default: each column its own group
 * @returns p-value of each group; null for all with a lasso penalty, where the ratio has no known distribution, and null where the
 *   full model or the one without the group has not converged
 * @throws StatisticError `invalidInput` if a group is empty or names a column that is not there
 * @see McCullagh and Nelder (1989), Generalized Linear Models, section 2.3
 */
export function dropOneTests(
  params: LogisticRegressionParams,
  model: LogisticRegressionModel,
  groups: readonly (readonly number[])[] = params.design.map((_, j) => [j]),
): (number | null)[] {
  for (const group of groups) {
    const wrong = group.find((column) => params.design[column] === undefined)
    if (group.length === 0 || wrong !== undefined)
      throw new StatisticError(
        'invalidInput',
        `dropOneTests needs groups of columns from 0 to ${params.design.length - 1}, got ${wrong ?? 'an empty one'}`,
      )
  }
  if (model.l1 > 0 || !model.converged || groups.length === 0) return groups.map(() => null)
  const full = fullModel(params, model)
  return groups.map((group) => testWithout(full, new Set(group)))
}

function fullModel(params: LogisticRegressionParams, model: LogisticRegressionModel): FullModel {
  const { design, yTrue, weights = null, offset = null } = params
  const names = model.coefficients.map(({ name }) => name)
  const standardization = designMoments(design, weights, names)
  const { means, scales } = standardization
  const parameters = new Float64Array(design.length + 1)
  parameters[0] = model.intercept.estimate
  model.coefficients.forEach(({ estimate }, j) => {
    parameters[j + 1] = estimate * scales[j]!
    parameters[0]! += estimate * means[j]!
  })
  const rows = collapseRows(binomialRows(design, yTrue, weights, offset))
  const pass = likelihoodPass(rows, standardization, parameters, true)
  const penalties = scales.map((scale) => model.l2 / scale ** 2)
  const gradient = pass.gradient.map((slope, j) => slope - (j === 0 ? 0 : penalties[j - 1]! * parameters[j]!))
  const { logLikelihood } = pass
  return { rows, standardization, penalties, parameters, gradient, information: pass.information!, logLikelihood }
}

function testWithout(full: FullModel, group: ReadonlySet<number>): number | null {
  const columns = full.rows.columns.map((_, j) => j)
  const kept = columns.filter((j) => !group.has(j))
  const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (j) => values[j]!)
  const penalties = pick(full.penalties)
  const standardization = { means: pick(full.standardization.means), scales: pick(full.standardization.scales) }
  const fit = maximizeLikelihood(takeColumns(full.rows, kept), standardization, penalties, {
    ...quadraticStart(full, [0, ...kept.map((j) => j + 1)], penalties),
    precision: 'likelihood',
  })
  if (fit.status !== 'converged') return null
  return chiSquaredSurvival(Math.max(0, 2 * (full.logLikelihood - fit.logLikelihood)), group.size)
}
