import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldLineage, groupOf } from '../../../../../src/renderer/pages/datasets/lineage/fold-lineage.ts'
import {
  ascendingFit,
  layOutLineage,
  NODE_HEIGHT,
  NODE_WIDTH,
} from '../../../../../src/renderer/pages/datasets/lineage/lay-out-lineage.ts'
import { lineageSvg } from '../../../../../src/renderer/pages/datasets/lineage/lineage-svg.ts'
import { fitText } from '../../../../../src/renderer/pages/datasets/lineage/lineage-words.ts'
import { nextNode } from '../../../../../src/renderer/pages/datasets/lineage/next-node.ts'
import { countCrossings, orderLayers } from '../../../../../src/renderer/pages/datasets/lineage/order-layers.ts'
import type { LineageGraph, LineageKind } from '../../../../../src/shared/contract/index.ts'

const node = (id: string, kind: LineageKind) => ({
  id,
  kind,
  label: id,
  detail: '',
  hash: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'Ada',
})
const edge = (from: string, to: string) => ({ from, to, label: '' })

/** file → v1 → v2 → model, evidence about both, a decision on it. */
const GRAPH: LineageGraph = {
  nodes: [
    node('file', 'file'),
    node('v1', 'dataset'),
    node('v2', 'dataset'),
    node('model', 'model'),
    ...['e1', 'e2', 'e3', 'e4', 'e5'].map((id) => node(id, 'evidence')),
    node('decision', 'decision'),
  ],
  edges: [
    edge('file', 'v1'),
    edge('v1', 'v2'),
    edge('v2', 'model'),
    ...['e1', 'e2', 'e3', 'e4', 'e5'].flatMap((id) => [edge('model', id), edge('v1', id)]),
    edge('model', 'decision'),
    edge('e1', 'decision'),
  ],
}

describe('foldLineage', () => {
  it('draws many evidences of one model as one, with each link once', () => {
    const shown = foldLineage(GRAPH, new Set())
    const group = shown.nodes.find((one) => one.folded.length > 0)
    expect(group).toMatchObject({ id: 'group:evidence:model', label: '5 evidences', kind: 'evidence' })
    expect(shown.nodes).toHaveLength(6)
    expect(shown.edges.filter((one) => one.to === group?.id).map((one) => one.from)).toEqual(['model', 'v1'])
    expect(shown.edges).toContainEqual(edge('group:evidence:model', 'decision'))
  })

  it('draws an opened group in full', () => {
    expect(foldLineage(GRAPH, new Set(['group:evidence:model'])).nodes).toHaveLength(GRAPH.nodes.length)
    expect(groupOf(GRAPH, 'e3')).toBe('group:evidence:model')
    expect(groupOf(GRAPH, 'model')).toBeNull()
  })

  it('leaves three of a kind alone', () => {
    const few = { nodes: GRAPH.nodes.filter((one) => !['e4', 'e5'].includes(one.id)), edges: GRAPH.edges }
    expect(foldLineage(few, new Set()).nodes.every((one) => one.folded.length === 0)).toBe(true)
  })
})

