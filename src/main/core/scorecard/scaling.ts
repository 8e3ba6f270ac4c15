import { applyCalibration } from '../calibration/apply-calibration.ts'
import { logistic } from '../learn/logistic-function.ts'
import { StatisticError } from '../statistic-error.ts'
import type { Calibration, Scaling } from './scorecard-model.ts'

/** score = offset + factor · ln(good-to-bad odds). */
export interface ScalingConstants {
  readonly factor: number
  readonly offset: number
}

/**
 * Factor and offset of the points scale.
 *
 *     factor = pointsToDoubleOdds / ln 2
 *     offset = targetPoints − factor · ln(targetOdds)
 *
 * More points mean safer. 600 points at 19:1 with 50 points to double the odds: factor 72.1348, offset 387.6036.
 *
 * @param scaling - target points, good-to-bad odds there, points to double the odds (PDO)
 * @throws StatisticError `invalidInput` if odds or PDO are not positive, or a number is not finite
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6, scorecard scaling
 */
export function scalingConstants(scaling: Scaling): ScalingConstants {
  const { targetPoints, targetOdds, pointsToDoubleOdds } = scaling
  if (!(targetOdds > 0 && pointsToDoubleOdds > 0 && Number.isFinite(targetPoints + targetOdds + pointsToDoubleOdds))) {
    throw new StatisticError(
      'invalidInput',
      `scaling needs finite target points and positive odds and points to double the odds, got ${targetPoints}, ${targetOdds} and ${pointsToDoubleOdds}`,
    )
  }
  const factor = pointsToDoubleOdds / Math.LN2
  return { factor, offset: targetPoints - factor * Math.log(targetOdds) }
}

/**
 * Exact points of one attribute: its share of the score, intercept and offset spread evenly over the characteristics.
 *
 *     points = −(x · coefficient + intercept / n) · factor + offset / n
 *
 * Whole points come from `roundPoints`, which looks at the scorecard as a whole.
 *
 * @param x - weight of evidence of the bin, or the value of another column
 * @param coefficient - coefficient of the column in ln(odds of the event)
 * @param intercept - intercept of the regression
 * @param nCharacteristics - n, at least 1
 * @param scaling - the scale
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6, points allocation
 */
export function attributePoints(
  x: number,
  coefficient: number,
  intercept: number,
  nCharacteristics: number,
  scaling: Scaling,
): number {
  const { factor, offset } = scalingConstants(scaling)
  return -(x * coefficient + intercept / nCharacteristics) * factor + offset / nCharacteristics
}

/** What turns points into a PD: the scale, and a calibration where there is one. */
export interface PointsToProbability extends ScalingConstants {
  readonly calibration?: Calibration | undefined
}

/**
 * Probability of the event (PD) at a score.
 *
 *     η = −(score − offset) / factor
 *     PD = 1 / (1 + e^−η), or the calibration of η where the model has one
 *
 * @param points - score, higher = safer
 * @param model - factor, offset and calibration: a scorecard
 * @returns probability in [0, 1], without overflow at any score
 */
export function probabilityOfPoints(points: number, { factor, offset, calibration }: PointsToProbability): number {
  const eta = -(points - offset) / factor
  return calibration === undefined ? logistic(eta) : applyCalibration(calibration, eta)
}

/**
 * Fewest points at which the PD is at most a given one: the inverse of `probabilityOfPoints`.
 *
 * Without a calibration offset + factor · ln((1 − PD) / PD); with one, found by bisection within 1e-9 points, where the PD falls with
 * the points. Where a calibration reaches no PD that small, or none that large, the score is that at η = ∓100.
 *
 * @param probability - PD in (0, 1)
 * @param model - factor, offset and calibration: a scorecard
 */
export function pointsOfProbability(probability: number, model: PointsToProbability): number {
  const { factor, offset, calibration } = model
  if (calibration === undefined) return offset + factor * Math.log((1 - probability) / probability)
  let low = offset - 100 * factor
  let high = offset + 100 * factor
  if (probabilityOfPoints(low, model) <= probability) return low
  while (high - low > 1e-9) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (probabilityOfPoints(middle, model) <= probability) high = middle
    else low = middle
  }
  return high
}
