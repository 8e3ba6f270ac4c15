import { centeredMidRanks, type NumericSide, type TextSide } from './association-columns.ts'

/** Sums over the rows where both columns of a pair have a value. */
export interface PairSums {
  readonly n: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

const BLOCK_ROWS = 4096

/**
 * Σ x·y of every two of some columns whose values are missing in the same rows (or never), block by block so that a block of
 * all columns stays in the processor's cache.
 *
 * @param columns - centered values, missing = 0, equal lengths
 * @returns matrix of sums, row-major, shape (nColumns · nColumns,), only its upper triangle filled
 */
export function crossProducts(columns: readonly Float64Array[]): Float64Array {
  const k = columns.length
  const sums = new Float64Array(k * k)
  const nRows = columns[0]?.length ?? 0
  for (let from = 0; from < nRows; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, nRows)
    for (let a = 0; a < k; a++) {
      for (let b = a; b < k; b++) sums[a * k + b]! += dot(columns[a]!, columns[b]!, from, to)
    }
  }
  return sums
}

function dot(x: Float64Array, y: Float64Array, from: number, to: number): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let i = from
  for (; i + 3 < to; i += 4) {
    s0 += x[i]! * y[i]!
    s1 += x[i + 1]! * y[i + 1]!
    s2 += x[i + 2]! * y[i + 2]!
    s3 += x[i + 3]! * y[i + 3]!
  }
  for (; i < to; i++) s0 += x[i]! * y[i]!
  return s0 + s1 + (s2 + s3)
}

/** The value of each row for its column's ranks; missing = 0. */
export function spreadRanks(side: NumericSide): Float64Array {
  const { ids, centeredRanks } = side
  const ranks = new Float64Array(ids.length)
  for (let i = 0; i < ids.length; i++) ranks[i] = ids[i]! < 0 ? 0 : centeredRanks[ids[i]!]!
  return ranks
}

/** Sums of the values of two numeric columns about their means over the rows both have; also whether either is constant there. */
export function jointSums(x: NumericSide, y: NumericSide): PairSums & { readonly constant: string | null } {
  const nRows = x.ids.length
  let n = 0
  let sx = 0
  let sy = 0
  let firstX = -1
  let firstY = -1
  let differsX = false
  let differsY = false
  for (let i = 0; i < nRows; i++) {
    const idX = x.ids[i]!
    const idY = y.ids[i]!
    if (idX < 0 || idY < 0) continue
    if (n++ === 0) {
      firstX = idX
      firstY = idY
    }
    if (idX !== firstX) differsX = true
    if (idY !== firstY) differsY = true
    sx += x.centered[i]!
    sy += y.centered[i]!
  }
  const [meanX, meanY] = n === 0 ? [0, 0] : [sx / n, sy / n]
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < nRows; i++) {
    if (x.ids[i]! < 0 || y.ids[i]! < 0) continue
    const dx = x.centered[i]! - meanX
    const dy = y.centered[i]! - meanY
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  return { n, xx, yy, xy, constant: differsX ? (differsY ? null : y.name) : x.name }
}

/** Sums of the ranks of two numeric columns, ranked anew among the `n` rows both have. */
export function jointRankSums(x: NumericSide, y: NumericSide, n: number): PairSums {
  const ranksX = jointRanks(x, y, n)
  const ranksY = jointRanks(y, x, n)
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < x.ids.length; i++) {
    const idX = x.ids[i]!
    const idY = y.ids[i]!
    if (idX < 0 || idY < 0) continue
    const rankX = ranksX[idX]!
    const rankY = ranksY[idY]!
    xx += rankX * rankX
    yy += rankY * rankY
    xy += rankX * rankY
  }
  return { n, xx, yy, xy }
}

/** Mid-ranks of the distinct values of x among the rows where y has a value, too; its own ranks if these are all its rows. */
function jointRanks(x: NumericSide, y: NumericSide, n: number): Float64Array {
  if (n === x.n) return x.centeredRanks
  const counts = new Uint32Array(x.nDistinct)
  for (let i = 0; i < x.ids.length; i++) if (x.ids[i]! >= 0 && y.ids[i]! >= 0) counts[x.ids[i]!]!++
  return centeredMidRanks(counts)
}

/** Counts of a table of two text columns over the rows both have, row-major, shape (x.nLabels · y.nLabels,). */
export function jointTable(x: TextSide, y: TextSide): Float64Array {
  const counts = new Float64Array(x.nLabels * y.nLabels)
  for (let i = 0; i < x.ids.length; i++) {
    if (x.ids[i]! >= 0 && y.ids[i]! >= 0) counts[x.ids[i]! * y.nLabels + y.ids[i]!]!++
  }
  return counts
}

/** Per label of a text column: rows that also have a number, their sum and the sum of squares of the centered number. */
export function groupSums(x: NumericSide, y: TextSide) {
  const counts = new Float64Array(y.nLabels)
  const sums = new Float64Array(y.nLabels)
  let squares = 0
  let first = -1
  let isConstant = true
  for (let i = 0; i < x.ids.length; i++) {
    const label = y.ids[i]!
    const id = x.ids[i]!
    if (id < 0 || label < 0) continue
    if (first < 0) first = id
    else if (id !== first) isConstant = false
    const value = x.centered[i]!
    counts[label]!++
    sums[label]! += value
    squares += value * value
  }
  return { counts, sums, squares, isConstant }
}
