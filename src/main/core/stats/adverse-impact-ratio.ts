import { StatisticError } from '../statistic-error.ts'
import { type ContingencyTable, tableMargins } from './contingency-table.ts'
import { normalCriticalValue } from './normal-critical-value.ts'

export interface AdverseImpactRatio {
  /** 1 = parity; below 1: the group is selected less often than the reference group. */
  readonly value: number
  /** Bounds, null when nobody of the group is selected: the logarithm of 0 has no interval. */
  readonly lower: number | null
  readonly upper: number | null
  readonly level: number
}

/**
 * Adverse impact ratio (AIR): selection rate of a group over that of the named reference group.
 *
 *     AIR = (a / (a + b)) / (c / (c + d)),   interval exp(ln AIR ± z · √(b / (a(a + b)) + d / (c(c + d))))
 *
 * 1 means parity. What ratio is too low is policy and does not belong here.
 *
 * @param table - first row the group, second row the reference; first column selected, second column rejected
 * @param level - confidence level in (0, 1)
 * @returns AIR ≥ 0 with its interval on the log scale
 * @throws StatisticError `invalidInput` if a count is not a whole number ≥ 0 or the level is not in (0, 1)
 * @throws StatisticError `undefined` if the group is empty, or nobody of the reference group is selected
 * @see Katz et al. (1978), Obtaining confidence intervals for the risk ratio in cohort studies, Biometrics 34; 29 CFR 1607.4 D
 */
export function adverseImpactRatio(table: ContingencyTable, level = 0.95): AdverseImpactRatio {
  const z = normalCriticalValue(level)
  const [[selected, rejected], [referenceSelected, referenceRejected]] = table
  const { rows } = tableMargins('adverseImpactRatio', table)
  if (rows[0] === 0) throw new StatisticError('undefined', 'adverseImpactRatio needs rows in the group, got 0')
  if (referenceSelected === 0) {
    throw new StatisticError(
      'undefined',
      `adverseImpactRatio needs selected rows in the reference group, got 0 of ${rows[1]}`,
    )
  }
  const value = (selected * rows[1]) / (rows[0] * referenceSelected)
  if (selected === 0) return { value, lower: null, upper: null, level }
  const logError = Math.sqrt(rejected / (selected * rows[0]) + referenceRejected / (referenceSelected * rows[1]))
  return { value, lower: value * Math.exp(-z * logError), upper: value * Math.exp(z * logError), level }
}
