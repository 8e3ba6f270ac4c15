import { describe, expect, it } from 'vitest'
import { treePmml } from '../../../../../src/main/core/deploy/pmml/tree-pmml.ts'
import { StatisticError } from '../../../../../src/main/core/statistic-error.ts'
import type { TreeModel } from '../../../../../src/main/core/trees/tree-model.ts'
import { parsePmmlXml } from '../../../../../src/main/io/pmml/parse-pmml-xml.ts'
import { pmmlEvaluator } from '../../../../helpers/pmml-evaluator.ts'
import { all, only } from '../../../../helpers/pmml-nodes.ts'
import { oddTreeModel } from '../../../../helpers/tree-model-variants.ts'
import { derive } from '../sql/derived-model.ts'

const HEADER = { name: 'Generated', version: 1, contentHash: '0'.repeat(64), codeVersion: '0.0.0' }
const TEXTS = ['low', 'middle', 'high']

describe('treePmml', () => {
  it('has the elements of PMML 4.4 in the order of its schema', () => {
    const pmml = parsePmmlXml(treePmml(oddTreeModel(3, {}, TEXTS), HEADER).text)
    const names = (node: { readonly children: readonly { readonly name: string }[] }) =>
      node.children.map(({ name }) => name)
    expect(names(pmml)).toEqual(['Header', 'DataDictionary', 'TransformationDictionary', 'MiningModel'])
    const mining = only(pmml, 'MiningModel')
    expect(names(mining)).toEqual(['MiningSchema', 'Output', 'Segmentation'])
    const segments = all(only(mining, 'Segmentation'), 'Segment')
    expect(segments.length).toBe(13)
    for (const segment of segments) {
      expect(names(segment)).toEqual(['True', 'TreeModel'])
      expect(names(only(segment, 'TreeModel'))).toEqual(['MiningSchema', 'Node'])
      expect(all(only(only(segment, 'TreeModel'), 'MiningSchema'), 'MiningField').length).toBeGreaterThan(0)
    }
  })

  it('is a tree of two leaves, by hand', () => {
    const model = ofOne({
      features: [0],
      thresholds: [1.5],
      left: [-1],
      right: [-2],
      missingLeft: [0],
      values: [-0.5, 0.25],
    })
    const text = treePmml(model, HEADER).text
    expect(text).toContain('<Node id="N0" defaultChild="L1">')
    expect(text).toContain('<SimplePredicate field="x" operator="lessOrEqual" value="1.5"/>')
    const margin = (x: number | null) =>
      pmmlEvaluator(text)
        .evaluate(new Map([['x', x]]))
        .get('margin')
    expect([margin(1.5), margin(1.6), margin(null)]).toEqual([-2.5, -1.75, -1.75])
  })

  it('is the same text each time', () => {
    expect(treePmml(oddTreeModel(4), HEADER)).toEqual(treePmml(oddTreeModel(4), HEADER))
  })

  it('computes derived columns inside', () => {
    const model: TreeModel = {
      ...ofOne({ features: [0], thresholds: [10], left: [-1], right: [-2], missingLeft: [1], values: [1, 2] }),
      preprocessing: {
        steps: derive({ x: 'a + b' }),
        inputs: ['a', 'b'].map((name) => ({ name, type: 'numeric' as const, dateFormat: null })),
        populationInputs: [],
      },
    }
    const evaluator = pmmlEvaluator(treePmml(model, HEADER).text)
    const margin = (a: number | null, b: number | null) =>
      evaluator
        .evaluate(
          new Map([
            ['a', a],
            ['b', b],
          ]),
        )
        .get('margin')
    expect([margin(4, 6), margin(4, 7), margin(null, 7)]).toEqual([-1, 0, -1])
  })

  it('refuses trees deeper than readers go, and levels that XML cannot hold', () => {
    const deep = oddTreeModel(5, { nTrees: 3, mostLeaves: 900, isDeep: true }, TEXTS)
    expect(() => treePmml(deep, HEADER)).toThrow(StatisticError)
    expect(() => treePmml(deep, HEADER)).toThrow(/PMML needs trees of at most 200 splits one below the other, got \d+/)
    const odd = oddTreeModel(6, {}, ['a\u0001', 'b', 'c'])
    expect(() => treePmml(odd, HEADER)).toThrow(/needs levels of characters that XML 1.0 can hold, got U\+0001/)
  })
})

function ofOne(tree: Omit<TreeModel['trees'][number], 'sets' | 'covers' | 'gains'>): TreeModel {
  const { calibration: _, ...model } = oddTreeModel(5, {}, TEXTS)
  return {
    ...model,
    baseMargin: -2,
    characteristics: [{ name: 'x', description: null, type: 'numeric', levels: null, monotone: null }],
    trees: [{ ...tree, sets: [], covers: [], gains: [] }],
  }
}
