import { type Cell, openCell } from './value-cells.ts'

/** An edge of a tree, with the events and non-events below it. */
export interface TreeEdge {
  /** Smallest value above the edge. */
  readonly value: number
  readonly eventsBelow: number
  readonly nonEventsBelow: number
}

interface Leaf {
  readonly cells: readonly Cell[]
  /** Counts below the leaf. */
  readonly eventsBelow: number
  readonly nonEventsBelow: number
}

interface Growth {
  readonly gain: number
  readonly edge: TreeEdge
  readonly children: readonly [Leaf, Leaf]
}

/** Gains that differ by less are the same: sums of weights are not exact. */
const EQUAL = 1e-12
/** More than the rounding of a gain and of its bound. */
const SAFE = 1e-9

/**
 * Edges of a decision tree that tells events from non-events by one numeric variable, in the order in which they are found.
 *
 * The tree grows best first: of all leaves the one is divided whose best edge takes away most Gini impurity, as counts
 *
 *     gain = (e_l · n − e · n_l)² / (n_l · n_r · n)
 *
 * with e events among n rows, n_l of them below the edge with e_l events, n_r above. Gains equal to 1e-12 go to the smaller value.
 * An edge lies between two distinct values; both sides keep `minLeaf` rows. The first k edges are those of the tree of k + 1 leaves.
 *
 * The search is exact over all distinct values though few cells are opened: the gain is convex in the counts below the edge, so that
 * inside a cell it is at most that of one of the corners of what may lie below, and cells that cannot hold the best edge stay shut.
 *
 * @param cells - cells of the column in ascending order
 * @param minLeaf - fewest rows (sum of weights) of a leaf, > 0
 * @param maxLeaves - leaves at most
 * @see Breiman, Friedman, Olshen and Stone (1984), Classification and regression trees, section 4.3 (Gini); Shi (2007), Best-first
 *   decision tree learning, University of Waikato
 */
export function treeEdges(cells: readonly Cell[], minLeaf: number, maxLeaves: number): TreeEdge[] {
  const edges: TreeEdge[] = []
  const root = { cells, eventsBelow: 0, nonEventsBelow: 0 }
  // What each leaf would gain, leaves in ascending order; null: it stays whole.
  let growths: readonly (Growth | null)[] = [bestGrowth(root, minLeaf)]
  while (edges.length + 1 < maxLeaves) {
    const largest = Math.max(...growths.map((growth) => growth?.gain ?? 0))
    const chosen = growths.findIndex((growth) => growth !== null && growth.gain >= largest * (1 - EQUAL))
    const growth = growths[chosen]
    if (growth === undefined || growth === null) break
    edges.push(growth.edge)
    growths = growths.toSpliced(chosen, 1, ...growth.children.map((leaf) => bestGrowth(leaf, minLeaf)))
  }
  return edges
}

function bestGrowth(leaf: Leaf, minLeaf: number): Growth | null {
  let { cells } = leaf
  const inLeaf = sumOf(cells)
  if (inLeaf.rows < 2 * minLeaf) return null
  const largest = { gain: 0 }
  for (;;) {
    const promising = promisingCells(cells, inLeaf, minLeaf, largest)
    if (promising.size === 0) break
    cells = withOpened(cells, promising)
  }
  if (largest.gain <= Number.EPSILON * EQUAL * inLeaf.rows) return null
  const { at, events, rows } = firstWith(cells, inLeaf, minLeaf, largest.gain * (1 - EQUAL))
  while (cells[at]!.open !== null) cells = cells.toSpliced(at, 1, ...openCell(cells[at]!))
  const eventsBelow = leaf.eventsBelow + events
  const nonEventsBelow = leaf.nonEventsBelow + rows - events
  return {
    gain: largest.gain,
    edge: { value: cells[at]!.value, eventsBelow, nonEventsBelow },
    children: [
      { ...leaf, cells: cells.slice(0, at) },
      { cells: cells.slice(at), eventsBelow, nonEventsBelow },
    ],
  }
}

interface Sum {
  readonly events: number
  readonly rows: number
}

function sumOf(cells: readonly Cell[]): Sum {
  let events = 0
  let rows = 0
  for (const cell of cells) {
    events += cell.events
    rows += cell.events + cell.nonEvents
  }
  return { events, rows }
}

function gainOf(eventsBelow: number, rowsBelow: number, { events, rows }: Sum): number {
  const rowsAbove = rows - rowsBelow
  if (rowsBelow <= 0 || rowsAbove <= 0) return 0
  const difference = eventsBelow * rows - events * rowsBelow
  return ((difference / rowsBelow) * (difference / rowsAbove)) / rows
}

/** Raises the largest gain by that of the edges before cells, and returns the cells that may hold a better one. */
function promisingCells(
  cells: readonly Cell[],
  inLeaf: Sum,
  minLeaf: number,
  largest: { gain: number },
): ReadonlySet<Cell> {
  const bounds: { readonly cell: Cell; readonly bound: number }[] = []
  let events = 0
  let rows = 0
  for (const cell of cells) {
    const count = cell.events + cell.nonEvents
    if (rows >= minLeaf && inLeaf.rows - rows >= minLeaf && cell.value !== Infinity)
      largest.gain = Math.max(largest.gain, gainOf(events, rows, inLeaf))
    if (cell.open !== null && rows + count > minLeaf && inLeaf.rows - rows > minLeaf) {
      const bound = Math.max(
        gainOf(events + cell.events, rows + cell.events, inLeaf),
        gainOf(events, rows + cell.nonEvents, inLeaf),
      )
      if (bound >= largest.gain * (1 - SAFE)) bounds.push({ cell, bound })
    }
    events += cell.events
    rows += count
  }
  const least = largest.gain * (1 - SAFE)
  return new Set(bounds.filter(({ bound }) => bound >= least).map(({ cell }) => cell))
}

function withOpened(cells: readonly Cell[], opened: ReadonlySet<Cell>): Cell[] {
  const result: Cell[] = []
  for (const cell of cells) {
    if (opened.has(cell)) for (const part of openCell(cell)) result.push(part)
    else result.push(cell)
  }
  return result
}

function firstWith(cells: readonly Cell[], inLeaf: Sum, minLeaf: number, gain: number): Sum & { readonly at: number } {
  let events = 0
  let rows = 0
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!
    const isEdge = rows >= minLeaf && inLeaf.rows - rows >= minLeaf && cell.value !== Infinity
    if (isEdge && gainOf(events, rows, inLeaf) >= gain) return { at, events, rows }
    events += cell.events
    rows += cell.events + cell.nonEvents
  }
  return { at: cells.length, events, rows }
}
