import type { NumericColumn, TextColumn } from '../frame/frame.ts'
import { firstIndexFrom, tallyValues } from '../frame/value-tally.ts'
import { poolLevels } from './pool-levels.ts'

/** A numeric column made ready for correlations. */
export interface NumericSide {
  readonly kind: 'numeric'
  readonly name: string
  /** Values less their mean; missing rows hold 0 and are told by `ids`. */
  readonly centered: Float64Array
  /** Position of the row's value among the distinct ones, ascending; missing = −1. Its order is the order of the values. */
  readonly ids: Int32Array
  /** Mid-rank of each distinct value among all values of the column, less their mean. */
  readonly centeredRanks: Float64Array
  readonly nDistinct: number
  readonly n: number
}

/** A text column made ready for tables. */
export interface TextSide {
  readonly kind: 'text'
  readonly name: string
  readonly ids: Int32Array
  readonly nLabels: number
  readonly n: number
  readonly nLevels: number
  readonly nPooled: number
}

export type AssociationSide = NumericSide | TextSide

/** Centers a numeric column and ranks it, once for all its pairs. Ties get the mean of their ranks. */
export function numericSide(column: NumericColumn): NumericSide {
  const { values } = column
  const tally = tallyValues(values)
  let sum = 0
  for (let i = 0; i < tally.values.length; i++) sum += tally.values[i]! * tally.counts[i]!
  const mean = tally.n === 0 ? 0 : sum / tally.n
  const ids = new Int32Array(values.length)
  const centered = new Float64Array(values.length)
  const lookUp = idFinder(tally.values)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const isMissing = Number.isNaN(value)
    ids[i] = isMissing ? -1 : lookUp(value)
    centered[i] = isMissing ? 0 : value - mean
  }
  return {
    kind: 'numeric',
    name: column.name,
    centered,
    ids,
    centeredRanks: centeredMidRanks(tally.counts),
    nDistinct: tally.values.length,
    n: tally.n,
  }
}

/** Takes the rare levels of a text column together, once for all its pairs. */
export function textSide(column: TextColumn, maxLevels: number): TextSide {
  const pooled = poolLevels(column, maxLevels)
  let n = 0
  for (let i = 0; i < pooled.codes.length; i++) if (pooled.codes[i]! >= 0) n++
  return {
    kind: 'text',
    name: column.name,
    ids: pooled.codes,
    nLabels: pooled.labels.length,
    n,
    nLevels: pooled.nLevels,
    nPooled: pooled.nPooled,
  }
}

/**
 * Mid-ranks of distinct values, less the mean rank (n + 1) / 2.
 *
 * @param counts - rows at each distinct value, values ascending, shape (nDistinct,)
 */
export function centeredMidRanks(counts: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(counts.length)
  let before = 0
  for (let id = 0; id < counts.length; id++) {
    ranks[id] = before + (counts[id]! + 1) / 2
    before += counts[id]!
  }
  for (let id = 0; id < ranks.length; id++) ranks[id]! -= (before + 1) / 2
  return ranks
}

const GRID_CELLS_PER_VALUE = 4

/** Finds the index of a value among ascending distinct ones; a grid over the range leaves few to look through. */
function idFinder(distinct: Float64Array): (value: number) => number {
  const nDistinct = distinct.length
  const first = distinct[0] ?? 0
  const span = (distinct[nDistinct - 1] ?? 0) - first
  const nCells = nDistinct * GRID_CELLS_PER_VALUE
  const perUnit = nCells / span
  if (nDistinct < 2 || !(perUnit > 0) || !Number.isFinite(perUnit)) return (value) => firstIndexFrom(distinct, value)
  const cellOf = (value: number) => Math.floor((value - first) * perUnit)
  const starts = new Int32Array(nCells + 2)
  for (let id = 0; id < nDistinct; id++) starts[cellOf(distinct[id]!) + 1] = id + 1
  for (let cell = 1; cell < starts.length; cell++)
    if (starts[cell]! < starts[cell - 1]!) starts[cell] = starts[cell - 1]!
  return (value) => {
    const cell = cellOf(value)
    let low = starts[cell]!
    let high = starts[cell + 1]! - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (distinct[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
