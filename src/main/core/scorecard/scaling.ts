import { logistic } from '../learn/logistic-function.ts'
import { StatisticError } from '../statistic-error.ts'
import type { Scaling } from './scorecard-model.ts'

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
 * Points of one attribute: its share of the score, intercept and offset spread evenly over the characteristics.
 *
 *     points = −(woe · coefficient + intercept / n) · factor + offset / n,   rounded half up when rounding is `integer`
 *
 * @param woe - weight of evidence of the bin
 * @param coefficient - coefficient of the characteristic in ln(odds of the event)
 * @param intercept - intercept of the regression
 * @param nCharacteristics - n, at least 1
 * @param scaling - the scale
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6, points allocation
 */
export function attributePoints(
  woe: number,
  coefficient: number,
  intercept: number,
  nCharacteristics: number,
  scaling: Scaling,
): number {
  const { factor, offset } = scalingConstants(scaling)
  const points = -(woe * coefficient + intercept / nCharacteristics) * factor + offset / nCharacteristics
  return scaling.rounding === 'integer' ? Math.round(points) + 0 : points // + 0 turns −0 into 0
}

/**
 * Probability of the event (PD) at a score.
 *
 *     PD = 1 / (1 + exp((score − offset) / factor))
 *
 * @param points - score, higher = safer
 * @param constants - factor and offset
 * @returns probability in [0, 1], without overflow at any score
 */
export function probabilityOfPoints(points: number, { factor, offset }: ScalingConstants): number {
  return logistic(-(points - offset) / factor)
}
