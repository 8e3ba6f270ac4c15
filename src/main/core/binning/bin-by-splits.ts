import type { NumericColumn } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { numberLabel } from './bin-label.ts'
import type { ZeroCellRule } from './bin-statistics.ts'
import type { BinnedVariable } from './binned-variable.ts'
import { countClasses } from './count-classes.ts'
import { type BinPlan, describeBins } from './describe-bins.ts'
import { numericCodes, numericDefinitions } from './numeric-definitions.ts'

/**
 * Bins with given inner edges, nothing optimised: [−∞, s₁), [s₁, s₂), …, [s_k, ∞), special codes, missing.
 *
 * @param column - values of the development sample, shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param splits - inner edges, finite and strictly ascending
 * @param options - special codes as decimal text; zero-cell rule
 * @throws StatisticError `invalidInput` if the splits are not finite and ascending, or lengths differ
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function binBySplits(
  column: NumericColumn,
  yTrue: Uint8Array,
  splits: readonly number[],
  options: { readonly specialCodes?: readonly string[]; readonly zeroCellRule?: ZeroCellRule } = {},
): BinnedVariable {
  splits.forEach((split, i) => {
    if (!Number.isFinite(split) || (i > 0 && split <= splits[i - 1]!)) {
      throw new StatisticError(
        'invalidInput',
        `binBySplits needs finite splits in ascending order, got ${splits.map(numberLabel).join(', ')}`,
      )
    }
  })
  countClasses(yTrue, `binning of "${column.name}"`)
  const definitions = numericDefinitions(splits, numericCodes(column.name, options.specialCodes ?? []))
  const plan: BinPlan = { definitions, splits: [...splits], trend: 'none', trendReason: 'Splits were given.' }
  return describeBins(column, yTrue, plan, null, options.zeroCellRule)
}
