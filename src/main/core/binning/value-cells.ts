import { type Buckets, distinctValues, fillBuckets, type ValueRows } from './value-buckets.ts'

/** Rows of neighbouring values taken together: one distinct value, or several that can be told apart where it matters. */
export interface Cell {
  readonly events: number
  readonly nonEvents: number
  /** The one value of the cell; NaN where there are several. */
  readonly value: number
  /** Where the rows of a cell of several values are. */
  readonly inside: { readonly buckets: Buckets; readonly bucket: number; readonly depth: number } | null
}

const NOTHING: ReadonlySet<number> = new Set()
/** Up to these many rows sorting costs less than buckets. */
const SMALL = 256
/** Buckets within buckets at most: values that lie closer together are sorted. */
const MAX_DEPTH = 3

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
  if (cell.inside === null) return [cell]
  const { buckets, bucket, depth } = cell.inside
  const rows = buckets.rows(bucket)
  if (rows.values.length > SMALL && depth < MAX_DEPTH) return cellsOf(fillBuckets(rows, NOTHING), depth + 1)
  const { values, counts } = distinctValues(rows)
  return Array.from(values, (value, i) => ({
    events: counts[2 * i + 1]!,
    nonEvents: counts[2 * i]!,
    value,
    inside: null,
  }))
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
    if (single.every((cell) => cell.inside === null)) return single
    single = single.flatMap(openCell)
  }
}

function cellsOf(buckets: Buckets, depth: number): Cell[] {
  const { n, counts, single } = buckets
  const cells: Cell[] = []
  for (let bucket = 0; bucket < n; bucket++) {
    const nonEvents = counts[2 * bucket]!
    const events = counts[2 * bucket + 1]!
    if (events + nonEvents === 0) continue
    const value = single[bucket]!
    cells.push({ events, nonEvents, value, inside: Number.isNaN(value) ? { buckets, bucket, depth } : null })
  }
  return cells
}
