import { describe, expect, it } from 'vitest'
import { leafPaths } from '../../../../src/main/core/explain/leaf-paths.ts'
import { treeShap } from '../../../../src/main/core/explain/tree-shap.ts'
import type { TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { goesLeft, marginOfValues, treeValue } from '../../../../src/main/core/trees/walk-trees.ts'
import { pseudoRandom } from '../pack/model-fixtures.ts'
import {
  AND_TREE,
  mixedCharacteristics,
  numericCharacteristic,
  randomCase,
  randomTree,
  treeModelOf,
} from './tree-fixtures.ts'

type Value = number | string | null

/** Mean margin where only the characteristics of `known` are known: others by covers. */
function gameValue(model: TreeModel, values: readonly Value[], known: ReadonlySet<number>): number {
  let total = model.baseMargin
  const seen = model.characteristics.map((characteristic, j) =>
    values.length === 0 ? 0 : treeValue(characteristic, values[j]!),
  )
  for (const tree of model.trees) {
    const coverOf = (child: number) => tree.covers[child >= 0 ? child : tree.features.length - child - 1]!
    const mean = (child: number): number => {
      if (child < 0) return tree.values[-child - 1]!
      const feature = tree.features[child]!
      const left = tree.left[child]!
      const right = tree.right[child]!
      if (known.has(feature))
        return mean(goesLeft(model.characteristics[feature]!, tree, child, seen[feature]!) ? left : right)
      const both = coverOf(left) + coverOf(right)
      if (both === 0) return (mean(left) + mean(right)) / 2
      return (coverOf(left) * mean(left) + coverOf(right) * mean(right)) / both
    }
    total += mean(tree.features.length === 0 ? -1 : 0)
  }
  return total
}

/** Shapley values by the definition, over all subsets. */
function bruteForce(model: TreeModel, values: readonly Value[]): number[] {
  const n = model.characteristics.length
  const factorial = (k: number): number => (k <= 1 ? 1 : k * factorial(k - 1))
  const phi = new Array<number>(n).fill(0)
  for (let mask = 0; mask < 1 << n; mask++) {
    const known = new Set([...phi.keys()].filter((j) => (mask >> j) & 1))
    const without = gameValue(model, values, known)
    for (let j = 0; j < n; j++) {
      if (known.has(j)) continue
      const weight = (factorial(known.size) * factorial(n - 1 - known.size)) / factorial(n)
      phi[j]! += weight * (gameValue(model, values, new Set([...known, j])) - without)
    }
  }
  return phi
}

describe('exact TreeSHAP', () => {
  it('gives the values of the AND tree', () => {
    const model = treeModelOf([numericCharacteristic('a'), numericCharacteristic('b')], [AND_TREE], { baseMargin: 0 })
    const { baseMargin, explain } = treeShap(model)
    expect(baseMargin).toBe(20)
    const cases = [
      [0, 0, -10, -10],
      [0, 1, -30, 10],
      [1, 0, 10, -30],
      [1, 1, 30, 30],
    ]
    for (const [a, b, phiA, phiB] of cases) {
      const phi = explain([a!, b!])
      expect(phi[0]).toBeCloseTo(phiA!, 12)
      expect(phi[1]).toBeCloseTo(phiB!, 12)
    }
  })

  it('equals the definition over all subsets for random trees with repeats, levels, missing and empty leaves', () => {
    const random = pseudoRandom(7)
    for (let round = 0; round < 40; round++) {
      const characteristics = mixedCharacteristics(1 + (round % 4))
      const trees = [1, 2, 3].map((k) =>
        randomTree(random, characteristics, 1 + ((round * k) % 12), round % 3 === 0 ? 0.4 : 0),
      )
      const model = treeModelOf(characteristics, trees)
      const { baseMargin, explain } = treeShap(model)
      expect(baseMargin).toBeCloseTo(gameValue(model, [], new Set()), 10)
      for (let one = 0; one < 4; one++) {
        const values = randomCase(random, characteristics)
        const phi = explain(values)
        bruteForce(model, values).forEach((expected, j) => {
          expect(Math.abs(phi[j]! - expected)).toBeLessThan(1e-11)
        })
      }
    }
  })

  it('adds up to the margin for deep and wide trees', () => {
    const random = pseudoRandom(11)
    const characteristics = mixedCharacteristics(25)
    const trees = Array.from({ length: 30 }, () => randomTree(random, characteristics, 31, 0.05))
    const model = treeModelOf(characteristics, trees)
    const { baseMargin, explain } = treeShap(model)
    for (let one = 0; one < 50; one++) {
      const values = randomCase(random, characteristics)
      const sum = explain(values).reduce((total, value) => total + value, baseMargin)
      expect(Math.abs(sum - marginOfValues(model, values))).toBeLessThan(1e-11)
    }
  })

  it('gives 0 to what no tree asks for, and equal values to what plays equal parts', () => {
    const names = ['a', 'b', 'idle'].map(numericCharacteristic)
    const phi = treeShap(treeModelOf(names, [AND_TREE])).explain([1, 1, 5])
    expect(phi[2]).toBe(0)
    expect(phi[0]).toBeCloseTo(phi[1]!, 12)
  })

  it('is the sum over trees', () => {
    const random = pseudoRandom(5)
    const characteristics = mixedCharacteristics(3)
    const trees = [9, 6].map((nLeaves) => randomTree(random, characteristics, nLeaves))
    const values = randomCase(random, characteristics)
    const whole = treeShap(treeModelOf(characteristics, trees)).explain(values)
    const parts = trees.map((tree) => treeShap(treeModelOf(characteristics, [tree])).explain(values))
    whole.forEach((value, j) => {
      expect(value).toBeCloseTo(parts[0]![j]! + parts[1]![j]!, 12)
    })
  })

  it('takes trees that are one leaf into the base', () => {
    const leaf = {
      ...AND_TREE,
      features: [],
      thresholds: [],
      left: [],
      right: [],
      missingLeft: [],
      values: [0.5],
      covers: [],
    }
    const { baseMargin, explain } = treeShap(treeModelOf([numericCharacteristic('a')], [leaf]))
    expect(baseMargin).toBe(-0.75)
    expect([...explain([3])]).toEqual([0])
  })

  it('refuses models without covers and the wrong number or type of values', () => {
    const bare = treeModelOf([numericCharacteristic('a'), numericCharacteristic('b')], [{ ...AND_TREE, covers: [] }])
    expect(() => treeShap(bare)).toThrow('got none in tree 1: describe the model on a data set')
    const model = treeModelOf([numericCharacteristic('a'), numericCharacteristic('b')], [AND_TREE])
    expect(() => treeShap(model).explain([1])).toThrow('needs 2 values, got 1')
    expect(() => treeShap(model).explain([1, 'x'])).toThrow('characteristic "b" needs a number, got a text')
    expect(() => leafPaths({ ...AND_TREE, covers: [1, 2] })).toThrow('each of 5 nodes and leaves, got 2')
  })
})
