import { StatisticError } from '../statistic-error.ts'
import { mean } from './mean.ts'
import { sampleVariance } from './sample-variance.ts'

/**
 * Standardized mean difference (SMD), Cohen's d.
 *
 *     SMD = (mean_group − mean_reference) / s,   s² = ((n − 1) s²_group + (m − 1) s²_reference) / (n + m − 2)
 *
 * 0: equal means; negative: the group scores lower on average. In pooled standard deviations.
 *
 * @param group - values of the group, shape (n,)
 * @param reference - values of the reference group, shape (m,)
 * @returns the difference, without unit
 * @throws StatisticError `undefined` if a side has fewer than two values, or all values of each side are equal
 * @see Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.5
 */
export function standardizedMeanDifference(group: ArrayLike<number>, reference: ArrayLike<number>): number {
  const [n, m] = [group.length, reference.length]
  const pooled = ((n - 1) * sampleVariance(group) + (m - 1) * sampleVariance(reference)) / (n + m - 2)
  if (pooled === 0) {
    throw new StatisticError('undefined', 'standardizedMeanDifference needs values that vary, got standard deviation 0')
  }
  return (mean(group) - mean(reference)) / Math.sqrt(pooled)
}
