import type { Tree, TreeModel } from '../../../../src/main/core/trees/tree-model.ts'

/** age ≤ 30: −0.5, else by region: {north, east} 0.25, others 1; missing age goes right, unseen regions go left, missing ones right. */
export const TWO_SPLITS: Tree = {
  features: [0, 1],
  thresholds: [30, 0],
  left: [-1, -2],
  right: [1, -3],
  missingLeft: [0, 0],
  sets: [[0, 2]],
  unseenLeft: [0, 1],
  values: [-0.5, 0.25, 1],
  covers: [10, 6, 4, 3, 3],
  gains: [2, 1],
}

/** A tree of one leaf. */
export const ONE_LEAF: Tree = {
  features: [],
  thresholds: [],
  left: [],
  right: [],
  missingLeft: [],
  sets: [],
  values: [0.125],
  covers: [],
  gains: [],
}

/** Base margin −2, the two trees above; points = 500 − 50 · margin. */
export const SMALL_MODEL: TreeModel = {
  kind: 'treeModel',
  formatVersion: 1,
  target: { column: 'bad', eventValue: '1' },
  factor: 50,
  offset: 500,
  scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' },
  variables: [],
  characteristics: [
    { name: 'age', description: null, type: 'numeric', levels: null, missingCodes: [-1, 999], monotone: null },
    { name: 'region', description: null, type: 'text', levels: ['north', 'south', 'east'], monotone: null },
  ],
  baseMargin: -2,
  arithmetic: 'double',
  trees: [TWO_SPLITS, ONE_LEAF],
  developmentEventRate: 0.1,
}
