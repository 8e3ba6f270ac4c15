import type { Calibration } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'

/**
 * Checks a calibration that came from outside: isotonic knots ascend in p, and their PD lies within 0 and 1 and does not fall. The other
 * methods give a PD within 0 and 1 for any finite numbers.
 *
 * @param calibration - the map as plain data, its numbers finite
 * @throws StatisticError `invalidInput` with the place of the first knot that does not fit, counted from 1
 */
export function requireCalibration(calibration: Calibration): void {
  if (calibration.method !== 'isotonic') return
  let last = { probability: 0, calibrated: 0 }
  calibration.knots.forEach((knot, i) => {
    const isInOrder = knot.probability >= last.probability && knot.calibrated >= last.calibrated
    if (!(isInOrder && knot.probability <= 1 && knot.calibrated <= 1)) {
      throw new StatisticError(
        'invalidInput',
        `isotonic calibration needs knots that ascend within 0 and 1, got (${knot.probability}, ${knot.calibrated}) as knot ${i + 1}`,
      )
    }
    last = knot
  })
}
