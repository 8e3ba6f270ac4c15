import { StatisticError } from '../statistic-error.ts'
import { attemptEstimate, undefinedReason } from '../stats/estimate.ts'
import { populationStabilityIndex } from '../stats/population-stability-index.ts'
import { psiNoDriftLimit } from '../stats/psi-no-drift-limit.ts'
import type { CharacteristicCounts, StabilityBand, StabilityReport } from './validation-types.ts'

const METHOD =
  'population stability index over the bins shown, natural logarithm, no smoothing of empty bins; no interval: compare with the no-drift limit'

/**
 * Population stability report of one binned variable: the index, its summands and the limit that respects sample size.
 *
 * A bin empty in both samples adds nothing and is not counted as a degree of freedom. A bin empty in only one of them
 * makes the index infinite, hence undefined.
 *
 * @param counts - labels and counts by bin, expected = development sample, actual = other sample
 * @returns the report; the index is null with the reason where it does not exist
 * @throws StatisticError `invalidInput` if labels and counts differ in number, or a count is negative or not finite
 */
export function stabilityReport(counts: CharacteristicCounts): StabilityReport {
  const { name, labels, expected, actual } = counts
  if (labels.length !== expected.length || labels.length !== actual.length) {
    throw new StatisticError(
      'invalidInput',
      `stabilityReport needs one label and two counts per bin, got ${labels.length} labels, ${expected.length} and ${actual.length} counts of "${name}"`,
    )
  }
  const nExpected = sum(expected)
  const nActual = sum(actual)
  const nFilled = labels.filter((_, b) => expected[b]! > 0 || actual[b]! > 0).length
  return {
    name,
    populationStabilityIndex: attemptEstimate(METHOD, () => ({ value: populationStabilityIndex(expected, actual) })),
    nExpected,
    nActual,
    bands: labels.map((label, b) => stabilityBand(label, expected[b]!, nExpected, actual[b]!, nActual)),
    noDriftLimit: limitOrNull(nExpected, nActual, nFilled),
  }
}

function stabilityBand(
  label: string,
  expected: number,
  nExpected: number,
  actual: number,
  nActual: number,
): StabilityBand {
  const expectedShare = nExpected === 0 ? 0 : expected / nExpected
  const actualShare = nActual === 0 ? 0 : actual / nActual
  const logRatio = expected > 0 && actual > 0 ? Math.log(actualShare / expectedShare) : null
  const isEmpty = expected === 0 && actual === 0
  const contribution = logRatio === null ? (isEmpty ? 0 : null) : (actualShare - expectedShare) * logRatio
  return { label, expected, expectedShare, actual, actualShare, logRatio, contribution }
}

function limitOrNull(nExpected: number, nActual: number, nBins: number): number | null {
  try {
    return psiNoDriftLimit(nExpected, nActual, nBins)
  } catch (error) {
    undefinedReason(error)
    return null
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
