import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gaussLegendre } from '../../../../src/main/core/explain/gauss-legendre.ts'
import { leafPaths } from '../../../../src/main/core/explain/leaf-paths.ts'
import { leafTable, rulesOnDemand } from '../../../../src/main/core/explain/leaf-table.ts'
import { nodeCodes } from '../../../../src/main/core/explain/node-codes.ts'
import { shapBlocks } from '../../../../src/main/core/explain/shap-blocks.ts'
import { treeShap } from '../../../../src/main/core/explain/tree-shap.ts'
import { compileShapRows, treeShapRows } from '../../../../src/main/core/explain/tree-shap-rows.ts'
import { kernelStep, plainStep } from '../../../../src/main/core/kernels/tree-shap.ts'
import type { Tree, TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { goesLeft, treeValue } from '../../../../src/main/core/trees/walk-trees.ts'
import { pseudoRandom } from '../pack/model-fixtures.ts'
import {
  AND_TREE,
  mixedCharacteristics,
  numericCharacteristic,
  randomCase,
  randomTree,
  treeModelOf,
} from './tree-fixtures.ts'

const seenOf = (model: TreeModel, cases: readonly (readonly (number | string | null)[])[]) =>
  model.characteristics.map((characteristic, j) =>
    Float64Array.from(cases, (values) => treeValue(characteristic, values[j]!)),
  )

/** Largest distance of contributions by tables from those of single cases. */
function largestDistance(model: TreeModel, cases: readonly (readonly (number | string | null)[])[]): number {
  const { phi, baseMargin } = treeShapRows(model, seenOf(model, cases), { worthTables: 0 })
  const direct = treeShap(model)
  expect(baseMargin).toBe(direct.baseMargin)
  const n = model.characteristics.length
  let largest = 0
  cases.forEach((values, i) => {
    direct.explain(values).forEach((value, j) => {
      largest = Math.max(largest, Math.abs(value - phi[i * n + j]!))
    })
  })
  return largest
}

/** A chain in which every node asks for another characteristic. */
function chain(nNodes: number): Tree {
  const nodes = Array.from({ length: nNodes }, (_, k) => k)
  return {
    features: nodes,
    thresholds: nodes.map(() => 0),
    left: nodes.map((k) => -k - 1),
    right: nodes.map((k) => (k + 1 < nNodes ? k + 1 : -nNodes - 1)),
    missingLeft: nodes.map((k) => k % 2),
    sets: [],
    values: [...nodes, nNodes].map((k) => Math.sin(k)),
    covers: [...nodes.map((k) => 2 * (nNodes - k) + 1), ...nodes.map(() => 2), 1],
    gains: [],
  }
}

describe('TreeSHAP of many rows by tables', () => {
  it('gives the values of single cases', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1 << 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, 0.3),
        (seed, nNumeric, nLeaves, emptyShare) => {
          const random = pseudoRandom(seed)
          const characteristics = mixedCharacteristics(nNumeric)
          const trees = Array.from({ length: 5 }, () => randomTree(random, characteristics, nLeaves, emptyShare))
          const cases = Array.from({ length: 19 }, () => randomCase(random, characteristics))
          expect(largestDistance(treeModelOf(characteristics, trees), cases)).toBeLessThan(1e-11)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('has a kernel and a plain twin that agree bit by bit, over more rows than a step', () => {
    const random = pseudoRandom(17)
    const characteristics = mixedCharacteristics(7)
    const trees = Array.from({ length: 12 }, () => randomTree(random, characteristics, 31))
    const model = treeModelOf(characteristics, trees)
    const seen = seenOf(
      model,
      Array.from({ length: 1003 }, () => randomCase(random, characteristics)),
    )
    const byKernel = treeShapRows(model, seen, {
      stepOf: (...program) => kernelStep(...program)!,
    })
    const plain = treeShapRows(model, seen, { stepOf: plainStep })
    expect(Buffer.compare(Buffer.from(byKernel.phi.buffer), Buffer.from(plain.phi.buffer))).toBe(0)
    expect(treeShapRows(model, seen)).toEqual(plain)
  })

  it('keeps its tables for the next rows', () => {
    const random = pseudoRandom(23)
    const characteristics = mixedCharacteristics(5)
    const model = treeModelOf(
      characteristics,
      Array.from({ length: 6 }, () => randomTree(random, characteristics, 20)),
    )
    let nTabulated = 0
    const shapRows = compileShapRows(model, {
      worthTables: 0,
      stepOf: (...program) => {
        nTabulated++
        return plainStep(...program)
      },
    })
    for (const n of [7, 300, 1]) {
      const seen = seenOf(
        model,
        Array.from({ length: n }, () => randomCase(random, characteristics)),
      )
      expect(shapRows(seen)).toEqual(treeShapRows(model, seen, { worthTables: 0, stepOf: plainStep }))
    }
    expect(nTabulated).toBe(1)
  })

  it('explains leaves that many characteristics decide', () => {
    const characteristics = Array.from({ length: 20 }, (_, j) => numericCharacteristic(`x${j}`))
    const tree = chain(20)
    const { blocks, longPaths } = shapBlocks(tree)
    expect(longPaths.length).toBeGreaterThan(0)
    expect(blocks.flatMap(({ leaves }) => leaves).length + longPaths.length).toBe(21)
    const random = pseudoRandom(2)
    const cases = Array.from({ length: 30 }, () => randomCase(random, characteristics))
    expect(largestDistance(treeModelOf(characteristics, [tree, AND_TREE]), cases)).toBeLessThan(1e-12)
  })

  it('tells how far it is, and explains few rows one by one', () => {
    const model = treeModelOf([numericCharacteristic('a'), numericCharacteristic('b')], [AND_TREE])
    for (const worthTables of [0, 10]) {
      const shares: number[] = []
      const { phi } = treeShapRows(model, seenOf(model, [[1, 1]]), {
        worthTables,
        onShare: (share) => shares.push(share),
      })
      expect(shares).toEqual([0])
      expect([...phi].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([30, 30])
    }
  })

  it('refuses trees without covers', () => {
    const bare = treeModelOf([numericCharacteristic('a'), numericCharacteristic('b')], [{ ...AND_TREE, covers: [] }])
    expect(() => treeShapRows(bare, [])).toThrow('describe the model on a data set')
  })
})

describe('node codes', () => {
  it('decide as the walk does, one unit in the last place around every threshold too', () => {
    const random = pseudoRandom(29)
    const characteristics = mixedCharacteristics(3)
    const trees = Array.from({ length: 8 }, () => randomTree(random, characteristics, 12))
    const model = treeModelOf(characteristics, trees)
    const thresholds = trees.flatMap(({ features, thresholds: all }) => all.filter((_, node) => features[node]! < 3))
    const near = thresholds.flatMap((t) => [t, t * (1 + 2 ** -52), t * (1 - 2 ** -53)])
    const values = [...near, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    const seen = [
      ...characteristics.slice(0, 3).map(() => Float64Array.from(values)),
      Float64Array.from(values, (_, i) => (i % 6) - 2),
    ]
    const { nodes, nColumns, encode } = nodeCodes(model)!
    const codes = new Uint16Array(nColumns * values.length)
    encode(seen, 0, values.length, codes, values.length)
    trees.forEach((tree, t) => {
      tree.features.forEach((feature, node) => {
        const [column, limit] = [nodes[t]![2 * node]!, nodes[t]![2 * node + 1]!]
        values.forEach((_, i) => {
          const expected = goesLeft(characteristics[feature]!, tree, node, seen[feature]![i]!)
          expect(codes[column * values.length + i]! <= limit).toBe(expected)
        })
      })
    })
  })

  it('gives up where there are more thresholds than codes', () => {
    const stump = (threshold: number): Tree => ({
      ...AND_TREE,
      features: [0],
      thresholds: [threshold],
      left: [-1],
      right: [-2],
      missingLeft: [0],
      values: [0, 1],
      covers: [2, 1, 1],
    })
    const many = treeModelOf(
      [numericCharacteristic('a')],
      Array.from({ length: 65_535 }, (_, i) => stump(i)),
    )
    expect(nodeCodes(many)).toBeNull()
  })
})

describe('the parts', () => {
  it('integrates polynomials of degree 2n − 1 without error', () => {
    for (const n of [1, 2, 3, 7, 32]) {
      const { nodes, weights } = gaussLegendre(n)
      for (let degree = 0; degree <= 2 * n - 1; degree++) {
        const sum = weights.reduce((total, w, k) => total + w * nodes[k]! ** degree, 0)
        expect(Math.abs(sum - 1 / (degree + 1))).toBeLessThan(1e-14)
      }
    }
    expect(() => gaussLegendre(0)).toThrow('got 0')
    expect(() => gaussLegendre(1.5)).toThrow('got 1.5')
  })

  it('tabulates a leaf: v·(o − z) for one part, nothing where an unmet part was never met', () => {
    const ruleOf = rulesOnDemand()
    expect([...leafTable([0.25], 8, ruleOf)]).toEqual([-2, 6])
    // Both unmet, the first never met in training: 0 all over; only the second met: 8 · (1 − 0.5) · ∫ 0 = 0 too.
    const table = leafTable([0, 0.5], 8, ruleOf)
    expect([...table.subarray(0, 2)].map(Math.abs)).toEqual([0, 0])
    expect(Math.abs(table[2 * 3]! + table[2 * 3 + 1]! - 8)).toBeLessThan(1e-12)
  })

  it('walks to every leaf with shares that multiply to the share of the leaf', () => {
    const random = pseudoRandom(41)
    const tree = randomTree(random, mixedCharacteristics(3), 20)
    const paths = leafPaths(tree)
    const total = tree.covers[0]!
    const shares = paths.map(({ parts }) => parts.reduce((product, { share }) => product * share, 1))
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    paths.forEach(({ value }, k) => {
      const leaf = tree.values.indexOf(value)
      if (tree.values.lastIndexOf(value) !== leaf) return
      expect(shares[k]!).toBeCloseTo(tree.covers[tree.features.length + leaf]! / total, 12)
    })
  })
})
