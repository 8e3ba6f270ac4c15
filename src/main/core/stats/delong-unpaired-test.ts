import betaCdf from '@stdlib/stats-base-dists-beta-cdf'
import { StatisticError } from '../statistic-error.ts'
import type { DelongComparison } from './delong-paired-test.ts'
import { delongVariance } from './delong-variance.ts'
import { requireLevel } from './requirements.ts'
import { rocAuc } from './roc-auc.ts'
import type { ScoreTally } from './score-tally.ts'
import { studentCriticalValue } from './student-critical-value.ts'

/**
 * DeLong test of two AUCs on different rows (unpaired): development against hold-out, say.
 *
 *     t = (AUC_A − AUC_B) / √(v_A + v_B),   ν = (v_A + v_B)² / (v_A² / (n_A − 1) + v_B² / (n_B − 1))
 *
 * with the DeLong variances v and Student's t on ν degrees of freedom, as in Welch's test.
 *
 * @param a - outcomes by score of the first sample, higher = riskier
 * @param b - outcomes by score of the second sample, higher = riskier
 * @param level - confidence level of the interval of the difference
 * @returns both AUCs, their difference with interval, t, ν and the two-sided p-value
 * @throws StatisticError `undefined` if a class of a sample has fewer than two rows, or both variances are 0
 * @throws StatisticError `invalidInput` if the level is not in (0, 1)
 * @see DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44; Robin et al. (2011), pROC, BMC Bioinformatics 12
 */
export function delongUnpairedTest(a: ScoreTally, b: ScoreTally, level = 0.95): DelongComparison {
  requireLevel('delongUnpairedTest', level)
  const varianceA = delongVariance(a)
  const varianceB = delongVariance(b)
  const variance = varianceA + varianceB
  if (variance === 0) {
    throw new StatisticError(
      'undefined',
      'delongUnpairedTest needs overlapping classes, got variance 0 in both samples',
    )
  }
  const rocAucA = rocAuc(a)
  const rocAucB = rocAuc(b)
  const difference = rocAucA - rocAucB
  const standardError = Math.sqrt(variance)
  const statistic = difference / standardError
  const degreesOfFreedom = variance ** 2 / (varianceA ** 2 / (a.nRows - 1) + varianceB ** 2 / (b.nRows - 1))
  const critical = studentCriticalValue(level, degreesOfFreedom)
  return {
    rocAucA,
    rocAucB,
    difference,
    standardError,
    lower: difference - critical * standardError,
    upper: difference + critical * standardError,
    level,
    statistic,
    degreesOfFreedom,
    // P(|T| ≥ |t|) = I_x(ν/2, ½) with x = ν / (ν + t²)
    pValue: betaCdf(degreesOfFreedom / (degreesOfFreedom + statistic ** 2), degreesOfFreedom / 2, 0.5),
  }
}
