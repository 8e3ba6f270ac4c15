import { StatisticError } from '../statistic-error.ts'
import { delongVariance } from './delong-variance.ts'
import { normalCriticalValue } from './normal-critical-value.ts'
import { rocAuc } from './roc-auc.ts'
import type { ScoreTally } from './score-tally.ts'

export interface DelongIntervalOptions {
  /** Confidence level; default 0.95. */
  readonly level?: number
  /** `plain`: AUC ± z · s clipped to [0, 1] (default). `logit`: the same on ln(AUC / (1 − AUC)), transformed back. */
  readonly scale?: 'plain' | 'logit'
}

export interface DelongInterval {
  readonly rocAuc: number
  readonly variance: number
  readonly standardError: number
  readonly lower: number
  readonly upper: number
  readonly level: number
}

/**
 * Confidence interval of the AUC from its DeLong variance.
 *
 *     plain:  AUC ± z · s, clipped to [0, 1]
 *     logit:  1 / (1 + exp(−(L ± z · s / (AUC · (1 − AUC))))),  L = ln(AUC / (1 − AUC))
 *
 * @param tally - outcomes by score, higher = riskier
 * @param options - level and scale
 * @returns AUC, variance, standard error and bounds in [0, 1]
 * @throws StatisticError `undefined` if there are fewer than two events or non-events, or the variance is 0
 * @throws StatisticError `invalidInput` if the level is not in (0, 1)
 * @see DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44; Pepe (2003), section 5.2.4, for the logit scale
 */
export function delongInterval(tally: ScoreTally, options: DelongIntervalOptions = {}): DelongInterval {
  const level = options.level ?? 0.95
  const z = normalCriticalValue(level)
  const auc = rocAuc(tally)
  const variance = delongVariance(tally)
  if (variance === 0) {
    throw new StatisticError('undefined', `delongInterval needs overlapping classes, got AUC ${auc} with variance 0`)
  }
  const standardError = Math.sqrt(variance)
  const base = { rocAuc: auc, variance, standardError, level }
  if (options.scale === 'logit') {
    const logit = Math.log(auc / (1 - auc))
    const halfWidth = (z * standardError) / (auc * (1 - auc))
    return { ...base, lower: expit(logit - halfWidth), upper: expit(logit + halfWidth) }
  }
  return { ...base, lower: Math.max(0, auc - z * standardError), upper: Math.min(1, auc + z * standardError) }
}

function expit(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
