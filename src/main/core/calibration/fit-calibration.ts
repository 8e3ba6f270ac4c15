import { logistic } from '../learn/logistic-function.ts'
import type { Calibration } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'
import { requireBothClasses, requireOutcomes } from '../stats/requirements.ts'
import { fitBeta } from './fit-beta.ts'
import { fitIsotonic } from './fit-isotonic.ts'
import { fitPlatt } from './fit-platt.ts'
import { fitShift } from './fit-shift.ts'
import { groupScores, type ScoreGroups } from './score-groups.ts'

/** What a calibration is fitted to. */
export interface CalibrationParams {
  readonly method: Calibration['method']
  /** 0 or 1 per row, 1 = event, shape (nSamples,). */
  readonly yTrue: ArrayLike<number>
  /** Log odds of the event before calibration, finite, shape (nSamples,). */
  readonly eta: ArrayLike<number>
  /** Number of times each row counts, > 0, shape (nSamples,); default 1 each. */
  readonly weights?: ArrayLike<number> | null | undefined
  /** Mean PD wanted of a shift, in (0, 1); default the event rate of the sample. */
  readonly centralTendency?: number | null | undefined
}

/**
 * Fits the way from log odds to PD; see `applyCalibration` for the formulas and `fitPlatt`, `fitIsotonic`, `fitBeta` and `fitShift`
 * for the estimates.
 *
 * Weights of whole numbers give what rows repeated as often would give.
 *
 * @param params - method, outcomes, log odds, weights, central tendency
 * @returns the calibration as plain data; PD never falls as η rises
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, a log odds is not finite, a weight is not above
 *   0, the central tendency is not in (0, 1) or given for another method than `shift`
 * @throws StatisticError `undefined` if a class is missing (a shift to a central tendency needs none), all scores are equal (a shift may),
 *   or the map would turn the ranking round
 */
export function fitCalibration(params: CalibrationParams): Calibration {
  const { method, yTrue, eta } = params
  const centralTendency = params.centralTendency ?? null
  checkCentralTendency(method, centralTendency)
  const weights = params.weights ?? null
  if (method === 'isotonic') {
    requireOutcomes('calibration', yTrue, eta)
    // Different η can share one p where it is within a rounding of 1; such rows are ties.
    const groups = groupScores('calibration', yTrue, Float64Array.from(eta, logistic), weights)
    requireRange(groups, yTrue)
    return { method, knots: fitIsotonic(groups) }
  }
  const groups = groupScores('calibration', yTrue, eta, weights)
  if (method === 'shift') {
    if (centralTendency === null) requireClasses(yTrue)
    const rate = groups.eventWeight / (groups.eventWeight + groups.nonEventWeight)
    return { method, intercept: fitShift(groups, centralTendency ?? rate) }
  }
  requireRange(groups, yTrue)
  return method === 'platt' ? { method, ...fitPlatt(groups) } : { method, ...fitBeta(groups) }
}

function checkCentralTendency(method: Calibration['method'], centralTendency: number | null): void {
  if (centralTendency === null) return
  if (method !== 'shift') {
    throw new StatisticError('invalidInput', `calibration needs the method shift for a central tendency, got ${method}`)
  }
  if (!(centralTendency > 0 && centralTendency < 1)) {
    throw new StatisticError('invalidInput', `calibration needs a central tendency in (0, 1), got ${centralTendency}`)
  }
}

function requireClasses(yTrue: ArrayLike<number>): void {
  let events = 0
  for (let i = 0; i < yTrue.length; i++) events += yTrue[i]!
  requireBothClasses('calibration', events, yTrue.length - events)
}

function requireRange(groups: ScoreGroups, yTrue: ArrayLike<number>): void {
  requireClasses(yTrue)
  if (groups.values.length > 1) return
  throw new StatisticError(
    'undefined',
    `calibration needs scores that differ, got the same for all ${yTrue.length} rows: use a shift`,
  )
}
