import { fitLogisticRegression } from '../learn/logistic-regression.ts'
import { StatisticError } from '../statistic-error.ts'
import type { ScoreGroups } from './score-groups.ts'

/**
 * Platt scaling with Platt's smoothed targets, as scikit-learn fits it (`CalibratedClassifierCV(method='sigmoid')`).
 *
 *     PD = σ(intercept + slope · η),   maximise Σ w · [t · ln PD + (1 − t) · ln(1 − PD)]
 *     t = (n₁ + 1) / (n₁ + 2) for events, 1 / (n₀ + 2) for non-events;   n₁, n₀ the sums of their weights
 *
 * The targets draw the fit a little towards less extreme PDs and make a finite solution exist even for separated classes. They
 * are the only difference from the maximum-likelihood regression of the outcome on η (the calibration regression of Cox), and
 * vanish as the counts grow. A target t counts as t events and 1 − t non-events, which has the same likelihood.
 *
 * @param groups - weights of events and non-events by log odds η
 * @returns intercept and slope > 0
 * @throws StatisticError `undefined` if the slope is not above 0: the map would turn the ranking round
 * @see Platt (1999), Probabilistic outputs for support vector machines, section 2.2
 */
export function fitPlatt(groups: ScoreGroups): { readonly intercept: number; readonly slope: number } {
  const { values, eventWeight, nonEventWeight } = groups
  const eventTarget = (eventWeight + 1) / (eventWeight + 2)
  const nonEventTarget = 1 / (nonEventWeight + 2)
  const n = values.length
  const design = new Float64Array(2 * n)
  const yTrue = new Uint8Array(2 * n)
  const weights = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) {
    const [events, nonEvents] = [groups.events[i]!, groups.nonEvents[i]!]
    design[2 * i] = values[i]!
    design[2 * i + 1] = values[i]!
    yTrue[2 * i] = 1
    weights[2 * i] = events * eventTarget + nonEvents * nonEventTarget
    weights[2 * i + 1] = events * (1 - eventTarget) + nonEvents * (1 - nonEventTarget)
  }
  const model = fitLogisticRegression({ design: [design], yTrue, weights, names: ['η'] })
  const slope = model.coefficients[0]!.estimate
  if (!(slope > 0)) {
    throw new StatisticError(
      'undefined',
      `Platt calibration needs a score that ranks the outcomes of this sample the right way, got slope ${slope}: it would turn the ranking round`,
    )
  }
  return { intercept: model.intercept.estimate, slope }
}
