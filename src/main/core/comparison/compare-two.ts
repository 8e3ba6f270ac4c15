import { type DelongComparison, delongPairedTest } from '../stats/delong-paired-test.ts'
import { attemptEstimate, type Estimate } from '../stats/estimate.ts'
import { estimateWithInterval } from '../stats/estimate-with-interval.ts'
import { rocAuc } from '../stats/roc-auc.ts'
import { reverseTally, tallyScores } from '../stats/score-tally.ts'
import { attemptTest, type TestDescription } from '../stats/test-result.ts'
import type { ComparedModel, ModelDifference, ModelScores } from './comparison-types.ts'
import { spearmanCorrelation } from './spearman-correlation.ts'

const AUC_DIFFERENCE =
  'AUC of the second minus AUC of the first on the same rows; DeLong (1988) paired variance, normal interval'

const PAIRED_TEST: TestDescription = {
  id: 'delongPaired',
  formula:
    'z = (AUC₂ − AUC₁) / √(S₁₀ / n₁ + S₀₁ / n₀), S the variances of the rows’ differences in placement; normal, two-sided',
  source: 'DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44',
  nullHypothesis: 'Both scores have the same AUC.',
}

/** A model with its scores and the figures computed from them. */
export interface MeasuredModel {
  readonly scores: ModelScores
  readonly figures: ComparedModel
}

/**
 * Differences of a model's figures from those of the reference, on the same rows.
 *
 * Scores that rank all rows alike have difference 0, no interval, and no test, with the reason. KS, Brier score and log-loss come
 * without a test.
 *
 * @param yTrue - outcomes, shape (nRows,), 1 = event
 * @param first - the reference
 * @param second - the other model
 * @returns second minus first
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, or a score is not finite
 * @see DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44
 */
export function compareTwo(yTrue: Uint8Array, first: MeasuredModel, second: MeasuredModel): ModelDifference {
  const risk = ({ scores }: MeasuredModel) => scores.points.map((value) => 0 - value)
  let found: DelongComparison | null = null
  const test = () => {
    found ??= delongPairedTest(yTrue, risk(second), risk(first))
    return found
  }
  const auc = ({ scores }: MeasuredModel) => rocAuc(reverseTally(tallyScores(yTrue, scores.points)))
  return {
    first: first.figures.name,
    second: second.figures.name,
    aucDifference: estimateWithInterval(AUC_DIFFERENCE, () => auc(second) - auc(first), test),
    test: attemptTest(PAIRED_TEST, () => {
      const { statistic, pValue } = test()
      return { statistic, pValue }
    }),
    ksDifference: difference(first.figures.ksStatistic, second.figures.ksStatistic),
    brierDifference: difference(first.figures.brierScore, second.figures.brierScore),
    logLossDifference: difference(first.figures.logLoss, second.figures.logLoss),
    rankCorrelation: attemptEstimate('Spearman', () => ({
      value: spearmanCorrelation(first.scores.points, second.scores.points),
    })).value,
  }
}

function difference(first: Estimate, second: Estimate): number | null {
  return first.value === null || second.value === null ? null : second.value - first.value
}