describe('orderLayers', () => {
  it('puts every node right of all it was made from, as far as the longest way', () => {
    const { layers } = orderLayers(
      ['a', 'b', 'c', 'd'],
      [edge('a', 'b'), edge('b', 'c'), edge('a', 'c'), edge('a', 'd')],
    )
    expect(layers.map((items) => items.filter((item) => !item.isBend).map((item) => item.id))).toEqual([
      ['a'],
      ['b', 'd'],
      ['c'],
    ])
  })

  it('gives a long edge a place in every layer it passes', () => {
    const { routes } = orderLayers(['a', 'b', 'c'], [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')])
    expect(routes.map((route) => route.through.length)).toEqual([2, 2, 3])
  })

  it('takes away a crossing that need not be', () => {
    const { layers } = orderLayers(['a', 'b', 'x', 'y'], [edge('a', 'y'), edge('b', 'x')])
    const place = (layer: number, id: string) => layers[layer]!.findIndex((item) => item.id === id)
    expect(place(0, 'a') < place(0, 'b')).toBe(place(1, 'y') < place(1, 'x'))
  })

  it('counts crossings by hand: a–y and b–x cross once, a–x and b–y not at all', () => {
    const layers = [
      ['a', 'b'],
      ['x', 'y'],
    ].map((ids) => ids.map((id) => ({ id, isBend: false })))
    const links = (a: string, b: string) =>
      new Map([
        ['a', [a]],
        ['b', [b]],
      ])
    expect(countCrossings(layers, links('y', 'x'))).toBe(1)
    expect(countCrossings(layers, links('x', 'y'))).toBe(0)
    expect(countCrossings(layers, links('x', 'x'))).toBe(0)
  })

  it('ends on a circle', () => {
    expect(orderLayers(['a', 'b'], [edge('a', 'b'), edge('b', 'a')]).layers.flat().length).toBeGreaterThanOrEqual(2)
  })
})

describe('layOutLineage', () => {
  it('never lets two nodes overlap nor leave the drawing, for any graph', () => {
    const arcs = fc.array(fc.tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 })), { maxLength: 60 })
    fc.assert(
      fc.property(arcs, (pairs) => {
        const ids = Array.from({ length: 25 }, (_, index) => `n${index}`)
        const edges = pairs.filter(([from, to]) => from < to).map(([from, to]) => edge(`n${from}`, `n${to}`))
        const layout = layOutLineage({ nodes: ids.map((id) => ({ ...node(id, 'dataset'), folded: [] })), edges })
        expect(layout.nodes).toHaveLength(25)
        for (const one of layout.nodes) {
          expect(one.x >= 0 && one.x + NODE_WIDTH <= layout.width).toBe(true)
          expect(one.y >= 0 && one.y + NODE_HEIGHT <= layout.height).toBe(true)
          for (const other of layout.nodes) {
            if (one.layer === other.layer && one.place < other.place)
              expect(other.y - one.y).toBeGreaterThan(NODE_HEIGHT)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('draws a chain on one line', () => {
    const chain = layOutLineage({
      nodes: ['a', 'b', 'c'].map((id) => ({ ...node(id, 'dataset'), folded: [] })),
      edges: [edge('a', 'b'), edge('b', 'c')],
    })
    expect(new Set(chain.nodes.map((one) => one.y)).size).toBe(1)
  })

  it('takes an empty graph', () => {
    expect(layOutLineage({ nodes: [], edges: [] }).nodes).toEqual([])
  })
})

describe('ascendingFit', () => {
  it('pools what is out of order to its mean', () => {
    expect(ascendingFit([1, 3, 2, 6])).toEqual([1, 2.5, 2.5, 6])
    expect(ascendingFit([3, 2, 1])).toEqual([2, 2, 2])
    expect(ascendingFit([])).toEqual([])
  })

  it('is ascending and keeps the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 })), (values) => {
        const fit = ascendingFit(values)
        expect(fit.every((value, index) => index === 0 || value >= fit[index - 1]! - 1e-9)).toBe(true)
        expect(fit.reduce((sum, value) => sum + value, 0)).toBeCloseTo(
          values.reduce((sum, value) => sum + value, 0),
          6,
        )
      }),
    )
  })
})

describe('nextNode', () => {
  const layout = layOutLineage(foldLineage(GRAPH, new Set()))
  it('follows the edges sideways and the layer up and down', () => {
    expect(nextNode(layout, 'file', 'ArrowRight')).toBe('v1')
    expect(nextNode(layout, 'v2', 'ArrowLeft')).toBe('v1')
    expect(nextNode(layout, 'file', 'ArrowUp')).toBeNull()
    expect(nextNode(layout, 'v1', 'Home')).toBe('file')
    expect(nextNode(layout, 'nowhere', 'ArrowRight')).toBe('file')
    expect(nextNode(layout, 'file', 'x')).toBeNull()
  })
})

describe('the drawing that leaves the screen', () => {
  it('is an SVG with every name, signs escaped', () => {
    const graph = { nodes: [{ ...node('a', 'file'), label: 'a<b>&.csv', folded: [] }], edges: [] }
    const svg = lineageSvg(layOutLineage(graph))
    expect(svg).toContain('a&lt;b&gt;&amp;.csv')
    expect(svg.startsWith('<svg ')).toBe(true)
  })

  it('shortens what does not fit and leaves what does', () => {
    expect(fitText('short', 150)).toBe('short')
    const cut = fitText('a very long name of a data set that nobody can read at once', 150)
    expect(cut.endsWith('…')).toBe(true)
    expect(cut.length).toBeLessThan(30)
  })
})
