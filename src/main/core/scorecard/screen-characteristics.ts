import type { BinnedVariable } from '../binning/binned-variable.ts'
import type { Exclusion } from './fit-report.ts'

/**
 * Why a binned variable cannot be a characteristic, or null if it can: all missing, constant, without feasible bins, without
 * differences between bins, or with too little information value.
 *
 * @param variable - binned on the development sample
 * @param minInformationValue - smallest information value, ≥ 0
 */
export function screenCharacteristic(variable: BinnedVariable, minInformationValue: number): Exclusion | null {
  const { name, informationValue } = variable
  const filled = variable.bins.filter((bin) => bin.count > 0)
  if (filled.length < 2) {
    const reason =
      filled[0]?.definition.kind === 'missing'
        ? 'All values are missing in the development sample.'
        : singleBinReason(variable)
    return { name, reason, informationValue: null }
  }
  // Equal rates of different counts may differ in the last place.
  if (spread(filled.map((bin) => bin.woe)) <= 1e-12) {
    return { name, reason: 'Every bin has the same event rate: it tells nothing apart.', informationValue }
  }
  if (informationValue < minInformationValue) {
    return {
      name,
      reason: `Information value ${printBelow(informationValue, minInformationValue)} is below the minimum of ${minInformationValue}.`,
      informationValue,
    }
  }
  return null
}

/**
 * Whether a binned variable tells anything apart, however little: two bins that hold rows, of different event rates.
 *
 * @param variable - binned on the development sample
 */
export function isUsable(variable: BinnedVariable): boolean {
  return screenCharacteristic(variable, 0) === null
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values)
}

function singleBinReason(variable: BinnedVariable): string {
  return variable.trendReason === 'One distinct value only.'
    ? 'Constant in the development sample.'
    : (variable.trendReason ?? 'One bin holds every row.')
}

/** Four decimals, or as many as keep the printed value below the limit. */
function printBelow(value: number, limit: number): string {
  for (let decimals = 4; decimals <= 15; decimals++) {
    if (Number(value.toFixed(decimals)) < limit) return value.toFixed(decimals)
  }
  return String(value)
}
