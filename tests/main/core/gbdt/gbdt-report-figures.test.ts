import { describe, expect, it } from 'vitest'
import { thinHistory, treeFigures } from '../../../../src/main/core/gbdt/gbdt-report-figures.ts'
import { stump, treeModel } from '../tree-insight/tree-fixtures.ts'

describe('figures of trees', () => {
  it('are size, depth, gains and splits, the largest gain first', () => {
    const chain = {
      ...stump(0, 1, 0, 0),
      features: [1, 1, 0],
      thresholds: [3, 2, 1],
      left: [1, 2, -1],
      right: [-2, -3, -4],
      missingLeft: [0, 0, 0],
      values: [1, 2, 3, 4],
      gains: [5, 3, 0.5],
    }
    const leaf = {
      ...stump(0, 1, 0, 0),
      features: [],
      thresholds: [],
      left: [],
      right: [],
      missingLeft: [],
      values: [1],
      gains: [],
    }
    const model = treeModel([{ name: 'a' }, { name: 'b' }], [chain, stump(0, 1, 0, 0), leaf])
    expect(treeFigures(model)).toEqual({
      nTrees: 3,
      nLeaves: 7,
      largestDepth: 3,
      importance: [
        { name: 'b', gain: 8, gainShare: 8 / 9.5, nSplits: 2, permutation: null },
        { name: 'a', gain: 1.5, gainShare: 1.5 / 9.5, nSplits: 2, permutation: null },
      ],
    })
    const unknown = { ...model, trees: model.trees.map((tree) => ({ ...tree, gains: [] })) }
    expect(treeFigures(unknown).importance).toMatchObject([
      { name: 'a', gain: null, gainShare: null },
      { name: 'b', gain: null, gainShare: null },
    ])
  })

  it('thin a long history and keep its ends', () => {
    const history = Array.from({ length: 5000 }, (_, i) => ({
      iteration: i + 1,
      developmentLogLoss: 1 / (i + 1),
      watchedLogLoss: null,
      watchedAuc: null,
    }))
    const thin = thinHistory(history)
    expect(thin).toHaveLength(2000)
    expect([thin[0]!.iteration, thin.at(-1)!.iteration]).toEqual([1, 5000])
    expect(new Set(thin.map(({ iteration }) => iteration)).size).toBe(2000)
    expect(thinHistory(history.slice(0, 2000))).toEqual(history.slice(0, 2000))
  })
})
