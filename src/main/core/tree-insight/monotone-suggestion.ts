import { distinctValues } from '../binning/value-buckets.ts'
import { type Frame, getColumn } from '../frame/frame.ts'
import { drawEvenly } from '../random/draw-evenly.ts'
import { StatisticError } from '../statistic-error.ts'
import { equalCountBands } from '../stats/equal-count-bands.ts'
import { attemptEstimate, type Estimate, finiteOrNull } from '../stats/estimate.ts'
import { spearmanInterval, spearmanWithOutcome } from '../stats/spearman-with-outcome.ts'
import type { MonotoneDirection } from '../trees/tree-model.ts'

const MAX_BANDS = 10
/** Of more rows some are drawn evenly: the correlation is then known to 0.005, and thirty columns take seconds. */
const MAX_ROWS = 200_000
/** Share of all ups and downs that go in the direction from which a turn here and there is taken for noise. */
const CLEAR_AGREEMENT = 0.75
const METHOD =
  'Spearman rank correlation of value and outcome, ties by midranks; Fisher interval with the variance of Bonett and Wright (2000)'

/** Event rate of the rows between two values, both included. */
export interface BandRate {
  /** Null: the missing band, or an infinite value. */
  readonly lower: number | null
  readonly upper: number | null
  readonly isMissing: boolean
  readonly count: number
  readonly eventRate: number
}

/** A direction that the data suggest; equal in shape to the contract's. */
export interface MonotoneSuggestion {
  readonly column: string
  /** Null: no direction is plain. */
  readonly direction: MonotoneDirection | null
  readonly correlation: Estimate
  /** Share of the ups and downs between neighbouring bands, by size, that go in the direction of the correlation; null: none. */
  readonly agreement: number | null
  readonly reason: string
  /** Bands of equal size in ascending order, the missing one last. */
  readonly rates: BandRate[]
}

interface ColumnRows {
  readonly values: Float64Array
  readonly yTrue: Uint8Array
  readonly weights: Float64Array | null
}

/**
 * The direction that the data suggest for the PD of each numeric characteristic as its value rises.
 *
 * A direction is suggested where the 95% interval of Spearman's rank correlation of value and outcome leaves out 0 and at least three
 * quarters of the ups and downs of the event rate over up to ten bands of equal size go that way:
 *
 *     agreement = Σ max(0, ±(rate_b − rate_b−1)) / Σ |rate_b − rate_b−1|
 *
 * It is a suggestion only: what a value means is for a person to say. Missing values and special codes are left out of the correlation
 * and stand in the last band. Columns of levels are passed over. Of more than 200,000 rows so many are drawn evenly.
 *
 * @param frame - columns of the characteristics
 * @param yTrue - 0 or 1 at the rows used, shape (nRows,)
 * @param rows - development rows
 * @param characteristics - names, in the order of the result
 * @param weights - > 0 at the rows used, shape (nRows,): rates and correlation count by them, the interval counts rows; null: 1 each
 * @param specialCodes - numbers that mean something else than an amount
 * @throws StatisticError `invalidInput` if the frame lacks a column or a label is neither 0 nor 1
 */
export function suggestMonotone(
  frame: Frame,
  yTrue: Uint8Array,
  rows: Uint32Array,
  characteristics: readonly string[],
  weights: Float64Array | null = null,
  specialCodes: readonly { readonly column: string; readonly codes: readonly number[] }[] = [],
): MonotoneSuggestion[] {
  for (const row of rows)
    if (yTrue[row]! > 1)
      throw new StatisticError(
        'invalidInput',
        `suggestMonotone needs labels 0 or 1, got ${yTrue[row]} in row ${row + 1}`,
      )
  const drawn = drawEvenly(rows, MAX_ROWS)
  return characteristics.flatMap((name) => {
    const column = getColumn(frame, name)
    if (column.kind !== 'numeric') return []
    const codes = new Set(specialCodes.filter((entry) => entry.column === name).flatMap((entry) => entry.codes))
    const isMissing = (row: number): boolean => Number.isNaN(column.values[row]!) || codes.has(column.values[row]!)
    const take = (taken: Uint32Array): ColumnRows => ({
      values: Float64Array.from(taken, (row) => column.values[row]!),
      yTrue: Uint8Array.from(taken, (row) => yTrue[row]!),
      weights: weights === null ? null : Float64Array.from(taken, (row) => weights[row]!),
    })
    return [suggest(name, take(drawn.filter((row) => !isMissing(row))), take(drawn.filter(isMissing)))]
  })
}

