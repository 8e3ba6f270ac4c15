import type { ScorecardModel } from '../scorecard/scorecard-model.ts'

/** What contributions are measured from, in words. */
export const BASELINE_TEXT = 'average of all applicants of the development sample'

/** 2²⁰ steps per point: far finer than anything printed, coarse enough for exact sums. */
const STEPS_PER_POINT = 1_048_576

/** Baseline points per characteristic and their sum. */
export interface PointsBaseline {
  /** In scorecard order, shape (nCharacteristics,). */
  readonly points: readonly number[]
  readonly total: number
}

/**
 * Baseline of the explanations: the mean points of each characteristic over the development sample, to the nearest multiple of 2⁻²⁰
 * point (about a millionth).
 *
 * On that grid sums and differences with whole points below 2³² are exact in floating point, in any order, so
 *
 *     score = Σ baseline_j + Σ (points_j − baseline_j)
 *
 * holds without any residual for a scorecard in whole points.
 *
 * @param model - scorecard
 */
export function pointsBaseline(model: ScorecardModel): PointsBaseline {
  const points = model.characteristics.map(
    ({ meanPoints }) => Math.round(meanPoints * STEPS_PER_POINT) / STEPS_PER_POINT,
  )
  return { points, total: points.reduce((sum, value) => sum + value, 0) }
}
