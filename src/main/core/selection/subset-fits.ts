import { type BinomialRows, binomialRows, takeColumns, totalOfRows } from '../learn/binomial-rows.ts'
import { type ColumnCodes, collapseRows, encodeValues } from '../learn/collapse-rows.ts'
import { likelihoodPass, type Standardization } from '../learn/likelihood-pass.ts'
import { maximizeLikelihood } from '../learn/maximize-likelihood.ts'
import { type QuadraticModel, type QuadraticStart, quadraticStart } from '../learn/quadratic-start.ts'
import { designMoments } from '../learn/standardized-design.ts'

/** Groups in a model: indices, ascending. */
export type Subset = readonly number[]

/** The rows all subsets are fitted to. */
export interface SubsetSample {
  readonly groups: readonly { readonly name: string; readonly columns: readonly Float64Array[] }[]
  readonly yTrue: Uint8Array
  readonly weights: Float64Array | null
  readonly offset: Float64Array | null
  readonly l2: number
}

/** One fitted model; parameters of standardized columns, intercept first, in the order of the subset. */
export interface SubsetFit {
  readonly subset: Subset
  /** False where the columns separate events from non-events. */
  readonly isFinite: boolean
  readonly logLikelihood: number
  readonly parameters: Float64Array
}

/** Fits the logistic regressions of subsets of groups to one sample, each once. */
export interface SubsetFits {
  /** The fit of a subset, starting from that of a similar one if given. */
  fit(subset: Subset, near?: SubsetFit): SubsetFit
  /** Columns of each group. */
  readonly sizes: readonly number[]
  /** Σ of the weights. */
  readonly total: number
  /** Log odds that a fit gives to each of some rows. */
  predict(fit: SubsetFit, groups: readonly (readonly Float64Array[])[], offset: Float64Array | null): Float64Array
}

/** One string per subset. */
export function subsetKey(subset: Subset): string {
  return subset.join(',')
}

/** The subset with a group more, or without one it has. */
export function toggle(subset: Subset, group: number): number[] {
  return subset.includes(group) ? subset.filter((g) => g !== group) : [...subset, group].sort((a, b) => a - b)
}

/**
 * Makes the fits of one sample.
 *
 * Rows equal in all columns of a subset are merged before it is fitted, see `collapseRows`. Log-likelihoods are those of the ridge fit
 * where there is a penalty, exact to 10⁻⁸.
 *
 * @param sample - groups of columns, labels, weights, offset, penalty
 * @throws StatisticError `invalidInput` if a value is not finite
 * @throws StatisticError `undefined` if a column is constant
 */
export function subsetFits(sample: SubsetSample): SubsetFits {
  const columnsOf = numberColumns(sample.groups)
  const design = sample.groups.flatMap(({ columns }) => columns)
  const names = sample.groups.flatMap(({ name, columns }) => columns.map(() => name))
  const rows = binomialRows(design, sample.yTrue, sample.weights, sample.offset)
  const codes = design.map(encodeValues)
  const offsetCodes = sample.offset === null ? null : encodeValues(sample.offset)
  const moments = designMoments(design, sample.weights, names)
  const fits = new Map<string, SubsetFit>()
  const ridge = moments.scales.map((scale) => sample.l2 / scale ** 2)
  const surroundings = new WeakMap<SubsetFit, QuadraticModel>()
  const startFrom = (near: SubsetFit, columns: readonly number[], penalties: Float64Array): QuadraticStart => {
    // One pass over all columns at the solution of a model serves every model a step away from it.
    const around = surroundings.get(near) ?? quadraticModel(rows, moments, ridge, near, columnsOf)
    surroundings.set(near, around)
    return quadraticStart(around, [0, ...columns.map((column) => column + 1)], penalties)
  }
  const compute = (subset: Subset, near: SubsetFit | undefined): SubsetFit => {
    const columns = subset.flatMap((group) => columnsOf[group]!)
    const collapsed = collapse(rows, columns, codes, offsetCodes)
    const standardization = pickMoments(moments, columns)
    const penalties = Float64Array.from(columns, (column) => ridge[column]!)
    const start = near?.isFinite ? startFrom(near, columns, penalties) : {}
    const fit = maximizeLikelihood(collapsed, standardization, penalties, { ...start, precision: 'likelihood' })
    const { logLikelihood, parameters } = fit
    return { subset, isFinite: fit.status === 'converged', logLikelihood, parameters }
  }
  return {
    sizes: columnsOf.map((columns) => columns.length),
    total: totalOfRows(rows).total,
    fit(subset, near) {
      const key = subsetKey(subset)
      const known = fits.get(key)
      if (known !== undefined) return known
      const fit = compute(subset, near)
      fits.set(key, fit)
      return fit
    },
    predict(fit, groups, offset) {
      const columns = fit.subset.flatMap((group) => columnsOf[group]!)
      const values = fit.subset.flatMap((group) => groups[group]!)
      return linearPredictor(fit.parameters, values, pickMoments(moments, columns), offset)
    },
  }
}

function numberColumns(groups: SubsetSample['groups']): number[][] {
  let next = 0
  return groups.map(({ columns }) => columns.map(() => next++))
}

function collapse(
  rows: BinomialRows,
  columns: readonly number[],
  codes: readonly (ColumnCodes | null)[],
  offsetCodes: ColumnCodes | null,
): BinomialRows {
  const taken = columns.map((column) => codes[column]!)
  return collapseRows(takeColumns(rows, columns), taken, offsetCodes)
}

function pickMoments({ means, scales }: Standardization, columns: readonly number[]): Standardization {
  return {
    means: Float64Array.from(columns, (column) => means[column]!),
    scales: Float64Array.from(columns, (column) => scales[column]!),
  }
}

/** The likelihood of all columns at the solution of one model, the parameters of columns outside it being 0. */
function quadraticModel(
  rows: BinomialRows,
  moments: Standardization,
  ridge: Float64Array,
  fit: SubsetFit,
  columnsOf: readonly (readonly number[])[],
): QuadraticModel {
  const parameters = new Float64Array(rows.columns.length + 1)
  parameters[0] = fit.parameters[0]!
  fit.subset
    .flatMap((group) => columnsOf[group]!)
    .forEach((column, j) => {
      parameters[column + 1] = fit.parameters[j + 1]!
    })
  const pass = likelihoodPass(rows, moments, parameters, true)
  const gradient = pass.gradient.map((slope, j) => slope - (j === 0 ? 0 : ridge[j - 1]! * parameters[j]!))
  return { parameters, gradient, information: pass.information! }
}

function linearPredictor(
  parameters: Float64Array,
  columns: readonly Float64Array[],
  { means, scales }: Standardization,
  offset: Float64Array | null,
): Float64Array {
  const nRows = columns[0]?.length ?? offset?.length ?? 0
  const eta = new Float64Array(nRows).fill(parameters[0]!)
  if (offset !== null) for (let i = 0; i < nRows; i++) eta[i]! += offset[i]!
  columns.forEach((column, j) => {
    const slope = parameters[j + 1]! / scales[j]!
    for (let i = 0; i < nRows; i++) eta[i]! += slope * (column[i]! - means[j]!)
  })
  return eta
}
