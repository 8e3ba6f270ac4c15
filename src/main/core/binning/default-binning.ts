import type { BinningParams } from './binned-variable.ts'

/**
 * Binning where nobody asked for a certain one: what the contract has as defaults, with these special codes.
 *
 * @param specialCodes - numbers with bins of their own, by column
 */
export function defaultBinning(
  specialCodes: readonly { readonly column: string; readonly codes: readonly number[] }[] = [],
): BinningParams {
  return {
    maxBins: 6,
    maxPrebins: 50,
    minBinShare: 0.05,
    minEvents: 1,
    minNonEvents: 1,
    maxPValue: null,
    rareLevelShare: null,
    trend: 'auto',
    trends: [],
    specialCodes: specialCodes.map(({ column, codes }) => ({ column, codes: codes.map(String) })),
    keepLevels: false,
    manual: [],
  }
}
