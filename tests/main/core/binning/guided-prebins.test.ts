import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guidedPrebins } from '../../../../src/main/core/binning/guided-prebins.ts'
import { numericPrebins } from '../../../../src/main/core/binning/numeric-prebins.ts'
import { treeEdges } from '../../../../src/main/core/binning/tree-edges.ts'
import { valueCells } from '../../../../src/main/core/binning/value-cells.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

describe('guided pre-bins', () => {
  it('hold the edges of the tree first and fill up with quantiles, by hand', () => {
    // Events only in [10, 20): the tree finds both ends, the two edges left over part the rows into thirds.
    const values = Float64Array.from({ length: 100 }, (_, i) => i)
    const yTrue = Uint8Array.from(values, (value) => (value >= 10 && value < 20 ? 1 : 0))
    const { starts, events, nonEvents } = guidedPrebins(values, yTrue, { maxPrebins: 5, minLeaves: [5] })
    expect(starts).toEqual([0, 10, 20, 33, 67])
    expect([...events]).toEqual([0, 10, 0, 0, 0])
    expect([...nonEvents]).toEqual([10, 0, 13, 34, 33])
    expect(guidedPrebins(values, yTrue, { maxPrebins: 2, minLeaves: [5] }).starts).toEqual([0, 20])
  })

  it('take a second tree of smaller leaves after the first', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => i)
    const yTrue = Uint8Array.from(values, (value) => (value < 3 || value >= 150 ? 1 : 0))
    const only = guidedPrebins(values, yTrue, { maxPrebins: 3, minLeaves: [10] })
    expect(only.starts).toEqual([0, 10, 150])
    const both = guidedPrebins(values, yTrue, { maxPrebins: 4, minLeaves: [10, 1] })
    expect(both.starts).toEqual([0, 3, 10, 150])
  })

  it('keep each value apart when there are few', () => {
    const values = Float64Array.of(3, 1, 2, 1, 3)
    const yTrue = Uint8Array.of(1, 0, 1, 1, 0)
    expect(guidedPrebins(values, yTrue, { maxPrebins: 3, minLeaves: [1] })).toEqual(numericPrebins(values, yTrue, 3))
    expect(guidedPrebins(new Float64Array(0), new Uint8Array(0), { maxPrebins: 3, minLeaves: [1] }).starts).toEqual([])
  })

  it('lose no row, keep the limit, take edges that occur, and count whole weights as copies, in any order of rows', () => {
    const shapes: readonly ((u: number) => number)[] = [
      (u) => Math.floor(u * 90),
      (u) => Math.exp(20 * u),
      (u) => (u < 0.2 ? -999 : u * 1e5),
      (u) => (u < 0.1 ? -Infinity : u > 0.9 ? Infinity : u),
      (u) => (u < 0.3 ? Number.NaN : u),
    ]
    const args = [
      fc.constantFrom(...shapes),
      fc.integer({ min: 1, max: 1500 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    ] as const
    fc.assert(
      fc.property(...args, (shape, n, maxPrebins, minLeaf, seed) => {
        const random = createRandom(seed)
        const values = Float64Array.from({ length: n }, () => shape(random.nextDouble()))
        const yTrue = Uint8Array.from(values, (value) => (random.nextDouble() < (value > 0.5 ? 0.3 : 0.2) ? 1 : 0))
        const weights = Float64Array.from({ length: n }, () => random.nextBelow(4))
        const limits = { maxPrebins, minLeaves: [minLeaf, Math.ceil(minLeaf / 5)] }
        const leaveOut = new Set([-999])
        const weighted = guidedPrebins(values, yTrue, limits, { weights, leaveOut })
        const copies = Array.from(weights).flatMap((weight, i) => new Array<number>(weight).fill(i))
        const mixed = copies.toReversed()
        for (const rows of [copies, mixed]) {
          const again = guidedPrebins(
            Float64Array.from(rows, (i) => values[i]!),
            Uint8Array.from(rows, (i) => yTrue[i]!),
            limits,
            { leaveOut },
          )
          expect(again).toEqual(weighted)
        }
        const { starts, events, nonEvents } = weighted
        const counted = copies.filter((i) => !Number.isNaN(values[i]!) && values[i] !== -999)
        expect(starts.length).toBeLessThanOrEqual(maxPrebins)
        starts.forEach((start, b) => {
          const inside = counted.filter((i) => values[i]! >= start && !(values[i]! >= (starts[b + 1] ?? Number.NaN)))
          expect(inside.some((i) => values[i] === start)).toBe(true)
          expect(events[b]! + nonEvents[b]!).toBe(inside.length)
          expect(events[b]).toBe(inside.filter((i) => yTrue[i] === 1).length)
        })
        const cells = valueCells({ values, yTrue, weights }, leaveOut)
        const tree = treeEdges(cells, minLeaf, Math.min(20, maxPrebins)).map(({ value }) => value)
        expect(starts).toEqual(expect.arrayContaining(tree))
      }),
      { numRuns: 60 },
    )
  })
})
