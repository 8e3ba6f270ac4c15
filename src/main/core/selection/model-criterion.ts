import { stratifiedFolds } from '../random/stratified-folds.ts'
import { StatisticError } from '../statistic-error.ts'
import {
  type Subset,
  type SubsetFit,
  type SubsetFits,
  type SubsetSample,
  subsetFits,
  subsetKey,
} from './subset-fits.ts'
import { weightedRocAuc } from './weighted-roc-auc.ts'

/** What models are compared by. */
export interface ModelCriterion {
  /** As it stands in a sentence: "the AIC". */
  readonly name: string
  /** Whether less is better. */
  readonly isLowerBetter: boolean
  /** Penalty per parameter in units of −2·log-likelihood; null where the criterion is no penalised likelihood. */
  readonly penaltyPerParameter: number | null
  /**
   * Lower is better whatever the criterion; Infinity for a model without finite coefficients.
   * @param near - a similar subset that was asked for before
   */
  loss(subset: Subset, near?: Subset): number
  /** The criterion itself for a loss. */
  valueOf(loss: number): number
  /** Models fitted so far, those of folds not counted one by one. */
  nModels(): number
  readonly fits: SubsetFits
}

/**
 * Criterion by which subsets of groups are compared.
 *
 *     AIC = −2·LL + 2k,   BIC = −2·LL + k·ln(Σ w_i),   k = 1 + columns
 *     crossValidatedAuc = mean over the folds of the AUC in the fold of the model fitted to the other folds
 *
 * Folds are stratified by outcome and depend on the seed and the labels alone; all subsets see the same ones. The plain mean is
 * compared, without a rule of one standard error. A weight counts as so many rows in fits and AUC; folds are drawn by row.
 *
 * @param kind - which criterion
 * @param sample - groups of columns, labels, weights, offset, penalty
 * @param folds - number of folds, ≥ 2
 * @param seed - of the folds
 * @throws StatisticError `undefined` if a fold would lack events or non-events, or a column varies in no training part
 */
export function modelCriterion(
  kind: 'aic' | 'bic' | 'crossValidatedAuc',
  sample: SubsetSample,
  folds: number,
  seed: number,
): ModelCriterion {
  const fits = subsetFits(sample)
  const losses = new Map<string, number>()
  const penaltyPerParameter = kind === 'crossValidatedAuc' ? null : kind === 'aic' ? 2 : Math.log(fits.total)
  const compute =
    penaltyPerParameter === null
      ? crossValidatedLoss(sample, folds, seed)
      : (subset: Subset, near?: Subset) => {
          const fit = fits.fit(subset, near === undefined ? undefined : fits.fit(near))
          const k = 1 + subset.reduce((sum, group) => sum + fits.sizes[group]!, 0)
          return fit.isFinite ? -2 * fit.logLikelihood + penaltyPerParameter * k : Number.POSITIVE_INFINITY
        }
  return {
    name: kind === 'crossValidatedAuc' ? 'cross-validated AUC' : kind.toUpperCase(),
    isLowerBetter: penaltyPerParameter !== null,
    penaltyPerParameter,
    loss(subset, near) {
      const key = subsetKey(subset)
      const known = losses.get(key)
      if (known !== undefined) return known
      const loss = compute(subset, near)
      losses.set(key, loss)
      return loss
    },
    valueOf: (loss) => (penaltyPerParameter === null ? 0 - loss : loss),
    nModels: () => losses.size,
    fits,
  }
}

interface Fold {
  readonly fits: SubsetFits
  readonly yTest: Uint8Array
  readonly test: readonly (readonly Float64Array[])[]
  readonly testWeights: Float64Array | null
  readonly testOffset: Float64Array | null
}

function crossValidatedLoss(sample: SubsetSample, k: number, seed: number): (subset: Subset, near?: Subset) => number {
  const foldOf = stratifiedFolds(sample.yTrue, k, seed)
  const folds = Array.from({ length: k }, (_, fold) => makeFold(sample, foldOf, fold))
  return (subset, near) => {
    let sum = 0
    for (const { fits, yTest, test, testWeights, testOffset } of folds) {
      const close: SubsetFit | undefined = near === undefined ? undefined : fits.fit(near)
      const fit = fits.fit(subset, close)
      if (!fit.isFinite) return Number.POSITIVE_INFINITY
      const eta =
        subset.length === 0 && testOffset === null
          ? new Float64Array(yTest.length)
          : fits.predict(fit, test, testOffset)
      sum += weightedRocAuc(yTest, eta, testWeights)
    }
    return 0 - sum / k
  }
}

function makeFold(sample: SubsetSample, foldOf: Uint8Array, fold: number): Fold {
  const rows = Uint32Array.from(foldOf, (_, row) => row)
  const training = rows.filter((row) => foldOf[row] !== fold)
  const test = rows.filter((row) => foldOf[row] === fold)
  const take = (values: Float64Array, of: Uint32Array): Float64Array => Float64Array.from(of, (row) => values[row]!)
  const groups = sample.groups.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => take(column, training)),
  }))
  const constant = groups.find(({ columns }) => columns.some((column) => column.every((value) => value === column[0])))
  if (constant !== undefined)
    throw new StatisticError(
      'undefined',
      `cross-validated selection needs characteristics that vary in every training part, got "${constant.name}" constant without fold ${fold + 1}: leave it out or take fewer folds`,
    )
  return {
    fits: subsetFits({
      groups,
      yTrue: Uint8Array.from(training, (row) => sample.yTrue[row]!),
      weights: sample.weights === null ? null : take(sample.weights, training),
      offset: sample.offset === null ? null : take(sample.offset, training),
      l2: sample.l2,
    }),
    yTest: Uint8Array.from(test, (row) => sample.yTrue[row]!),
    test: sample.groups.map(({ columns }) => columns.map((column) => take(column, test))),
    testWeights: sample.weights === null ? null : take(sample.weights, test),
    testOffset: sample.offset === null ? null : take(sample.offset, test),
  }
}
