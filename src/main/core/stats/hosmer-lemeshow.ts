import { StatisticError } from '../statistic-error.ts'
import { bandTally, type TallyBand } from './band-tally.ts'
import { chiSquaredSurvival } from './chi-squared-survival.ts'
import { requireProbabilities, requireRows } from './requirements.ts'
import type { ScoreTally } from './score-tally.ts'

export interface HosmerLemeshowOptions {
  /** Groups asked for; default 10. Ties can make them fewer. */
  readonly nGroups?: number
  /** Whether the model was fitted on these rows: two degrees of freedom less. */
  readonly isInSample: boolean
}

export interface HosmerLemeshow {
  readonly statistic: number
  readonly degreesOfFreedom: number
  readonly pValue: number
  readonly nGroups: number
}

/**
 * Hosmer–Lemeshow test of calibration, groups of about equal counts by predicted probability.
 *
 *     H = Σ_g (O_g − E_g)² / (n_g · p̄_g · (1 − p̄_g)),   E_g = n_g · p̄_g
 *
 * χ² with groups − 2 degrees of freedom on the sample the model was fitted on, groups elsewhere. Large H, small p:
 * observed rates do not fit the predictions. Ties are never split over groups.
 *
 * @param tally - outcomes by predicted probability
 * @param options - groups, and whether the sample is the development sample
 * @returns H ≥ 0, degrees of freedom, upper-tail p-value and the number of groups formed
 * @throws StatisticError `invalidInput` if a value is not a probability, or nGroups is not a whole number ≥ 1
 * @throws StatisticError `undefined` if there are no rows, no degree of freedom is left, or a group's mean prediction is 0 or 1
 * @see Hosmer, Lemeshow & Sturdivant (2013), Applied Logistic Regression, 3rd ed., section 5.2.2
 */
export function hosmerLemeshow(tally: ScoreTally, options: HosmerLemeshowOptions): HosmerLemeshow {
  requireProbabilities('hosmerLemeshow', tally.values)
  requireRows('hosmerLemeshow', tally.nRows)
  const groups = bandTally(tally, options.nGroups ?? 10)
  const degreesOfFreedom = options.isInSample ? groups.length - 2 : groups.length
  if (degreesOfFreedom < 1) {
    throw new StatisticError(
      'undefined',
      `hosmerLemeshow needs three groups at least in sample, got ${groups.length} after merging ties`,
    )
  }
  let statistic = 0
  for (const group of groups) statistic += contribution(group)
  return {
    statistic,
    degreesOfFreedom,
    pValue: chiSquaredSurvival(statistic, degreesOfFreedom),
    nGroups: groups.length,
  }
}

function contribution(group: TallyBand): number {
  const variance = group.scoreSum * (1 - group.scoreSum / group.count)
  if (!(variance > 0)) {
    throw new StatisticError(
      'undefined',
      `hosmerLemeshow needs groups with mean predictions inside (0, 1), got ${group.scoreSum / group.count}`,
    )
  }
  return (group.events - group.scoreSum) ** 2 / variance
}
