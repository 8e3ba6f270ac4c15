import { brierLosses } from '../stats/brier-score.ts'
import { delongInterval } from '../stats/delong-interval.ts'
import { attemptEstimate, type Estimate } from '../stats/estimate.ts'
import { estimateWithInterval } from '../stats/estimate-with-interval.ts'
import { ksInterval } from '../stats/ks-interval.ts'
import { ksStatistic } from '../stats/ks-statistic.ts'
import { logLosses } from '../stats/log-loss.ts'
import { mean } from '../stats/mean.ts'
import { meanInterval } from '../stats/mean-interval.ts'
import { rocAuc } from '../stats/roc-auc.ts'
import { tallyScores } from '../stats/score-tally.ts'
import { FIGURE_METHODS } from '../validation/figure-methods.ts'
import type { Scores } from './learner.ts'

const LEVEL = 0.95

/** AUC of scores with its DeLong interval. @param yTrue - shape (nRows,) @param yScore - higher = riskier, same shape */
export function aucOfScores(yTrue: Uint8Array, yScore: Float64Array): Estimate {
  const tally = tallyScores(yTrue, yScore)
  return estimateWithInterval(
    FIGURE_METHODS.rocAuc,
    () => rocAuc(tally),
    () => delongInterval(tally, { level: LEVEL }),
  )
}

/**
 * AUC, KS, log-loss and Brier score of one set of rows, each with its interval or the reason why it does not exist.
 *
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param scores - score and PD per row
 */
export function measureScores(
  yTrue: Uint8Array,
  scores: Scores,
): { readonly auc: Estimate; readonly ks: Estimate; readonly logLoss: Estimate; readonly brier: Estimate } {
  const overRows = (method: string, losses: () => Float64Array) =>
    estimateWithInterval(
      method,
      () => mean(losses()),
      () => meanInterval(losses(), LEVEL),
    )
  return {
    auc: aucOfScores(yTrue, scores.yScore),
    ks: attemptEstimate(FIGURE_METHODS.ksStatistic, () => {
      const tally = tallyScores(yTrue, scores.yScore)
      return { value: ksStatistic(tally).statistic, ...ksInterval(tally, LEVEL), level: LEVEL }
    }),
    logLoss: overRows(FIGURE_METHODS.logLoss, () => logLosses(yTrue, scores.yProb)),
    brier: overRows(FIGURE_METHODS.brierScore, () => brierLosses(yTrue, scores.yProb)),
  }
}
