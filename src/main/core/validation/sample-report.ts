import { StatisticError } from '../statistic-error.ts'
import { brierLosses } from '../stats/brier-score.ts'
import { calibrationCurve } from '../stats/calibration-curve.ts'
import { calibrationInTheLarge } from '../stats/calibration-in-the-large.ts'
import { calibrationIntercept } from '../stats/calibration-intercept.ts'
import { calibrationRegression } from '../stats/calibration-regression.ts'
import { delongInterval } from '../stats/delong-interval.ts'
import { attemptEstimate, type EstimateParts } from '../stats/estimate.ts'
import { estimateWithInterval } from '../stats/estimate-with-interval.ts'
import { expectedCalibrationError } from '../stats/expected-calibration-error.ts'
import { gainsTable } from '../stats/gains-table.ts'
import { hosmerLemeshow } from '../stats/hosmer-lemeshow.ts'
import { ksCurve } from '../stats/ks-curve.ts'
import { ksInterval } from '../stats/ks-interval.ts'
import { ksStatistic } from '../stats/ks-statistic.ts'
import { logLosses } from '../stats/log-loss.ts'
import { mean } from '../stats/mean.ts'
import { meanInterval } from '../stats/mean-interval.ts'
import { normalCriticalValue } from '../stats/normal-critical-value.ts'
import { requireRows } from '../stats/requirements.ts'
import { rocAuc } from '../stats/roc-auc.ts'
import { rocCurve } from '../stats/roc-curve.ts'
import { scoreDistribution } from '../stats/score-distribution.ts'
import { reverseTally, type ScoreTally, tallyScores } from '../stats/score-tally.ts'
import { attemptTest } from '../stats/test-result.ts'
import { FIGURE_METHODS, HOSMER_LEMESHOW } from './figure-methods.ts'
import type { SampleReport, ScoredSample } from './validation-types.ts'

const LEVEL = 0.95

/**
 * Discrimination and calibration of one scored sample: every figure with interval and method, or with the reason why it
 * does not exist.
 *
 * @param scored - outcomes, PD and points of the sample
 * @param edges - edges of the score distribution's bands; they must cover every row
 * @returns the report; tables and curves that need both classes are empty without them
 * @throws StatisticError `undefined` if the sample has no rows
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, a PD is not in [0, 1] or a score is not finite
 */
export function sampleReport(scored: ScoredSample, edges: readonly number[]): SampleReport {
  requireRows(`sampleReport of sample "${scored.sample}"`, scored.yTrue.length)
  const byPoints = tallyScores(scored.yTrue, scored.points)
  const byProbability = tallyScores(scored.yTrue, scored.yProb)
  return {
    sample: scored.sample,
    nRows: byPoints.nRows,
    nEvents: byPoints.nEvents,
    eventRate: byPoints.nEvents / byPoints.nRows,
    ...discrimination(byPoints),
    ...losses(scored),
    ...calibration(scored, byProbability),
    scoreDistribution: scoreDistribution(byPoints, edges),
  }
}

function discrimination(byPoints: ScoreTally) {
  const byRisk = reverseTally(byPoints)
  const auc = estimateWithInterval(
    FIGURE_METHODS.rocAuc,
    () => rocAuc(byRisk),
    () => delongInterval(byRisk, { level: LEVEL }),
  )
  const toGini = (value: number | null) => (value === null ? null : 2 * value - 1)
  const ks = attemptEstimate(FIGURE_METHODS.ksStatistic, () => ({
    value: ksStatistic(byPoints).statistic,
    ...ksInterval(byPoints, LEVEL),
    level: LEVEL,
  }))
  return {
    rocAuc: auc,
    gini: {
      ...auc,
      value: toGini(auc.value),
      lower: toGini(auc.lower),
      upper: toGini(auc.upper),
      method: auc.method.replace(FIGURE_METHODS.rocAuc, FIGURE_METHODS.gini),
    },
    ksStatistic: ks,
    ksPoints: ks.value === null ? null : ksStatistic(byPoints).score,
    gains: emptyIfUndefined(() => gainsTable(byPoints)),
    rocCurve: emptyIfUndefined(() => rocCurve(byRisk)),
    ksCurve: emptyIfUndefined(() => ksCurve(byPoints)),
  }
}

function losses({ yTrue, yProb }: ScoredSample) {
  const ofRows = (method: string, rowLosses: () => Float64Array) =>
    estimateWithInterval(
      method,
      () => mean(rowLosses()),
      () => meanInterval(rowLosses(), LEVEL),
    )
  return {
    brierScore: ofRows(FIGURE_METHODS.brierScore, () => brierLosses(yTrue, yProb)),
    logLoss: ofRows(FIGURE_METHODS.logLoss, () => logLosses(yTrue, yProb)),
  }
}

function calibration({ yTrue, yProb, isInSample }: ScoredSample, byProbability: ScoreTally) {
  const curve = calibrationCurve(byProbability, { level: LEVEL })
  return {
    hosmerLemeshow: attemptTest(HOSMER_LEMESHOW, () => hosmerLemeshow(byProbability, { isInSample })),
    calibrationSlope: attemptEstimate(FIGURE_METHODS.calibrationSlope, () => {
      const { slope, slopeStandardError } = calibrationRegression(byProbability)
      return wald(slope, slopeStandardError)
    }),
    calibrationIntercept: attemptEstimate(FIGURE_METHODS.calibrationIntercept, () => {
      const { intercept, standardError } = calibrationIntercept(byProbability)
      return wald(intercept, standardError)
    }),
    calibrationInTheLarge: attemptEstimate(FIGURE_METHODS.calibrationInTheLarge, () => ({
      ...calibrationInTheLarge(yTrue, yProb, LEVEL),
      level: LEVEL,
    })),
    expectedCalibrationError: attemptEstimate(FIGURE_METHODS.expectedCalibrationError, () => ({
      value: expectedCalibrationError(curve),
    })),
    calibrationCurve: curve,
  }
}

function wald(value: number, standardError: number): EstimateParts {
  const halfWidth = normalCriticalValue(LEVEL) * standardError
  return { value, lower: value - halfWidth, upper: value + halfWidth, level: LEVEL }
}

function emptyIfUndefined<T>(compute: () => T[]): T[] {
  try {
    return compute()
  } catch (error) {
    if (error instanceof StatisticError && error.kind === 'undefined') return []
    throw error
  }
}
