import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import { requireTrees } from '../../../../src/main/core/trees/require-trees.ts'
import type { Tree, TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { generatedTreeModel } from '../../../helpers/generated-tree-model.ts'
import { ONE_LEAF, SMALL_MODEL, TWO_SPLITS } from './small-model.ts'

const withTree = (change: Partial<Tree>): TreeModel => ({
  ...SMALL_MODEL,
  trees: [ONE_LEAF, { ...TWO_SPLITS, ...change }],
})
const [age, region] = SMALL_MODEL.characteristics as [TreeModel['characteristics'][0], TreeModel['characteristics'][0]]

describe('requireTrees', () => {
  it('accepts sound models', () => {
    requireTrees(SMALL_MODEL)
    requireTrees(withTree({ thresholds: [Infinity, 0] }))
    const random = createRandom(1)
    for (const isDeep of [true, false])
      requireTrees(generatedTreeModel(random, { nTrees: 20, mostLeaves: 300, isDeep }))
  })

  const models: Readonly<Record<string, TreeModel>> = {
    'tree model needs characteristics, got none': { ...SMALL_MODEL, characteristics: [] },
    'a finite base margin and offset and a positive factor, got NaN, 500 and 50': { ...SMALL_MODEL, baseMargin: NaN },
    'and a positive factor, got -2, 500 and 0': { ...SMALL_MODEL, factor: 0 },
    'and a positive factor, got -2, Infinity and 50': { ...SMALL_MODEL, offset: Infinity },
    'distinct characteristics, got "age" twice': { ...SMALL_MODEL, characteristics: [age, age] },
    'text characteristic "region" needs levels, got null': {
      ...SMALL_MODEL,
      characteristics: [age, { ...region, levels: null }],
    },
    'characteristic "region" needs distinct levels': {
      ...SMALL_MODEL,
      characteristics: [age, { ...region, levels: ['a', 'b', 'a'] }],
    },
  }
  const trees: Readonly<Record<string, Partial<Tree>>> = {
    'tree 2 needs 2 thresholds, got 1': { thresholds: [30] },
    'tree 2 needs 2 left, got 3': { left: [-1, -2, -3] },
    'tree 2 needs 2 right, got 0': { right: [] },
    'tree 2 needs 2 missingLeft, got 1': { missingLeft: [0] },
    'tree 2 needs 2 unseenLeft, got 1': { unseenLeft: [1] },
    'tree 2 needs 3 leaves for 2 inner nodes, got 2': { values: [1, 2] },
    'tree 2 needs 5 covers or none, got 3': { covers: [1, 2, 3] },
    'tree 2 needs 2 gains or none, got 1': { gains: [1] },
    'needs a characteristic from 0 to 1 at node 1, got 2': { features: [0, 2] },
    'needs a characteristic from 0 to 1 at node 0, got 0.5': { features: [0.5, 1] },
    'needs a number as threshold at node 0, got NaN': { thresholds: [NaN, 0] },
    'needs a set from 0 to 0 at node 1, got 1': { thresholds: [30, 1] },
    'needs a set from 0 to 0 at node 1, got -1': { thresholds: [30, -1] },
    'ascending places of levels below 3 in the set of node 1, got 3': { sets: [[0, 3]] },
    'ascending places of levels below 3 in the set of node 1, got 0': { sets: [[0, 0]] },
    'ascending places of levels below 3 in the set of node 1, got -1': { sets: [[-1]] },
    'ascending places of levels below 3 in the set of node 1, got 1.5': { sets: [[1.5]] },
    'needs 0 or 1 as missingLeft at node 1, got 2': { missingLeft: [0, 2] },
    'needs 0 or 1 as unseenLeft at node 0, got -1': { unseenLeft: [-1, 0] },
    'needs finite values, got Infinity at leaf 1': { values: [1, Infinity, 2] },
    'needs finite points for every case, got leaves up to 1e+308': { values: [1, 1e308, 2] },
    'needs finite covers that are not negative, got -1 at place 4': { covers: [1, 2, 3, 4, -1] },
    'needs children from -3 to 1 at node 0, got 2': { left: [2, -2] },
    'needs children from -3 to 1 at node 1, got -4': { left: [-1, -4] },
    'needs children from -3 to 1 at node 1, got 0.5': { left: [-1, 0.5] },
    'a second one to child 0 of node 1': { left: [-1, 0] },
    'a second one to child -1 of node 1': { left: [-1, -1] },
    'a second one to child 1 of node 1': { left: [-1, 1] },
    'needs a way to every node, got 2 without one': { left: [-1, -2], right: [-2, -3] },
  }
  for (const [message, model] of [
    ...Object.entries(models),
    ...Object.entries(trees).map(([m, t]) => [m, withTree(t)] as const),
  ])
    it(`refuses: ${message}`, () => {
      expect(() => requireTrees(model)).toThrow(
        expect.objectContaining({ kind: 'invalidInput', message: expect.stringContaining(message) }),
      )
    })
})
