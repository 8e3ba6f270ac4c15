import { type Frame, getColumn } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { undefinedReason } from '../stats/estimate.ts'
import { type AssociationSide, type NumericSide, numericSide, type TextSide, textSide } from './association-columns.ts'
import { correlation, correlationRatio, cramersV } from './association-measures.ts'
import { datesAsNumbers } from './dates-as-numbers.ts'
import {
  crossProducts,
  groupSums,
  jointRankSums,
  jointSums,
  jointTable,
  type PairSums,
  spreadRanks,
} from './pair-sums.ts'

export type AssociationMeasure = 'pearson' | 'spearman' | 'cramersV' | 'cramersVCorrected' | 'correlationRatio'

/** How strongly two columns go together, by one measure, over the `n` rows where both have a value. */
export interface Association {
  readonly a: string
  readonly b: string
  readonly measure: AssociationMeasure
  /** Null where it does not exist; `reason` says why. */
  readonly value: number | null
  readonly n: number
  readonly reason: string | null
}

/** A text column of which only the most frequent levels were told apart. */
export interface PooledColumn {
  readonly column: string
  readonly nLevels: number
  readonly nPooled: number
}

export interface AssociationsReport {
  readonly columns: readonly string[]
  readonly associations: readonly Association[]
  readonly pooled: readonly PooledColumn[]
}

export interface AssociationsOptions {
  /** Columns to pair; all of the frame if left out. */
  readonly columns?: readonly string[]
  /** Levels of a text told apart; the others are taken together. */
  readonly maxLevels?: number
}

const MAX_COLUMNS = 200

/**
 * Associations of every two columns of a frame, over the rows where both have a value.
 *
 * Two numbers: Pearson's and Spearman's correlation. Two texts: Cramér's V, as it is and corrected for bias (Bergsma 2013).
 * A number and a text: the correlation ratio η, the number first. Dates count as numbers, in days. Texts with more levels than
 * `maxLevels` have their rare levels taken together, which `pooled` tells.
 *
 * @param frame - columns of equal length
 * @param options - which columns, and how many levels are told apart (50)
 * @returns one entry per pair and measure, in the order of the columns; null with the reason for columns that do not vary
 * @throws StatisticError `invalidInput` for more than 200 columns, a column that the frame lacks, or `maxLevels` below 1
 */
export function associations(frame: Frame, options: AssociationsOptions = {}): AssociationsReport {
  const names = options.columns ?? [...frame.columns.keys()]
  const maxLevels = options.maxLevels ?? 50
  if (names.length > MAX_COLUMNS) {
    throw new StatisticError('invalidInput', `associations needs ${MAX_COLUMNS} columns at most, got ${names.length}`)
  }
  if (!Number.isSafeInteger(maxLevels) || maxLevels < 1) {
    throw new StatisticError('invalidInput', `associations needs a whole number ≥ 1 of levels, got ${maxLevels}`)
  }
  const sides = names.map((name): AssociationSide => {
    const column = datesAsNumbers(getColumn(frame, name))
    return column.kind === 'numeric' ? numericSide(column) : textSide(column, maxLevels)
  })
  const complete = completeSums(
    sides.filter((side) => side.kind === 'numeric'),
    frame.nRows,
  )
  const found: Association[] = []
  for (let i = 0; i < sides.length; i++) {
    for (let j = i + 1; j < sides.length; j++) found.push(...associate(sides[i]!, sides[j]!, complete))
  }
  const pooled = sides.flatMap((side) =>
    side.kind === 'text' && side.nPooled > 0
      ? [{ column: side.name, nLevels: side.nLevels, nPooled: side.nPooled }]
      : [],
  )
  return { columns: names, associations: found, pooled }
}

interface CompleteSums {
  readonly indexOf: ReadonlyMap<NumericSide, number>
  readonly values: Float64Array
  readonly ranks: Float64Array
}

/** All pairs of the numeric columns without missing values at once. */
function completeSums(sides: readonly NumericSide[], nRows: number): CompleteSums {
  const complete = sides.filter((side) => side.n === nRows)
  return {
    indexOf: new Map(complete.map((side, index) => [side, index])),
    values: crossProducts(complete.map((side) => side.centered)),
    ranks: crossProducts(complete.map(spreadRanks)),
  }
}

