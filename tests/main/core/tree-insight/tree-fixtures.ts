import { readFileSync } from 'node:fs'
import { getColumn } from '../../../../src/main/core/frame/frame.ts'
import { targetVector } from '../../../../src/main/core/scorecard/target-vector.ts'
import type { Tree, TreeCharacteristic, TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { germanCreditFrame } from '../scorecard/german-credit-frame.ts'

/** A tree model of these characteristics and trees, with nothing else of note. */
export function treeModel(
  characteristics: readonly (Partial<TreeCharacteristic> & { name: string })[],
  trees: Tree[],
  more: Partial<TreeModel> = {},
): TreeModel {
  return {
    kind: 'treeModel',
    formatVersion: 1,
    target: { column: 'bad', eventValue: '1' },
    factor: 20,
    offset: 500,
    scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' },
    variables: [],
    characteristics: characteristics.map((one) => ({
      description: null,
      type: one.levels === undefined || one.levels === null ? 'numeric' : 'text',
      levels: null,
      monotone: null,
      ...one,
    })),
    baseMargin: 0,
    arithmetic: 'double',
    trees,
    developmentEventRate: 0.3,
    ...more,
  }
}

/** One split at a threshold: `low` at or below it, `high` above, missing to the left. */
export function stump(feature: number, threshold: number, low: number, high: number, more: Partial<Tree> = {}): Tree {
  return {
    features: [feature],
    thresholds: [threshold],
    left: [-1],
    right: [-2],
    missingLeft: [1],
    sets: [],
    values: [low, high],
    covers: [],
    gains: [1],
    ...more,
  }
}

/** Trees of scikit-learn on German Credit, and what it says of them. */
export const golden = JSON.parse(
  readFileSync(new URL('../../../golden/tree-insight.json', import.meta.url), 'utf8'),
) as {
  names: string[]
  baseMargin: number
  trees: Tree[]
  margins: number[]
  dependence: Record<
    string,
    {
      values: number[]
      average: number[]
      lower: number[]
      upper: number[]
      missing: [number, number, number]
    }
  >
  importance: Record<string, [number, number]>
  spearman: Record<string, number>
}

export const german = germanCreditFrame()
export const germanOutcomes = targetVector(getColumn(german, 'credit'), '2')
export const allRows = Uint32Array.from(germanOutcomes, (_, row) => row)
export const goldenModel = treeModel(
  golden.names.map((name) => ({ name })),
  golden.trees,
  { baseMargin: golden.baseMargin },
)
