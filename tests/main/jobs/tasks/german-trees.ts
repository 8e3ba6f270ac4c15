import { cellAt, getColumn } from '../../../../src/main/core/frame/frame.ts'
import type { Tree, TreeCharacteristic, TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { goesLeft, treeValue } from '../../../../src/main/core/trees/walk-trees.ts'
import type { TrainingOrigin } from '../../../../src/main/jobs/tasks/scored-sample.ts'
import { type GbdtParams, gbdtParamsSchema } from '../../../../src/shared/contract/boosting.ts'
import { treeModelOf } from '../../core/explain/tree-fixtures.ts'
import { german, target, trainGerman, yTrue } from './german-models.ts'

export interface GrownModel {
  readonly model: TreeModel
  readonly origin: TrainingOrigin
  readonly params: GbdtParams
  readonly seed: number
}

/** Stumps on German Credit, boosted by hand at the edges of a scorecard's bins: small, sound, and in need of no learner. */
export function growGerman(names: readonly string[], nTrees = 20): GrownModel {
  const { model: card, development, origin, seed } = trainGerman(names)
  const characteristics = card.variables.map(({ name, type }): TreeCharacteristic => {
    const column = getColumn(german, name)
    const levels = column.kind === 'text' ? [...column.levels] : null
    return { name, description: null, type, levels, monotone: null }
  })
  const seen = characteristics.map((characteristic) => {
    const column = getColumn(german, characteristic.name)
    return Float64Array.from(yTrue, (_, row) => treeValue(characteristic, cellAt(column, row)))
  })
  const splits = characteristics.flatMap(({ levels }, feature) =>
    levels === null
      ? card.variables[feature]!.splits.map((edge) => ({ feature, threshold: edge - 0.5, set: [] as number[] }))
      : levels.map((_, place) => ({ feature, threshold: 0, set: [place] })),
  )
  const baseMargin = -0.85
  const margins = new Float64Array(yTrue.length).fill(baseMargin)
  const trees = Array.from({ length: nTrees }, (): Tree => {
    const stumps = splits.map(({ feature, threshold, set }) => {
      const sums = [0, 0, 0, 0]
      const empty = stump(feature, threshold, set, [0, 0], [0, 0])
      for (const row of development) {
        const p = 1 / (1 + Math.exp(-margins[row]!))
        const side = goesLeft(characteristics[feature]!, empty, 0, seen[feature]![row]!) ? 0 : 1
        sums[side]! += yTrue[row]! - p
        sums[2 + side]! += 1
      }
      const values = [0, 1].map((side) => (sums[side]! * 2) / (sums[2 + side]! + 10))
      const gain = [0, 1].reduce((total, side) => total + sums[side]! ** 2 / (sums[2 + side]! + 10), 0)
      return { tree: stump(feature, threshold, set, values, sums.slice(2)), gain }
    })
    const { tree } = stumps.reduce((best, one) => (one.gain > best.gain ? one : best))
    const feature = tree.features[0]!
    for (let row = 0; row < margins.length; row++)
      margins[row]! += tree.values[goesLeft(characteristics[feature]!, tree, 0, seen[feature]![row]!) ? 0 : 1]!
    return tree
  })
  const changes = { target, variables: card.variables, baseMargin, developmentEventRate: card.developmentEventRate }
  const params = gbdtParamsSchema.parse({ maxTrees: nTrees })
  return { model: treeModelOf(characteristics, trees, changes), origin, params, seed }
}

function stump(
  feature: number,
  threshold: number,
  set: readonly number[],
  values: readonly number[],
  covers: readonly number[],
): Tree {
  return {
    features: [feature],
    thresholds: [threshold],
    left: [-1],
    right: [-2],
    missingLeft: [0],
    sets: set.length === 0 ? [] : [[...set]],
    values: [...values],
    covers: [covers[0]! + covers[1]!, ...covers],
    gains: [],
  }
}
