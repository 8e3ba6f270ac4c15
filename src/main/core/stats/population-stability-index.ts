import { StatisticError } from '../statistic-error.ts'
import { requireRows } from './requirements.ts'

/**
 * Population stability index (PSI) of a binned variable between two samples.
 *
 *     PSI = Σ_b (a_b − e_b) · ln(a_b / e_b)
 *
 * where e_b and a_b are the shares of bin b in the expected and the actual sample. Symmetric; zero only when they
 * agree. A bin empty in both samples adds nothing. What counts as drift is policy and does not belong here.
 *
 * @param expected - bin counts of the development sample, shape (nBins,), each ≥ 0
 * @param actual - bin counts of the monitored sample, shape (nBins,), same order
 * @returns PSI in nats, ≥ 0
 * @throws StatisticError `invalidInput` if lengths differ or a count is negative or not finite
 * @throws StatisticError `undefined` if a sample is empty, or a bin is empty in only one of them
 * @see Siddiqi (2006), Credit Risk Scorecards, system stability report
 */
export function populationStabilityIndex(expected: ArrayLike<number>, actual: ArrayLike<number>): number {
  if (expected.length !== actual.length) {
    throw new StatisticError(
      'invalidInput',
      `populationStabilityIndex needs the same bins in both samples, got ${expected.length} and ${actual.length}`,
    )
  }
  const nExpected = total(expected)
  const nActual = total(actual)
  requireRows('populationStabilityIndex of the expected sample', nExpected)
  requireRows('populationStabilityIndex of the actual sample', nActual)
  let index = 0
  for (let b = 0; b < expected.length; b++) {
    const expectedCount = expected[b]!
    const actualCount = actual[b]!
    if (expectedCount === 0 && actualCount === 0) continue
    if (expectedCount === 0 || actualCount === 0) {
      throw new StatisticError(
        'undefined',
        `populationStabilityIndex needs bins filled in both samples, got ${expectedCount} and ${actualCount} rows in bin ${b + 1}`,
      )
    }
    const [e, a] = [expectedCount / nExpected, actualCount / nActual]
    index += (a - e) * Math.log(a / e)
  }
  return index
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let b = 0; b < counts.length; b++) {
    const count = counts[b]!
    if (!(count >= 0 && Number.isFinite(count))) {
      throw new StatisticError(
        'invalidInput',
        `populationStabilityIndex needs finite counts ≥ 0, got ${count} in bin ${b + 1}`,
      )
    }
    sum += count
  }
  return sum
}
