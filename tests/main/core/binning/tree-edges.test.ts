import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { treeEdges } from '../../../../src/main/core/binning/tree-edges.ts'
import { valueCells } from '../../../../src/main/core/binning/value-cells.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

interface Rows {
  readonly values: Float64Array
  readonly yTrue: Uint8Array
  readonly weights: Float64Array | null
}

const edgesOf = (rows: Rows, minLeaf: number, maxLeaves: number) =>
  treeEdges(valueCells(rows, new Set()), minLeaf, maxLeaves)

/** Rows as [value, non-events, events]. */
function sample(rows: readonly (readonly [number, number, number])[]): Rows {
  const flat = rows.flatMap(([value, n, e]) => [
    ...new Array(n).fill([value, 0]),
    ...new Array(e).fill([value, 1]),
  ]) as [number, number][]
  return {
    values: Float64Array.from(flat, ([value]) => value),
    yTrue: Uint8Array.from(flat, ([, y]) => y),
    weights: null,
  }
}

/** The definition, value by value: every edge of every leaf is tried, by the decrease of the Gini impurity itself. */
function growPlainly({ values, yTrue }: Rows, minLeaf: number, maxLeaves: number): number[] {
  const impurity = (rows: readonly number[]): number => {
    const e = rows.reduce((sum, i) => sum + yTrue[i]!, 0)
    return rows.length === 0 ? 0 : (2 * e * (rows.length - e)) / rows.length
  }
  const bestOf = (rows: readonly number[]) => {
    let best = { gain: 1e-9, edge: Number.NaN }
    for (const edge of [...new Set(rows.map((i) => values[i]!))].sort((a, b) => a - b)) {
      const lower = rows.filter((i) => values[i]! < edge)
      const upper = rows.filter((i) => values[i]! >= edge)
      if (lower.length < minLeaf || upper.length < minLeaf || !Number.isFinite(edge)) continue
      const gain = impurity(rows) - impurity(lower) - impurity(upper)
      if (gain > best.gain * (1 + 1e-9)) best = { gain, edge }
    }
    return { ...best, rows }
  }
  let leaves = [bestOf(Array.from(values, (_, i) => i))]
  const edges: number[] = []
  while (edges.length + 1 < maxLeaves) {
    const largest = Math.max(...leaves.map(({ gain, edge }) => (Number.isNaN(edge) ? 0 : gain)))
    const at = leaves.findIndex(({ gain, edge }) => !Number.isNaN(edge) && gain >= largest * (1 - 1e-9))
    if (at < 0) break
    const { edge, rows } = leaves[at]!
    edges.push(edge)
    const parts = [rows.filter((i) => values[i]! < edge), rows.filter((i) => values[i]! >= edge)]
    leaves = leaves.toSpliced(at, 1, ...parts.map(bestOf))
  }
  return edges
}

describe('edges of a tree', () => {
  it('are found by hand: the best one first, with what lies below', () => {
    const rows = sample([
      [1, 9, 1],
      [2, 8, 2],
      [3, 1, 9],
      [4, 5, 5],
    ])
    expect(edgesOf(rows, 1, 3)).toEqual([
      { value: 3, eventsBelow: 3, nonEventsBelow: 17 },
      { value: 4, eventsBelow: 12, nonEventsBelow: 18 },
    ])
    expect(edgesOf(rows, 1, 9).map(({ value }) => value)).toEqual([3, 4, 2])
    expect(edgesOf(rows, 11, 9).map(({ value }) => value)).toEqual([3])
    expect(edgesOf(rows, 1, 1)).toEqual([])
  })

  it('go to the smaller value where two gain the same, and nowhere where nothing is gained', () => {
    const rows = sample([
      [1, 6, 2],
      [2, 2, 6],
      [3, 2, 6],
      [4, 6, 2],
    ])
    expect(edgesOf(rows, 1, 2).map(({ value }) => value)).toEqual([2])
    const flat = sample([
      [1, 3, 1],
      [2, 6, 2],
    ])
    expect(edgesOf(flat, 1, 5)).toEqual([])
    expect(edgesOf(sample([[1, 3, 3]]), 1, 5)).toEqual([])
    expect(edgesOf(sample([]), 1, 5)).toEqual([])
  })

  it('never lie at infinity', () => {
    const rows = sample([
      [-Infinity, 8, 1],
      [0, 5, 5],
      [Infinity, 1, 8],
    ])
    expect(edgesOf(rows, 1, 9).map(({ value }) => value)).toEqual([0])
  })

  it('are the same as those of trying every value, however the values are spread', () => {
    const shapes: readonly ((u: number) => number)[] = [
      (u) => Math.floor(u * 30),
      (u) => Math.exp(25 * u),
      (u) => (u < 0.003 ? 1e300 : u),
      (u) => (u < 0.5 ? 0 : u),
      (u) => (u < 0.05 ? -Infinity : u > 0.9 ? Infinity : Math.round(u * 1e3)),
    ]
    const args = [
      fc.constantFrom(...shapes),
      fc.integer({ min: 2, max: 700 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    ] as const
    fc.assert(
      fc.property(...args, (shape, n, minLeaf, seed) => {
        const random = createRandom(seed)
        const risk = Float64Array.from({ length: n }, () => random.nextDouble())
        const values = risk.map(shape)
        const yTrue = Uint8Array.from(risk, (u) => (random.nextDouble() < 0.2 + 0.5 * Math.sin(7 * u) ** 2 ? 1 : 0))
        const found = edgesOf({ values, yTrue, weights: null }, minLeaf, 8)
        expect(found.map(({ value }) => value)).toEqual(growPlainly({ values, yTrue, weights: null }, minLeaf, 8))
        for (const { value, eventsBelow, nonEventsBelow } of found) {
          const below = [...values.keys()].filter((i) => values[i]! < value)
          expect(eventsBelow).toBe(below.filter((i) => yTrue[i] === 1).length)
          expect(nonEventsBelow).toBe(below.length - eventsBelow)
        }
      }),
      { numRuns: 80 },
    )
  })
})
