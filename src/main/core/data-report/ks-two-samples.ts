import type { ValueTally } from '../frame/value-tally.ts'
import { StatisticError } from '../statistic-error.ts'

export interface KsTwoSamples {
  /** Distance in [0, 1]. */
  readonly statistic: number
  readonly pValue: number
}

/**
 * Two-sample Kolmogorov–Smirnov test: are two samples drawn from one continuous distribution?
 *
 *     D = max_x |F_e(x) − F_a(x)|,   p = Q(D · √(N·M / (N + M)))
 *
 * with Kolmogorov's limiting distribution Q. 0: the samples have the same distribution; 1: they do not overlap. The p-value is
 * an approximation for large samples; with ties, and for small samples, it is too large rather than too small.
 *
 * @param expected - distinct numbers of the development sample with counts
 * @param actual - of the monitored sample
 * @returns D and p, both in [0, 1]
 * @throws StatisticError `undefined` if a sample is empty
 * @see Smirnov (1948), Annals of Mathematical Statistics 19; Conover (1999), Practical Nonparametric Statistics, section 6.3
 */
export function ksTwoSamples(expected: ValueTally, actual: ValueTally): KsTwoSamples {
  const [n, m] = [expected.n, actual.n]
  if (n === 0 || m === 0) {
    throw new StatisticError('undefined', `ksTwoSamples needs numbers in both samples, got ${n} and ${m}`)
  }
  let e = 0
  let a = 0
  let countE = 0
  let countA = 0
  let statistic = 0
  while (e < expected.values.length && a < actual.values.length) {
    const value = Math.min(expected.values[e]!, actual.values[a]!)
    if (expected.values[e] === value) countE += expected.counts[e++]!
    if (actual.values[a] === value) countA += actual.counts[a++]!
    statistic = Math.max(statistic, Math.abs(countE / n - countA / m))
  }
  return { statistic, pValue: kolmogorovSurvival(statistic * Math.sqrt((n / (n + m)) * m)) }
}

/**
 * Upper tail of Kolmogorov's distribution.
 *
 *     Q(λ) = 2 Σ_k (−1)^(k − 1) e^(−2k²λ²) = 1 − √(2π)/λ · Σ_k e^(−(2k − 1)²π² / (8λ²))
 *
 * The first series serves large λ, the second small λ; either needs four terms.
 *
 * @param lambda - λ ≥ 0
 * @returns probability in [0, 1]
 * @see Kolmogorov (1933), Giornale dell'Istituto Italiano degli Attuari 4; Marsaglia, Tsang & Wang (2003), Journal of
 *   Statistical Software 8(18)
 */
export function kolmogorovSurvival(lambda: number): number {
  if (!(lambda > 0)) return 1
  let sum = 0
  if (lambda < 1) {
    for (let k = 1; k <= 4; k++) sum += Math.exp(-((2 * k - 1) ** 2 * Math.PI ** 2) / (8 * lambda * lambda))
    return Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / lambda) * sum)
  }
  for (let k = 4; k >= 1; k--) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda)
  return Math.min(1, sum)
}
