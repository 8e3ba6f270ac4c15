import { bandTally } from './band-tally.ts'
import { requireProbabilities } from './requirements.ts'
import type { ScoreTally } from './score-tally.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** One band of the calibration curve. */
export interface CalibrationBin {
  readonly count: number
  readonly events: number
  readonly meanPredicted: number
  /** Observed event rate. */
  readonly observed: number
  /** Wilson interval of the observed rate. */
  readonly lower: number
  readonly upper: number
}

export interface CalibrationCurveOptions {
  /** Bands asked for; default 10. Ties can make them fewer. */
  readonly nBands?: number
  /** Confidence level of the intervals; default 0.95. */
  readonly level?: number
}

/**
 * Calibration curve, also reliability diagram: mean predicted probability against observed event rate, by bands of
 * about equal counts.
 *
 * On the 45° line the model is calibrated; observed above predicted: it is too optimistic.
 *
 * @param tally - outcomes by predicted probability
 * @param options - bands and confidence level
 * @returns bands by ascending prediction, none empty; empty for an empty sample
 * @throws StatisticError `invalidInput` if a value is not a probability, nBands is not a whole number ≥ 1 or the level is not in (0, 1)
 * @see Murphy & Winkler (1977), Applied Statistics 26; Wilson (1927), Journal of the American Statistical Association 22
 */
export function calibrationCurve(tally: ScoreTally, options: CalibrationCurveOptions = {}): CalibrationBin[] {
  requireProbabilities('calibrationCurve', tally.values)
  return bandTally(tally, options.nBands ?? 10).map(({ count, events, scoreSum }) => ({
    count,
    events,
    meanPredicted: scoreSum / count,
    observed: events / count,
    ...wilsonInterval(events, count, options.level ?? 0.95),
  }))
}
