import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellAt } from '../../../../src/main/core/frame/frame.ts'
import { growTrees } from '../../../../src/main/core/gbdt/grow-trees.ts'
import type { Tree } from '../../../../src/main/core/trees/tree-model.ts'
import { inputOf, marginOf, noisyTable } from './small-growth.ts'

/** Sets of features on the ways from the root to the leaves. */
function waysOf(tree: Tree): Set<number>[] {
  const ways: Set<number>[] = []
  const walk = (node: number, met: Set<number>): void => {
    if (node < 0) {
      ways.push(met)
      return
    }
    const next = new Set([...met, tree.features[node]!])
    walk(tree.left[node]!, next)
    walk(tree.right[node]!, next)
  }
  walk(tree.features.length === 0 ? -1 : 0, new Set())
  return ways
}

describe('constraints of trees', () => {
  it('keep every direction on a grid, whatever the other values', () => {
    const settings = fc.record({
      seed: fc.integer({ min: 0, max: 1e6 }),
      l1: fc.constantFrom(0, 0.3),
      l2: fc.constantFrom(0, 1),
      first: fc.constantFrom('increasing' as const, 'decreasing' as const),
      second: fc.constantFrom('increasing' as const, 'decreasing' as const),
    })
    fc.assert(
      fc.property(settings, ({ seed, l1, l2, first, second }) => {
        const { columns, yTrue } = noisyTable(seed, 150, 5)
        const monotone = [
          { column: 'x0', direction: first },
          { column: 'x3', direction: second },
        ]
        const params = { maxTrees: 8, maxLeaves: 12, learningRate: 0.5, l1, l2, monotone }
        const result = growTrees(inputOf(columns, yTrue, params))
        const grid = [...Array.from({ length: 25 }, (_, i) => i / 3 - 4), 1e9]
        for (const { column, direction } of monotone)
          for (let row = 0; row < 150; row += 15) {
            const others = (name: string) => cellAt(columns.find((one) => one.name === name)!, row)
            const margins = [-1e9, ...grid].map((value) =>
              marginOf(result, (name) => (name === column ? value : others(name))),
            )
            const sign = direction === 'increasing' ? 1 : -1
            for (let i = 1; i < margins.length; i++)
              expect(sign * (margins[i]! - margins[i - 1]!)).toBeGreaterThanOrEqual(-1e-12)
          }
      }),
      { numRuns: 15 },
    )
  })

  it('let characteristics of different groups never meet on a way; those in none form one more group', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { columns, yTrue } = noisyTable(seed, 200, 6)
        const groups = [
          ['x0', 'x1'],
          ['x1', 'x2'],
        ]
        const { trees } = growTrees(
          inputOf(columns, yTrue, { maxTrees: 5, maxLeaves: 10, interactions: groups, learningRate: 0.5 }),
        )
        const allowed = [new Set([0, 1]), new Set([1, 2]), new Set([3, 4, 5])]
        for (const way of trees.flatMap(waysOf))
          expect(allowed.some((group) => [...way].every((feature) => group.has(feature)))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('draw rows and columns anew for each tree, by the seed alone', () => {
    const { columns, yTrue } = noisyTable(3, 300, 8)
    const input = inputOf(columns, yTrue, {
      maxTrees: 6,
      maxLeaves: 5,
      rowShare: 0.5,
      columnShare: 0.25,
      learningRate: 0.3,
    })
    const { trees } = growTrees(input)
    expect(growTrees(input).trees).toEqual(trees)
    expect(growTrees({ ...input, seed: 2 }).trees).not.toEqual(trees)
    for (const tree of trees) {
      expect(new Set(tree.features).size).toBeLessThanOrEqual(2)
      expect(tree.covers[0]).toBe(150)
    }
    expect(new Set(trees.flatMap((tree) => tree.features)).size).toBeGreaterThan(2)
  })

  it('weigh missing values without a way by the heavier child', () => {
    const { columns, yTrue } = noisyTable(4, 300, 1)
    const [x0] = columns
    const values =
      x0!.kind === 'numeric' ? x0!.values.map((value) => (Number.isNaN(value) ? 0 : value)) : new Float64Array()
    const input = inputOf([{ kind: 'numeric', name: 'x0', values }], yTrue, { maxLeaves: 6 })
    const weights = Float64Array.from(values, (value) => (value > 0 ? 3 : 0.5))
    const tree = growTrees({ ...input, weights }).trees[0]!
    const coverOf = (child: number) => tree.covers[child >= 0 ? child : tree.features.length - child - 1]!
    tree.features.forEach((_, node) => {
      const [left, right] = [coverOf(tree.left[node]!), coverOf(tree.right[node]!)]
      expect(tree.missingLeft[node]).toBe(left >= right ? 1 : 0)
      expect(tree.covers[node]).toBeCloseTo(left + right, 9)
    })
    expect(tree.covers[0]).toBeCloseTo(
      weights.reduce((sum, weight) => sum + weight, 0),
      9,
    )
  })
})
