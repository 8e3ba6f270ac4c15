import { rocAuc } from './roc-auc.ts'
import type { ScoreTally } from './score-tally.ts'

/**
 * Gini coefficient of a score, also accuracy ratio (AR) or Somers' D.
 *
 *     Gini = 2 · AUC − 1
 *
 * 1: perfect ranking; 0: none; negative: the score runs the wrong way.
 *
 * @param tally - outcomes by score, higher = riskier
 * @returns Gini in [−1, 1]
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @see Engelmann, Hayden & Tasche (2003), Testing rating accuracy, Risk 16, equation for AR and AUC
 */
export function gini(tally: ScoreTally): number {
  return 2 * rocAuc(tally) - 1
}
