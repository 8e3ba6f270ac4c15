import type { Column, NumericColumn, TextColumn } from './frame.ts'
import { type HistogramBin, niceHistogram } from './nice-histogram.ts'
import { printNumber } from './parse-number.ts'

/** Summary of one column; numbers that do not exist for it are null. */
export interface ColumnSummary {
  readonly name: string
  readonly type: 'numeric' | 'text'
  readonly count: number
  readonly nMissing: number
  readonly nDistinct: number
  readonly minimum: number | null
  readonly quantile25: number | null
  readonly median: number | null
  readonly quantile75: number | null
  readonly maximum: number | null
  readonly mean: number | null
  readonly standardDeviation: number | null
  readonly topValues: { readonly value: string; readonly count: number }[]
  readonly histogram: HistogramBin[]
}

const N_TOP_VALUES = 10

/**
 * Profile of one column: counts, quantiles, moments, most frequent values and a histogram.
 *
 * Quantiles interpolate linearly between order statistics (type 7). The standard deviation divides by n − 1. Missing values
 * count in `count` and `nMissing` only. `topValues` are sorted by falling count, ties by value (numbers) or first occurrence
 * (texts).
 *
 * @param column - shape (nRows,)
 * @returns the profile; for texts every number but the counts is null
 * @see Hyndman & Fan (1996), Sample quantiles in statistical packages, definition 7
 */
export function profileColumn(column: Column): ColumnSummary {
  return column.kind === 'numeric' ? profileNumbers(column) : profileTexts(column)
}

/** Quantile of ascending numbers, at least one, without NaN: linear between order statistics (type 7). */
function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const lower = sorted[below]!
  const share = position - below
  return share === 0 ? lower : lower + share * (sorted[below + 1]! - lower)
}

function profileNumbers(column: NumericColumn): ColumnSummary {
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort()
  const n = sorted.length
  const base = {
    name: column.name,
    type: 'numeric',
    count: column.values.length,
    nMissing: column.values.length - n,
  } as const
  if (n === 0) return { ...base, nDistinct: 0, ...NO_NUMBERS, topValues: [] }
  const runs = countRuns(sorted)
  const mean = finiteOrNull(compensatedSum(sorted, (value) => value) / n)
  return {
    ...base,
    nDistinct: runs.nDistinct,
    minimum: sorted[0]!,
    quantile25: finiteOrNull(quantile(sorted, 0.25)),
    median: finiteOrNull(quantile(sorted, 0.5)),
    quantile75: finiteOrNull(quantile(sorted, 0.75)),
    maximum: sorted[n - 1]!,
    mean,
    standardDeviation:
      mean === null || n < 2
        ? null
        : finiteOrNull(Math.sqrt(compensatedSum(sorted, (value) => (value - mean) ** 2) / (n - 1))),
    topValues: runs.top.map(({ value, count }) => ({ value: printNumber(value), count })),
    histogram: niceHistogram(sorted),
  }
}

function profileTexts(column: TextColumn): ColumnSummary {
  const counts = new Float64Array(column.levels.length)
  let nMissing = 0
  for (const code of column.codes) {
    if (code < 0) nMissing++
    else counts[code]!++
  }
  const top: { value: string; count: number }[] = []
  let nDistinct = 0
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code]!
    if (count === 0) continue
    nDistinct++
    insertTop(top, { value: column.levels[code]!, count })
  }
  return {
    name: column.name,
    type: 'text',
    count: column.codes.length,
    nMissing,
    nDistinct,
    ...NO_NUMBERS,
    topValues: top,
  }
}

const NO_NUMBERS = {
  minimum: null,
  quantile25: null,
  median: null,
  quantile75: null,
  maximum: null,
  mean: null,
  standardDeviation: null,
  histogram: [],
}

function countRuns(sorted: Float64Array): { nDistinct: number; top: { value: number; count: number }[] } {
  const top: { value: number; count: number }[] = []
  let nDistinct = 0
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1
    while (to < sorted.length && sorted[to] === sorted[from]) to++
    nDistinct++
    insertTop(top, { value: sorted[from]!, count: to - from })
    from = to
  }
  return { nDistinct, top }
}

/** Keeps the list at the most frequent ten; earlier entries win ties. */
function insertTop<T extends { count: number }>(top: T[], entry: T): void {
  if (top.length === N_TOP_VALUES && top[N_TOP_VALUES - 1]!.count >= entry.count) return
  let at = top.length
  while (at > 0 && top[at - 1]!.count < entry.count) at--
  top.splice(at, 0, entry)
  if (top.length > N_TOP_VALUES) top.pop()
}

/** Neumaier's compensated sum: the result does not depend on the sizes of the summands. */
function compensatedSum(values: Float64Array, term: (value: number) => number): number {
  let sum = 0
  let correction = 0
  for (const value of values) {
    const summand = term(value)
    const next = sum + summand
    correction += Math.abs(sum) >= Math.abs(summand) ? sum - next + summand : summand - next + sum
    sum = next
  }
  return sum + correction
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
