import { binVariable } from '../binning/bin-variable.ts'
import type { BinDefinition, BinnedVariable } from '../binning/binned-variable.ts'
import { defaultBinning } from '../binning/default-binning.ts'
import { describeBins } from '../binning/describe-bins.ts'
import { type Column, type TextColumn, takeRows } from '../frame/frame.ts'
import type { FitSample } from '../scorecard/fit-sample.ts'
import type { GbdtParams } from './gbdt-params.ts'

/** Beyond these, bins name only the levels that trees know. */
const MAX_NAMED_LEVELS = 1_000

/**
 * Bins of a characteristic of trees, for watching it and naming its values: those of a scorecard with default parameters, special codes
 * apart. Of a column of texts with more than a thousand levels only those that trees know have bins by name; the others stand in the bin
 * of unseen levels, as trees see them.
 *
 * @param column - values of the development sample, shape (nSamples,)
 * @param sample - its outcomes and weights
 * @param specialCodes - by column
 * @param levels - the levels that trees know, null for numbers and where that is not known
 * @throws StatisticError as `binVariable`
 */
export function boostedVariable(
  column: Column,
  { yTrue, weights }: Pick<FitSample, 'yTrue' | 'weights'>,
  specialCodes: GbdtParams['specialCodes'],
  levels: readonly string[] | null,
): BinnedVariable {
  const params = defaultBinning(specialCodes)
  if (column.kind === 'numeric' || levels === null || column.levels.length <= MAX_NAMED_LEVELS)
    return binVariable(column, yTrue, params, weights)
  const rows = rowsOfLevels(column, new Set(levels))
  const outcomes = Uint8Array.from(rows, (row) => yTrue[row]!)
  const bare: BinDefinition[] = [{ kind: 'missing' }, { kind: 'unseen' }]
  const nothing = { definitions: bare, splits: [], trend: 'none' as const, trendReason: 'No level is common enough.' }
  if (!(outcomes.includes(0) && outcomes.includes(1))) return describeBins(column, yTrue, nothing, weights)
  const taken = weights === null ? null : Float64Array.from(rows, (row) => weights[row]!)
  const { bins, splits, trend, trendReason } = binVariable(takeRows(column, rows), outcomes, params, taken)
  const plan = {
    ...{ definitions: bins.map(({ definition }) => definition), splits, trend },
    trendReason: `${trendReason ?? ''} Levels that trees do not know stand with the unseen ones.`.trim(),
  }
  return describeBins(column, yTrue, plan, weights)
}

function rowsOfLevels({ codes, levels }: TextColumn, known: ReadonlySet<string>): Uint32Array {
  const isKnown = Uint8Array.from(levels, (level) => (known.has(level) ? 1 : 0))
  return Uint32Array.from(codes, (_, row) => row).filter((row) => codes[row]! >= 0 && isKnown[codes[row]!] === 1)
}
