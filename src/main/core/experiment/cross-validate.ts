import { createRandom } from '../random/seeded-random.ts'
import { stratifiedFolds } from '../random/stratified-folds.ts'
import { StatisticError } from '../statistic-error.ts'
import { attemptEstimate, type Estimate, undefinedEstimate, undefinedReason } from '../stats/estimate.ts'
import { mean } from '../stats/mean.ts'
import { resampledMeanInterval } from '../stats/resampled-mean-interval.ts'
import type { CrossValidationReport, FoldResult } from './experiment-types.ts'
import type { ExperimentProgress, ExperimentRows, Learner } from './learner.ts'
import { aucOfScores, measureScores } from './measure-scores.ts'

const NOT_FITTED = 'no model could be fitted'
const LEVEL = 0.95

/** How often and into how many parts the development rows are divided. */
export interface CrossValidationPlan {
  /** Parts, 2 to 20. */
  readonly folds: number
  /** Divisions, each with folds of its own, at least 1. */
  readonly repeats: number
  /** Integer in [0, 2³²). */
  readonly seed: number
}

/**
 * Stratified k-fold cross-validation of a learner on the development rows.
 *
 * Every row is scored once per repeat by a model that has not seen it; nothing that is learnt (bins, selection, scaling) is
 * learnt outside the training folds. Means over folds have the corrected resampled t interval; the pooled AUC ranks all
 * out-of-fold PDs of the first repeat together, so that it also sees whether folds agree on the level. A fold whose model cannot be
 * fitted is listed with the reason and leaves the means without interval and without value: it is never left out silently.
 *
 * @param rows - outcomes and development rows
 * @param learner - method with parameters
 * @param plan - folds, repeats, seed
 * @param onProgress - called before every fit
 * @returns per-fold figures, means, pooled AUC, and in how many folds each characteristic was kept
 * @throws StatisticError `undefined` if a class has fewer rows than there are folds
 * @throws StatisticError `invalidInput` if folds, repeats or seed are out of range
 * @see Stone (1974), Cross-validatory choice and assessment of statistical predictions, JRSS B 36
 */
export function crossValidate(
  rows: ExperimentRows,
  learner: Learner,
  plan: CrossValidationPlan,
  onProgress: ExperimentProgress = () => {},
): CrossValidationReport {
  const { folds, repeats, seed } = plan
  if (!Number.isInteger(repeats) || repeats < 1)
    throw new StatisticError('invalidInput', `cross-validation needs at least 1 repeat, got ${repeats}`)
  const { development } = rows
  const y = Uint8Array.from(development, (row) => rows.yTrue[row]!)
  const seeds = createRandom(seed)
  const results: FoldResult[] = []
  const pooled = new Float64Array(development.length).fill(Number.NaN)
  for (let repeat = 1; repeat <= repeats; repeat++) {
    const foldOf = stratifiedFolds(y, folds, repeat === 1 ? seed : seeds.nextUint32())
    for (let fold = 0; fold < folds; fold++) {
      onProgress('Cross-validating', results.length, folds * repeats)
      const result = runFold(rows, learner, foldOf, fold, repeat, repeat === 1 ? pooled : null)
      results.push(result)
    }
  }
  onProgress('Cross-validating', folds * repeats, folds * repeats)
  return {
    kind: 'crossValidation',
    folds,
    repeats,
    nRows: y.length,
    nEvents: y.reduce((sum, label) => sum + label, 0),
    sample: 'Development rows only; the hold-out sample is not touched.',
    results,
    meanAuc: meanOver(results, folds, (result) => result.testAuc),
    meanKs: meanOver(results, folds, (result) => result.testKs),
    meanLogLoss: meanOver(results, folds, (result) => result.testLogLoss),
    meanBrier: meanOver(results, folds, (result) => result.testBrier),
    pooledAuc: pooled.some(Number.isNaN)
      ? undefinedEstimate('AUC of all out-of-fold PDs', NOT_FITTED)
      : aucOfScores(y, pooled),
    stability: countKept(results),
  }
}

function runFold(
  rows: ExperimentRows,
  learner: Learner,
  foldOf: Uint8Array,
  fold: number,
  repeat: number,
  pooled: Float64Array | null,
): FoldResult {
  const { yTrue, development } = rows
  const training = development.filter((_, i) => foldOf[i] !== fold)
  const test = development.filter((_, i) => foldOf[i] === fold)
  const yTest = Uint8Array.from(test, (row) => yTrue[row]!)
  const about = {
    fold: fold + 1,
    repeat,
    nTraining: training.length,
    nTest: test.length,
    nEventsTest: yTest.reduce((sum, label) => sum + label, 0),
  }
  try {
    const fitted = learner(training, test)
    const figures = measureScores(yTest, fitted.test)
    if (pooled !== null) {
      let next = 0
      for (let i = 0; i < foldOf.length; i++) if (foldOf[i] === fold) pooled[i] = fitted.test.yProb[next++]!
    }
    return {
      ...about,
      trainingAuc: aucOfScores(
        Uint8Array.from(training, (row) => yTrue[row]!),
        fitted.training.yScore,
      ),
      testAuc: figures.auc,
      testKs: figures.ks,
      testLogLoss: figures.logLoss,
      testBrier: figures.brier,
      nCharacteristics: fitted.characteristics.length,
      characteristics: [...fitted.characteristics],
      problem: null,
    }
  } catch (error) {
    const none = undefinedEstimate('of the fold', NOT_FITTED)
    return {
      ...about,
      trainingAuc: none,
      testAuc: none,
      testKs: none,
      testLogLoss: none,
      testBrier: none,
      nCharacteristics: 0,
      characteristics: [],
      problem: undefinedReason(error),
    }
  }
}

function meanOver(results: readonly FoldResult[], folds: number, figure: (result: FoldResult) => Estimate): Estimate {
  const method = `mean over ${results.length} folds; corrected resampled t interval (Nadeau & Bengio 2003)`
  const values: number[] = []
  for (const result of results) {
    const { value, reason } = figure(result)
    if (value === null) {
      const where = `fold ${result.fold}${result.repeat > 1 ? ` of repeat ${result.repeat}` : ''}`
      return undefinedEstimate(method, `${where} has no value: ${result.problem ?? reason}`)
    }
    values.push(value)
  }
  return attemptEstimate(method, () => ({
    value: mean(values),
    ...resampledMeanInterval(values, 1 / folds, LEVEL),
    level: LEVEL,
  }))
}

function countKept(results: readonly FoldResult[]): { name: string; nKept: number }[] {
  const kept = new Map<string, number>()
  for (const { characteristics } of results)
    for (const name of characteristics) kept.set(name, (kept.get(name) ?? 0) + 1)
  return [...kept]
    .map(([name, nKept]) => ({ name, nKept }))
    .sort((a, b) => b.nKept - a.nKept || (a.name < b.name ? -1 : 1))
}
