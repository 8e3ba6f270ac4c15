import { logistic, logOnePlusExp } from '../learn/logistic-function.ts'
import type { Calibration } from '../scorecard/scorecard-model.ts'

/**
 * Calibrated probability of the event (PD) at log odds η.
 *
 *     p = 1 / (1 + e^−η)
 *     platt:    σ(intercept + slope · η)
 *     shift:    σ(η + intercept)
 *     beta:     σ(c + a · ln p − b · ln(1 − p))
 *     isotonic: linear between the knots (p, PD), constant beyond the ends; a knot gives exactly its PD
 *
 * Logarithms of p and 1 − p are taken from η, so that nothing is lost where p is within a rounding of 0 or 1.
 *
 * @param calibration - the map as plain data; knots ascending in p
 * @param eta - log odds of the event before calibration; ±∞ are the limits
 * @returns PD in [0, 1]; NaN only for NaN
 * @see Platt (1999), Probabilistic outputs for support vector machines; Kull, Silva Filho & Flach (2017), Beta calibration, AISTATS
 */
export function applyCalibration(calibration: Calibration, eta: number): number {
  switch (calibration.method) {
    case 'platt':
      return logistic(calibration.intercept + times(calibration.slope, eta))
    case 'shift':
      return logistic(eta + calibration.intercept)
    case 'beta': {
      const { a, b, c } = calibration
      return logistic(c - times(a, logOnePlusExp(-eta)) + times(b, logOnePlusExp(eta)))
    }
    case 'isotonic':
      return interpolate(calibration.knots, logistic(eta))
  }
}

/** 0 · ∞ counts as 0: a coefficient of 0 means that the term is not there. */
function times(coefficient: number, value: number): number {
  return coefficient === 0 ? 0 : coefficient * value
}

function interpolate(knots: readonly { probability: number; calibrated: number }[], p: number): number {
  if (Number.isNaN(p)) return Number.NaN
  let low = 0
  let high = knots.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (knots[middle]!.probability <= p) low = middle + 1
    else high = middle
  }
  const right = knots[Math.min(low, knots.length - 1)]!
  const left = knots[Math.max(low - 1, 0)]!
  if (left === right) return between(0, left.calibrated, 1)
  const share = (p - left.probability) / (right.probability - left.probability)
  const value = left.calibrated + share * (right.calibrated - left.calibrated)
  return between(0, between(left.calibrated, value, right.calibrated), 1)
}

function between(low: number, value: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
