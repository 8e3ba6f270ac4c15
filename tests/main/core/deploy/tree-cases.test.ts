import { describe, expect, it } from 'vitest'
import { nextAbove, nextBelow, nextSingleAbove, nextSingleBelow } from '../../../../src/main/core/deploy/neighbours.ts'
import { thresholdsOf, treeCases } from '../../../../src/main/core/deploy/tree-cases.ts'
import { treeInputCases } from '../../../../src/main/core/deploy/tree-input-cases.ts'
import type { TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { goesLeft, treeValue } from '../../../../src/main/core/trees/walk-trees.ts'
import { oddTreeModel } from '../../../helpers/tree-model-variants.ts'

describe('nextSingleAbove and nextSingleBelow', () => {
  it('are the neighbouring 32-bit numbers', () => {
    expect(nextSingleAbove(1)).toBe(1 + 2 ** -23)
    expect(nextSingleBelow(1)).toBe(1 - 2 ** -24)
    expect(nextSingleAbove(0)).toBe(2 ** -149)
    expect(nextSingleBelow(0)).toBe(-(2 ** -149))
    expect(nextSingleAbove(-1)).toBe(-1 + 2 ** -24)
    expect(nextSingleAbove(3.4028234663852886e38)).toBe(Number.POSITIVE_INFINITY)
    expect(nextSingleAbove(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('treeCases', () => {
  const model = oddTreeModel(3, { nTrees: 15 })

  it('tries every threshold with its neighbours, every level, missing and codes', () => {
    const { cases } = treeCases(model)
    model.characteristics.forEach(({ type, levels, missingCodes = [] }, j) => {
      const values = new Set(cases.map((one) => one.values[j]!))
      expect(values).toContain(null)
      for (const code of missingCodes) expect(values).toContain(code)
      for (const level of levels ?? []) expect(values).toContain(type === 'text' ? level : Number(level))
      for (const t of thresholdsOf(model, j)) {
        for (const x of [t, nextAbove(t), nextBelow(t), nextSingleAbove(t), nextSingleBelow(t)])
          if (Number.isFinite(x)) expect(values.has(x)).toBe(true)
      }
    })
  })

  it('leads cases to both sides of nearly every split', () => {
    const { cases, nNodesLeftOut } = treeCases(model, { nMixed: 500 })
    expect(nNodesLeftOut).toBe(0)
    const visited = visits(
      model,
      cases.map(({ values }) => values),
    )
    const nSides = 2 * model.trees.reduce((sum, { features }) => sum + features.length, 0)
    // Some splits no case can reach: their thresholds contradict those above them.
    expect(visited / nSides).toBeGreaterThan(0.8)
  })

  it('keeps to its limits, says what it left out, and is the same each time', () => {
    const few = treeCases(model, { nMixed: 50, nNodes: 5 })
    const nNodes = model.trees.reduce((sum, { features }) => sum + features.length, 0)
    expect(few.nNodesLeftOut).toBe(nNodes - 5)
    expect(few.cases.length).toBeLessThanOrEqual(1 + 50 + 5 * 6)
    expect(treeCases(model, { nMixed: 50, nNodes: 5 })).toEqual(few)
    expect(
      new Set(few.cases.map(({ values }) => JSON.stringify(values.map((v) => (Object.is(v, -0) ? '-0' : v))))).size,
    ).toBe(few.cases.length)
  })

  it('are the inputs as they stand, or mixed inputs of derived columns', () => {
    expect(treeInputCases(model, { nMixed: 50, nNodes: 5 })).toEqual(treeCases(model, { nMixed: 50, nNodes: 5 }))
    const [numeric] = model.characteristics.filter(({ levels }) => levels === null)
    const derived: TreeModel = {
      ...model,
      preprocessing: {
        steps: [{ kind: 'derive', name: numeric!.name, expression: 'raw + 17.25', description: null }] as never,
        inputs: [
          { name: 'raw', type: 'numeric', dateFormat: null },
          { name: 'word', type: 'text', dateFormat: null },
        ],
        populationInputs: [],
      },
    }
    const { cases } = treeInputCases(derived)
    expect(cases.every(({ values }) => values.length === 2)).toBe(true)
    const numbers = cases.map(({ values }) => values[0])
    expect(numbers).toContain(17.25)
    expect(numbers).toContain(thresholdsOf(model, model.characteristics.indexOf(numeric!))[3])
    expect(cases.map(({ values }) => values[1])).toContain('assay: not a level')
  })
})

/** Sides of splits that some case takes. */
function visits(model: TreeModel, cases: readonly (readonly (number | string | null)[])[]): number {
  const taken = new Set<string>()
  for (const values of cases) {
    const seen = model.characteristics.map((characteristic, j) => treeValue(characteristic, values[j]!))
    model.trees.forEach((tree, t) => {
      for (let at = tree.features.length === 0 ? -1 : 0; at >= 0; ) {
        const feature = tree.features[at]!
        const isLeft = goesLeft(model.characteristics[feature]!, tree, at, seen[feature]!)
        taken.add(`${t} ${at} ${isLeft}`)
        at = isLeft ? tree.left[at]! : tree.right[at]!
      }
    })
  }
  return taken.size
}
