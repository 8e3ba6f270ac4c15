import type { CalibrationBin } from './calibration-curve.ts'
import { requireRows } from './requirements.ts'

/**
 * Expected calibration error (ECE): mean distance of the calibration curve from the 45° line, weighted by rows.
 *
 *     ECE = Σ_b (n_b / n) · |observed_b − meanPredicted_b|
 *
 * 0: every band's rate is as predicted. It depends on the bands and is biased upwards in small samples.
 *
 * @param curve - bands of the calibration curve
 * @returns error in [0, 1], in shares
 * @throws StatisticError `undefined` if there are no rows
 * @see Naeini, Cooper & Hauskrecht (2015), AAAI, with bands of equal counts
 */
export function expectedCalibrationError(curve: readonly CalibrationBin[]): number {
  let nRows = 0
  let sum = 0
  for (const bin of curve) {
    nRows += bin.count
    sum += bin.count * Math.abs(bin.observed - bin.meanPredicted)
  }
  requireRows('calibration error', nRows)
  return sum / nRows
}
