import { compileScorecard, variableOf } from '../scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'
import type { CaseContribution, CaseExplanation } from './explanation-types.ts'
import { BASELINE_TEXT, pointsBaseline } from './points-baseline.ts'
import { reasonCodes, TIE_RULE } from './reason-codes.ts'

/** What goes with the case. */
export interface ExplainCaseOptions {
  /** Most reasons given, a whole number ≥ 0. */
  readonly maxReasons: number
  /** Row number counted from 1; 0 for a case from outside a data set. */
  readonly row: number
  readonly outcome: 'event' | 'nonEvent' | null
}

/**
 * Prepares a scorecard for explaining cases, in points.
 *
 *     contribution_j = points_j − baseline_j,   baseline + Σ contribution_j = score = Σ points_j
 *
 * Both are the Shapley values of the score against the development sample taken characteristic by characteristic, because the score
 * is a sum; on a straight line `points_j` are those of the value itself. In whole points the sums are exact; see `pointsBaseline`.
 *
 * @param model - scorecard
 * @returns (values, options) → explanation; it throws StatisticError `invalidInput` if the number of values, a value's type or
 *   `maxReasons` is wrong
 * @throws StatisticError `invalidInput` if the model is not sound
 */
export function scorecardExplainer(
  model: ScorecardModel,
): (values: readonly (number | string | null)[], options: ExplainCaseOptions) => CaseExplanation {
  const scorecard = compileScorecard(model)
  const baseline = pointsBaseline(model)
  const parts = model.characteristics.map((characteristic, j) => {
    const { bins } = variableOf(model, characteristic)
    return { name: characteristic.name, bins, baselinePoints: baseline.points[j]! }
  })
  return (values, { maxReasons, row, outcome }) => {
    requireReasons(maxReasons)
    const scored = scorecard.scoreValues(values)
    const contributions = parts.map(({ name, bins, baselinePoints }, j): CaseContribution => {
      const bin = scored.bins[j]!
      const points = scorecard.pointsOf(j, bin, values[j]!)
      const value = plainValue(values[j]!)
      return { name, value, attribute: bins[bin]!.label, points, baselinePoints, contribution: points - baselinePoints }
    })
    return {
      row,
      points: scored.points,
      probability: scored.probability,
      baseline: BASELINE_TEXT,
      baselinePoints: baseline.total,
      contributions,
      reasons: reasonCodes(contributions, maxReasons),
      tieRule: TIE_RULE,
      outcome,
    }
  }
}

/**
 * Checks the number of reasons asked for.
 *
 * @param maxReasons - to be a whole number ≥ 0
 * @throws StatisticError `invalidInput` if it is not
 */
export function requireReasons(maxReasons: number): void {
  if (!Number.isInteger(maxReasons) || maxReasons < 0) {
    throw new StatisticError('invalidInput', `explainCase needs a whole number of reasons ≥ 0, got ${maxReasons}`)
  }
}

/** A value as JSON knows it: missing is null. @param value - NaN also stands for missing */
export function plainValue(value: number | string | null): number | string | null {
  return typeof value === 'number' && Number.isNaN(value) ? null : value
}
