import { type Buckets, distinctValues, fillBuckets, type ValueRows } from './value-buckets.ts'

/** Rows of neighbouring values taken together: one distinct value, or several that can be told apart where it matters. */
export interface Cell {
  readonly events: number
  readonly nonEvents: number
  /** The one value of the cell; NaN where there are several. */
  readonly value: number
  /** The parts of a cell of several values, in ascending order; null where there is one value. */
  readonly open: (() => readonly Cell[]) | null
}

const NOTHING: ReadonlySet<number> = new Set()
/** Up to these many rows sorting costs less than buckets. */
const SMALL = 256
/** Buckets within buckets at most: values that lie closer together are sorted. */
const MAX_DEPTH = 3
/** So many neighbouring buckets are one cell until it is opened. */
const GROUP = 64

/**
 * Cells of a numeric column in ascending order. Nothing is sorted as a whole: a cell of several values is opened only where they matter.
 *
 * @param rows - values, labels, weights; rows without value or weight are left out
 * @param leaveOut - values not counted
 */
export function valueCells(rows: ValueRows, leaveOut: ReadonlySet<number>): Cell[] {
  return cellsOf(fillBuckets(rows, leaveOut), 0)
}

/**
 * The parts of a cell in ascending order; they may be cells of several values again.
 *
 * @param cell - any cell
 */
export function openCell(cell: Cell): readonly Cell[] {
  return cell.open === null ? [cell] : cell.open()
}

/**
 * The cells with one value each, or null if that would be more than so many.
 *
 * @param cells - cells in ascending order
 * @param maxDistinct - distinct values at most
 */
export function distinctCells(cells: readonly Cell[], maxDistinct: number): readonly Cell[] | null {
  let single: readonly Cell[] = cells
  for (;;) {
    if (single.length > maxDistinct) return null
    if (single.every((cell) => cell.open === null)) return single
    single = single.flatMap(openCell)
  }
}

function cellsOf(buckets: Buckets, depth: number): Cell[] {
  const { n, counts } = buckets
  const cells: Cell[] = []
  for (let from = 0; from < n; from += GROUP) {
    const to = Math.min(n, from + GROUP)
    let nFilled = 0
    let nonEvents = 0
    let events = 0
    for (let b = from; b < to; b++) {
      const count = counts[2 * b]! + counts[2 * b + 1]!
      if (count === 0) continue
      nFilled++
      nonEvents += counts[2 * b]!
      events += counts[2 * b + 1]!
    }
    const open = () => bucketCells(buckets, from, to, depth)
    if (nFilled === 1) cells.push(...open())
    else if (nFilled > 1) cells.push({ events, nonEvents, value: Number.NaN, open })
  }
  return cells
}

function bucketCells(buckets: Buckets, from: number, to: number, depth: number): Cell[] {
  const cells: Cell[] = []
  for (let b = from; b < to; b++) {
    const nonEvents = buckets.counts[2 * b]!
    const events = buckets.counts[2 * b + 1]!
    if (events + nonEvents === 0) continue
    const value = buckets.single[b]!
    const open = Number.isNaN(value) ? () => rowCells(buckets.rows(b), depth) : null
    cells.push({ events, nonEvents, value, open })
  }
  return cells
}

function rowCells(rows: ValueRows, depth: number): Cell[] {
  if (rows.values.length > SMALL && depth < MAX_DEPTH) return cellsOf(fillBuckets(rows, NOTHING), depth + 1)
  const { values, counts } = distinctValues(rows)
  return Array.from(values, (value, i) => ({
    events: counts[2 * i + 1]!,
    nonEvents: counts[2 * i]!,
    value,
    open: null,
  }))
}
