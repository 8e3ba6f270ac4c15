import { type ColumnSummary, NO_NUMBERS, NO_TEXTS, type TukeyOutliers } from './column-summary.ts'
import type { NumericColumn } from './frame.ts'
import { niceHistogram } from './nice-histogram.ts'
import { parseNumber, printNumber } from './parse-number.ts'
import { tallyMoments, tallyQuantiles, tallySum } from './tally-statistics.ts'
import { insertTop } from './top-values.ts'
import { tallyCount, tallyValues, tallyWithout, type ValueTally } from './value-tally.ts'

/** Probabilities of the quantiles in a profile. */
export const PROFILE_PROBABILITIES = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const

/**
 * Profile of a numeric column; see `profileColumn`.
 *
 * @param column - shape (nRows,); missing = NaN
 * @param specialCodes - codes as decimal texts; a text that is no number matches nothing
 * @returns the profile
 */
export function profileNumbers(column: NumericColumn, specialCodes: readonly string[] = []): ColumnSummary {
  const all = tallyValues(column.values)
  const special = specialCodes.map((code) => ({ code, count: tallyCount(all, parseNumber(code.trim()).value) }))
  const excluded = new Set(specialCodes.map((code) => parseNumber(code.trim()).value))
  const tally = tallyWithout(all, excluded)
  const top = mostFrequent(all)
  return {
    name: column.name,
    type: 'numeric',
    count: column.values.length,
    nMissing: column.values.length - all.n,
    nDistinct: all.values.length,
    ...(tally.n === 0 ? { ...NO_NUMBERS, quantiles: [] } : describeNumbers(tally)),
    histogram: niceHistogram(tally.values, tally.counts),
    sum: all.n === 0 ? null : finiteOrNull(tallySum(all)),
    ...NO_TEXTS,
    special,
    nSpecial: all.n - tally.n,
    topValues: top.map(({ value, count }) => ({ value: printNumber(value), count })),
    modeShare: all.n === 0 ? null : top[0]!.count / all.n,
  }
}

function mostFrequent({ values, counts }: ValueTally): { value: number; count: number }[] {
  const top: { value: number; count: number }[] = []
  let smallest = 0
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! <= smallest) continue
    insertTop(top, { value: values[i]!, count: counts[i]! })
    if (top.length === 10) smallest = top[9]!.count
  }
  return top
}

function describeNumbers(tally: ValueTally) {
  const found = tallyQuantiles(tally, PROFILE_PROBABILITIES)
  const quantiles = PROFILE_PROBABILITIES.map((probability, i) => ({ probability, value: found[i]! }))
  const [quantile25, median, quantile75] = [found[3]!, found[4]!, found[5]!]
  return {
    minimum: tally.values[0]!,
    quantile25,
    median,
    quantile75,
    maximum: tally.values.at(-1)!,
    ...tallyMoments(tally),
    histogramUnit: 'value' as const,
    quantiles,
    ...countKinds(tally),
    outliers: quantile25 === null || quantile75 === null ? null : tukeyOutliers(tally, quantile25, quantile75),
  }
}

function countKinds({ values, counts }: ValueTally) {
  let nZero = 0
  let nNegative = 0
  let nInteger = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const count = counts[i]!
    if (value === 0) nZero = count
    else if (value < 0) nNegative += count
    if (Math.floor(value) === value) nInteger += count
  }
  return { nZero, nNegative, nInteger }
}

function tukeyOutliers(tally: ValueTally, quantile25: number, quantile75: number): TukeyOutliers | null {
  const { values, counts } = tally
  const reach = 1.5 * (quantile75 - quantile25)
  const lowerFence = quantile25 - reach
  const upperFence = quantile75 + reach
  if (!Number.isFinite(lowerFence) || !Number.isFinite(upperFence)) return null
  let nBelow = 0
  let nAbove = 0
  for (let i = 0; i < values.length && values[i]! < lowerFence; i++) nBelow += counts[i]!
  for (let i = values.length - 1; i >= 0 && values[i]! > upperFence; i--) nAbove += counts[i]!
  return { lowerFence, upperFence, nBelow, nAbove }
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