function suggest(column: string, known: ColumnRows, missing: ColumnRows): MonotoneSuggestion {
  const bands = bandRates(known)
  const { counts } = distinctValues(known)
  const correlation = attemptEstimate(METHOD, () => {
    const value = spearmanWithOutcome(counts)
    return { value, ...spearmanInterval(value, known.values.length), level: 0.95 }
  })
  const agreement = correlation.value === null ? null : agreementOf(bands, Math.sign(correlation.value))
  const rates = [...bands, ...missingRate(missing)]
  return { column, ...verdict(correlation, agreement), correlation, agreement, rates }
}

function bandRates(known: ColumnRows): BandRate[] {
  const { values, counts } = distinctValues({ ...known, weights: null })
  const weighted = known.weights === null ? counts : distinctValues(known).counts
  const rowsAt = Array.from(values, (_, i) => counts[2 * i]! + counts[2 * i + 1]!)
  let from = 0
  return equalCountBands(rowsAt, MAX_BANDS).map((end) => {
    let count = 0
    let weight = 0
    let events = 0
    for (let i = from; i < end; i++) {
      count += rowsAt[i]!
      weight += weighted[2 * i]! + weighted[2 * i + 1]!
      events += weighted[2 * i + 1]!
    }
    const [lower, upper] = [finiteOrNull(values[from]), finiteOrNull(values[end - 1])]
    from = end
    return { lower, upper, isMissing: false, count, eventRate: events / weight }
  })
}

function missingRate({ yTrue, weights }: ColumnRows): BandRate[] {
  if (yTrue.length === 0) return []
  const weightOf = (i: number): number => (weights === null ? 1 : weights[i]!)
  const total = yTrue.reduce((sum, _, i) => sum + weightOf(i), 0)
  const events = yTrue.reduce((sum, y, i) => sum + y * weightOf(i), 0)
  return [{ lower: null, upper: null, isMissing: true, count: yTrue.length, eventRate: events / total }]
}

/** @param sign - of the direction */
function agreementOf(bands: readonly BandRate[], sign: number): number | null {
  let agreeing = 0
  let total = 0
  for (let i = 1; i < bands.length; i++) {
    const step = bands[i]!.eventRate - bands[i - 1]!.eventRate
    agreeing += Math.max(0, sign * step)
    total += Math.abs(step)
  }
  return total === 0 ? null : agreeing / total
}

function verdict(
  { value, lower, upper, reason }: Estimate,
  agreement: number | null,
): Pick<MonotoneSuggestion, 'direction' | 'reason'> {
  if (value === null) return { direction: null, reason: `No direction: ${reason ?? 'the correlation is not defined'}.` }
  const range = `${signed(lower ?? 0)} to ${signed(upper ?? 0)}`
  if (lower === null || upper === null || (lower <= 0 && upper >= 0))
    return { direction: null, reason: `No direction: the rank correlation may be 0 (${range}).` }
  if (agreement === null) return { direction: null, reason: 'No direction: the event rate is the same in all bands.' }
  const way = `${Math.round(agreement * 100)}% of its ups and downs go that way`
  const [verb, direction] = value > 0 ? (['rises', 'increasing'] as const) : (['falls', 'decreasing'] as const)
  if (agreement < CLEAR_AGREEMENT)
    return {
      direction: null,
      reason: `No direction: the event rate ${verb} on the whole (${range}), but only ${way}: a constraint would hide where it turns.`,
    }
  return {
    direction,
    reason: `The event rate ${verb} with the value: rank correlation ${signed(value)} (${range}); ${way}.`,
  }
}

function signed(value: number): string {
  return value.toFixed(2).replace('-', '\u2212')
}
