import { type NumericPrebins, quantilePrebins } from './numeric-prebins.ts'
import { type TreeEdge, treeEdges } from './tree-edges.ts'
import { distinctCells, valueCells } from './value-cells.ts'

/** What pre-bins are made for. */
export interface PrebinLimits {
  /** At least 1. */
  readonly maxPrebins: number
  /** Fewest rows (sum of weights) of a leaf, one per tree, > 0. */
  readonly minLeaves: readonly number[]
}

/** Smallest share of the sample in a leaf of the first tree. */
export const LEAF_SHARE = 0.05

const NOTHING: ReadonlySet<number> = new Set()
/** Leaves of one tree at most. */
const MAX_LEAVES = 20

/**
 * Pre-bins of a numeric variable, guided by the outcome: at most `maxPrebins` groups of neighbouring distinct values.
 *
 * With at most `maxPrebins` distinct values each is its own pre-bin. Otherwise the edges are those of a decision tree on the outcome
 * with at most 20 leaves (see `treeEdges`), of one tree after the other, in the order in which they are found; what is left of
 * `maxPrebins` is filled up with the edges of as many quantile pre-bins (see `numericPrebins`). Rows of equal value are never split,
 * and the edge between two pre-bins is the smallest development value of the upper one.
 *
 * @param values - one number per row, missing = NaN (left out), shape (nRows,)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param limits - number of pre-bins, size of the leaves
 * @param options - weight per row, ≥ 0 (a row of weight 0 counts as absent); values left out
 */
export function guidedPrebins(
  values: Float64Array,
  yTrue: Uint8Array,
  { maxPrebins, minLeaves }: PrebinLimits,
  options: { readonly weights?: Float64Array | null; readonly leaveOut?: ReadonlySet<number> } = {},
): NumericPrebins {
  const cells = valueCells({ values, yTrue, weights: options.weights ?? null }, options.leaveOut ?? NOTHING)
  if (distinctCells(cells, maxPrebins) !== null) return quantilePrebins(cells, maxPrebins)
  const edges = new Map<number, TreeEdge>()
  for (const minLeaf of minLeaves) {
    for (const edge of treeEdges(cells, minLeaf, MAX_LEAVES))
      if (edges.size + 1 < maxPrebins && !edges.has(edge.value)) edges.set(edge.value, edge)
  }
  return withEdges(quantilePrebins(cells, maxPrebins - edges.size), edges)
}

/** Divides pre-bins further at these edges. */
function withEdges(
  { starts, events, nonEvents }: NumericPrebins,
  edges: ReadonlyMap<number, TreeEdge>,
): NumericPrebins {
  const all = new Map(edges)
  let eventsBelow = 0
  let nonEventsBelow = 0
  starts.forEach((value, i) => {
    all.set(value, { value, eventsBelow, nonEventsBelow })
    eventsBelow += events[i]!
    nonEventsBelow += nonEvents[i]!
  })
  const sorted = [...all.values()].sort((a, b) => (a.value < b.value ? -1 : 1))
  const end = { eventsBelow, nonEventsBelow }
  // Differences of sums of weights may fall below 0 by their rounding.
  const between = (count: (edge: Omit<TreeEdge, 'value'>) => number): Float64Array =>
    Float64Array.from(sorted, (edge, i) => Math.max(0, count(sorted[i + 1] ?? end) - count(edge)))
  return {
    starts: sorted.map(({ value }) => value),
    events: between((edge) => edge.eventsBelow),
    nonEvents: between((edge) => edge.nonEventsBelow),
  }
}
