import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import { orderLeaves } from '../../../../src/main/core/trees/order-leaves.ts'
import { searchTrees } from '../../../../src/main/core/trees/search-tree.ts'
import { generatedTreeModel } from '../../../helpers/generated-tree-model.ts'
import { ONE_LEAF, TWO_SPLITS } from './small-model.ts'

describe('orderLeaves', () => {
  it('puts the side with fewer leaves first', () => {
    expect(orderLeaves(ONE_LEAF).leaves).toEqual(Int32Array.of(0))
    const mirrored = { ...TWO_SPLITS, left: [1, -2], right: [-1, -3] }
    expect(orderLeaves(mirrored)).toEqual({
      leaves: Int32Array.of(0, 1, 2),
      isLeftFirst: Uint8Array.of(0, 1),
      starts: Int32Array.of(0, 1),
      lengths: Int32Array.of(1, 1),
    })
    expect(orderLeaves(TWO_SPLITS).isLeftFirst).toEqual(Uint8Array.of(1, 1))
  })

  it('gives every leaf one place, and rules out at most half of the leaves below a node', () => {
    const random = createRandom(3)
    for (const isDeep of [false, true])
      for (const tree of generatedTreeModel(random, { nTrees: 30, mostLeaves: 100, isDeep }).trees) {
        const { leaves, lengths } = orderLeaves(tree)
        expect([...leaves].sort((a, b) => a - b)).toEqual([...tree.values.keys()])
        for (const length of lengths) expect(length).toBeLessThanOrEqual(tree.values.length / 2)
      }
  })
})

describe('searchTrees', () => {
  it('has the thresholds in order, filled up with infinity', () => {
    const [tree, ...others] = searchTrees(4, [3, 1, 0, 3, 2, -0])
    expect(others).toEqual([])
    expect(tree).toEqual({
      characteristic: 4,
      thresholds: Float64Array.of(0, 1, 2, 3),
      heap: Float64Array.of(3, 1, Infinity, 0, 2, Infinity, Infinity),
      height: 3,
    })
    expect(searchTrees(0, [])).toEqual([])
  })

  it('counts at most 254 thresholds each', () => {
    const trees = searchTrees(
      0,
      Array.from({ length: 600 }, (_, k) => -k),
    )
    expect(trees.map(({ thresholds, height }) => [thresholds.length, height, thresholds[0]])).toEqual([
      [254, 8, -599],
      [254, 8, -345],
      [92, 7, -91],
    ])
  })
})
