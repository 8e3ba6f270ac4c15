import type { TreeModel } from '../trees/tree-model.ts'
import { goesLeft } from '../trees/walk-trees.ts'

/**
 * Values as whole numbers that a node compares with one more: code ≤ limit goes left. For numbers the code is the count of thresholds of
 * the characteristic below the value; missing is 0 for nodes that send it left, 65,535 for the others. For levels, and one kind of
 * set, the code is 0 where the value goes left, else 1.
 */
export interface NodeCodes {
  readonly nColumns: number
  /** Per tree, per inner node: its column of codes and its limit. */
  readonly nodes: readonly Int32Array[]
  /**
   * Codes of some rows.
   *
   * @param seen - what the nodes see, one array per characteristic
   * @param from - first row
   * @param to - end of the rows
   * @param into - column by column, `stride` codes from one to the next
   */
  encode(seen: readonly Float64Array[], from: number, to: number, into: Uint16Array, stride: number): void
}

const MISSING_RIGHT = 65_535

interface Column {
  readonly feature: number
  readonly code: (value: number) => number
}

/**
 * Prepares the nodes of a model for comparing whole numbers; the decisions are those of `goesLeft` for every value.
 *
 * @param model - sound tree model
 * @returns null where a characteristic has more thresholds than there are codes
 */
export function nodeCodes(model: TreeModel): NodeCodes | null {
  const thresholds = thresholdsOf(model)
  if (thresholds.some(({ length }) => length >= MISSING_RIGHT - 1)) return null
  const ranks = thresholds.map((values) => new Map(values.map((value, rank) => [value, rank])))
  const columns: Column[] = []
  const places = new Map<string, number>()
  const columnOf = (key: string, make: () => Column): number => {
    let place = places.get(key)
    if (place === undefined) {
      place = columns.push(make()) - 1
      places.set(key, place)
    }
    return place
  }
  const nodes = model.trees.map((tree) => {
    const pairs = new Int32Array(2 * tree.features.length)
    for (let node = 0; node < tree.features.length; node++) {
      const feature = tree.features[node]!
      const characteristic = model.characteristics[feature]!
      const missing = tree.missingLeft[node]!
      if (characteristic.levels === null) {
        pairs[2 * node] = columnOf(`${feature} ${missing}`, () => numberColumn(feature, thresholds[feature]!, missing))
        pairs[2 * node + 1] = ranks[feature]!.get(tree.thresholds[node]!)!
        continue
      }
      const unseen = (tree.unseenLeft ?? tree.missingLeft)[node]!
      const set = tree.sets[tree.thresholds[node]!]!
      pairs[2 * node] = columnOf(`${feature} ${missing}${unseen} ${set.join()}`, () => {
        const codes = Uint8Array.from({ length: characteristic.levels!.length + 2 }, (_, i) =>
          goesLeft(characteristic, tree, node, i - 2) ? 0 : 1,
        )
        return { feature, code: (value) => codes[value + 2]! }
      })
    }
    return pairs
  })
  return {
    nColumns: columns.length,
    nodes,
    encode(seen, from, to, into, stride) {
      columns.forEach(({ feature, code }, column) => {
        const values = seen[feature]!
        for (let row = from; row < to; row++) into[column * stride + row - from] = code(values[row]!)
      })
    },
  }
}

function thresholdsOf({ characteristics, trees }: TreeModel): number[][] {
  const found = characteristics.map(() => new Set<number>())
  for (const { features, thresholds } of trees) {
    features.forEach((feature, node) => {
      if (characteristics[feature]!.levels === null) found[feature]!.add(thresholds[node]!)
    })
  }
  return found.map((values) => [...values].sort((a, b) => a - b))
}

function numberColumn(feature: number, thresholds: readonly number[], missingLeft: number): Column {
  const edges = Float64Array.from(thresholds)
  const missing = missingLeft === 1 ? 0 : MISSING_RIGHT
  return {
    feature,
    code(value) {
      if (Number.isNaN(value)) return missing
      let low = 0
      let high = edges.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (edges[middle]! < value) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}
