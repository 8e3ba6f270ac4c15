import { expect, test } from 'vitest'
import { treePmml } from '../../../../../src/main/core/deploy/pmml/tree-pmml.ts'
import { treeCases } from '../../../../../src/main/core/deploy/tree-cases.ts'
import { compileTreeModel } from '../../../../../src/main/core/trees/compile-tree-model.ts'
import type { TreeModel } from '../../../../../src/main/core/trees/tree-model.ts'
import { marginOfValues } from '../../../../../src/main/core/trees/walk-trees.ts'
import { pmmlEvaluator } from '../../../../helpers/pmml-evaluator.ts'
import { oddTreeModel } from '../../../../helpers/tree-model-variants.ts'

const HEADER = { name: 'Generated', version: 1, contentHash: '0'.repeat(64), codeVersion: '0.0.0' }

test('margin, points and PD of the PMML file are those of the engine at every threshold, level and gap', () => {
  let nCases = 0
  for (let seed = 1; seed <= 30; seed++) nCases += compared(oddTreeModel(seed, { isOdd: seed % 2 === 0 }))
  process.stdout.write(`PMML of trees: ${nCases} cases compared\n`)
}, 120_000)

test('so do deep trees, and trees without splits', () => {
  compared(oddTreeModel(71, { nTrees: 2, mostLeaves: 150, isDeep: true }))
  compared(oddTreeModel(72, { nTrees: 2, mostLeaves: 1 }))
})

function compared(model: TreeModel): number {
  const evaluator = pmmlEvaluator(treePmml(model, HEADER).text)
  const names = model.characteristics.map(({ name }) => name)
  expect(evaluator.inputs).toEqual(names)
  const engine = compileTreeModel(model)
  const { cases } = treeCases(model, { nMixed: 150, nNodes: 60 })
  for (const { values } of cases) {
    const out = evaluator.evaluate(new Map(names.map((name, j) => [name, values[j]!])))
    const scored = engine.scoreValues(values)
    expect(out.get('margin')).toBe(marginOfValues(model, values))
    expect(out.get('points')).toBe(scored.points)
    expect(Math.abs(Number(out.get('probability')) - scored.probability)).toBeLessThan(1e-12)
  }
  return cases.length
}