function associate(a: AssociationSide, b: AssociationSide, complete: CompleteSums): Association[] {
  if (a.kind === 'numeric') return b.kind === 'numeric' ? numericPair(a, b, complete) : mixedPair(a, b)
  return b.kind === 'numeric' ? mixedPair(b, a) : textPair(a, b)
}

function numericPair(a: NumericSide, b: NumericSide, complete: CompleteSums): Association[] {
  const [i, j] = [complete.indexOf.get(a), complete.indexOf.get(b)]
  if (i === undefined || j === undefined) {
    const sums = jointSums(a, b)
    const reason = pairReason(sums.n, sums.constant)
    const of = (measure: AssociationMeasure, compute: () => number) => entry(a, b, measure, sums.n, reason, compute)
    return [of('pearson', () => correlation(sums)), of('spearman', () => correlation(jointRankSums(a, b, sums.n)))]
  }
  const reason = pairReason(a.n, a.nDistinct < 2 ? a.name : b.nDistinct < 2 ? b.name : null)
  const of = (measure: AssociationMeasure, sums: Float64Array) =>
    entry(a, b, measure, a.n, reason, () => correlation(pickSums(sums, complete.indexOf.size, i, j, a.n)))
  return [of('pearson', complete.values), of('spearman', complete.ranks)]
}

function pickSums(sums: Float64Array, k: number, i: number, j: number, n: number): PairSums {
  return { n, xx: sums[i * k + i]!, yy: sums[j * k + j]!, xy: sums[Math.min(i, j) * k + Math.max(i, j)]! }
}

function mixedPair(number: NumericSide, text: TextSide): Association[] {
  const { counts, sums, squares, isConstant } = groupSums(number, text)
  const n = counts.reduce((sum, count) => sum + count, 0)
  const constant = isConstant ? number.name : counts.filter((count) => count > 0).length < 2 ? text.name : null
  const reason = pairReason(n, constant)
  return [entry(number, text, 'correlationRatio', n, reason, () => correlationRatio(counts, sums, squares))]
}

function textPair(a: TextSide, b: TextSide): Association[] {
  const table = jointTable(a, b)
  const n = table.reduce((sum, count) => sum + count, 0)
  const nRowsFilled = filledRows(table, b.nLabels)
  const reason = pairReason(n, nRowsFilled < 2 ? a.name : filledColumns(table, b.nLabels) < 2 ? b.name : null)
  return [
    entry(a, b, 'cramersV', n, reason, () => cramersV(table, b.nLabels).value),
    entry(a, b, 'cramersVCorrected', n, reason, () => {
      const { corrected } = cramersV(table, b.nLabels)
      if (corrected !== null) return corrected
      throw new StatisticError('undefined', `the bias correction needs more rows than levels, got ${n} rows`)
    }),
  ]
}

function filledRows(table: Float64Array, nColumns: number): number {
  const filled = new Set<number>()
  table.forEach((count, at) => {
    if (count > 0) filled.add(Math.floor(at / nColumns))
  })
  return filled.size
}

function filledColumns(table: Float64Array, nColumns: number): number {
  const filled = new Set<number>()
  table.forEach((count, at) => {
    if (count > 0) filled.add(at % nColumns)
  })
  return filled.size
}

function pairReason(n: number, constant: string | null): string | null {
  if (n < 2) return `the pair needs two rows where both columns have a value, got ${n}`
  return constant === null ? null : `"${constant}" is constant over the ${n} rows where both columns have a value`
}

function entry(
  a: AssociationSide,
  b: AssociationSide,
  measure: AssociationMeasure,
  n: number,
  reason: string | null,
  compute: () => number,
): Association {
  const names = { a: a.name, b: b.name, measure, n }
  if (reason !== null) return { ...names, value: null, reason }
  try {
    return { ...names, value: compute(), reason: null }
  } catch (error) {
    return { ...names, value: null, reason: undefinedReason(error) }
  }
}
