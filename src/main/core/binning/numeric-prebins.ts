import { type Cell, distinctCells, openCell, valueCells } from './value-cells.ts'

/** Pre-bins of a numeric variable in ascending order; pre-bin i holds [starts[i], starts[i + 1]). */
export interface NumericPrebins {
  /** Smallest development value of each pre-bin, strictly ascending. */
  readonly starts: readonly number[]
  readonly events: Float64Array
  readonly nonEvents: Float64Array
}

const NOTHING: ReadonlySet<number> = new Set()

/**
 * Quantile pre-bins: at most `maxPrebins` groups of neighbouring distinct values with row counts (sums of weights) as equal as whole
 * values allow.
 *
 * Rows of equal value are never split: with at most `maxPrebins` distinct values each is its own pre-bin. Otherwise pre-bins are
 * closed from below, each aiming at (rows left / pre-bins left), at the distinct value nearest to that aim. The edge between two
 * pre-bins is the smallest development value of the upper one: a value that occurs, so it prints exactly as in the data.
 *
 * Nothing is sorted as a whole: values are counted into fine buckets that ascend with them, and only the buckets that an edge may
 * fall into are looked at value by value, which gives the very same edges.
 *
 * @param values - one number per row, missing = NaN (left out), shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param maxPrebins - at least 1
 * @param options - weight per row, ≥ 0 (a row of weight 0 counts as absent); values left out
 */
export function numericPrebins(
  values: Float64Array,
  yTrue: Uint8Array,
  maxPrebins: number,
  options: { readonly weights?: Float64Array | null; readonly leaveOut?: ReadonlySet<number> } = {},
): NumericPrebins {
  const rows = { values, yTrue, weights: options.weights ?? null }
  return quantilePrebins(valueCells(rows, options.leaveOut ?? NOTHING), maxPrebins)
}

/**
 * `numericPrebins` of rows that are counted already. An infinite value starts no pre-bin but the first: it could not be printed as an
 * edge.
 *
 * @param cells - cells of the column in ascending order
 * @param maxPrebins - at least 1
 */
export function quantilePrebins(cells: readonly Cell[], maxPrebins: number): NumericPrebins {
  const distinct = distinctCells(cells, maxPrebins)
  const each = distinct !== null
  const starts: number[] = []
  const events: number[] = []
  const nonEvents: number[] = []
  let rowsLeft = cells.reduce((sum, cell) => sum + cell.events + cell.nonEvents, 0)
  let filled = 0
  let aim = 0
  const open = (value: number): void => {
    aim = rowsLeft / (maxPrebins - starts.length)
    filled = 0
    starts.push(value)
    events.push(0)
    nonEvents.push(0)
  }
  const add = (cell: Cell): void => {
    const count = cell.events + cell.nonEvents
    events[events.length - 1]! += cell.events
    nonEvents[nonEvents.length - 1]! += cell.nonEvents
    filled += count
    rowsLeft -= count
  }
  const walk = (some: readonly Cell[]): void => {
    for (const cell of some) {
      const count = cell.events + cell.nonEvents
      // No value of such a cell is beyond the aim: where it lies in the cell does not matter.
      const goesWhole = !each && starts.length > 0 && (starts.length === maxPrebins || filled + count <= aim)
      if (goesWhole) add(cell)
      else if (cell.open !== null) walk(openCell(cell))
      else {
        const isFull = each || (starts.length < maxPrebins && filled > 0 && filled + count - aim > aim - filled)
        if (starts.length === 0 || (isFull && Number.isFinite(cell.value))) open(cell.value)
        add(cell)
      }
    }
  }
  walk(distinct ?? cells)
  return { starts, events: Float64Array.from(events), nonEvents: Float64Array.from(nonEvents) }
}
