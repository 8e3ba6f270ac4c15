import { describe, expect, it } from 'vitest'
import { openLines, treeLines, treeSize, treesWith } from '../../../../../src/renderer/pages/models/trees/tree-lines.ts'
import { outlineStep } from '../../../../../src/renderer/pages/models/trees/tree-steps.ts'
import type { Tree, TreeCharacteristic } from '../../../../../src/shared/contract/index.ts'

const number = (name: string): TreeCharacteristic => ({
  name,
  description: null,
  type: 'numeric',
  levels: null,
  monotone: null,
})
const CHARACTERISTICS: readonly TreeCharacteristic[] = [
  number('age'),
  { ...number('purpose'), type: 'text', levels: ['car', 'house', 'other'] },
]

/** age ≤ 30.5 ? (purpose in {car, other} ? leaf 0 : leaf 1) : leaf 2 */
const TREE: Tree = {
  features: [0, 1],
  thresholds: [30.5, 0],
  left: [1, -1],
  right: [-3, -2],
  missingLeft: [0, 1],
  sets: [[0, 2]],
  unseenLeft: [0, 1],
  values: [0.25, -0.5, 0.125],
  covers: [100, 40, 10, 30, 60],
  gains: [12, 3],
}
const STUMP: Tree = {
  features: [],
  thresholds: [],
  left: [],
  right: [],
  missingLeft: [],
  sets: [],
  values: [0.5],
  covers: [],
  gains: [],
}

describe('treeLines', () => {
  it('shows three digits that count of a small leaf', () => {
    const texts = [0.25, 0, -0.001534, 2.5e-8].map(
      (value) => treeLines({ ...STUMP, values: [value] }, CHARACTERISTICS)[0]?.text,
    )
    expect(texts).toEqual(['+0.2500', '+0.0000', '−0.00153', '+2.50e−8'])
  })

  it('reads from the root down, yes before no', () => {
    const lines = treeLines(TREE, CHARACTERISTICS)
    expect(lines.map(({ node, depth, answer, name, text }) => [node, depth, answer, name, text])).toEqual([
      [0, 0, null, 'age', '≤ 30.5'],
      [1, 1, 'yes', 'purpose', 'is one of car, other; unknown levels too'],
      [-1, 2, 'yes', null, '+0.2500'],
      [-2, 2, 'no', null, '−0.5000'],
      [-3, 1, 'no', null, '+0.1250'],
    ])
    expect(lines.map(({ cover }) => cover)).toEqual([100, 40, 10, 30, 60])
    expect(lines.map(({ coverShare }) => coverShare)).toEqual([1, 0.4, 0.1, 0.3, 0.6])
    expect(lines.map(({ missing }) => missing)).toEqual(['no', 'yes', null, null, null])
    expect(lines[2]?.path).toEqual([0, 1])
  })

  it('shows a tree without questions as its one leaf, and covers that are not known as none', () => {
    expect(treeLines(STUMP, CHARACTERISTICS)).toMatchObject([
      { node: -1, text: '+0.5000', cover: null, coverShare: null },
    ])
    expect(treeSize(STUMP)).toEqual({ nLeaves: 1, depth: 0 })
  })

  it('writes every digit of a threshold and shortens a long list of levels', () => {
    const exact = treeLines({ ...TREE, thresholds: [-0.1 - 0.2, 0] }, CHARACTERISTICS)
    expect(exact[0]?.text).toBe('≤ −0.30000000000000004')
    const levels = Array.from({ length: 12 }, (_, index) => `l${index}`)
    const wide = treeLines({ ...TREE, sets: [levels.map((_, index) => index)], unseenLeft: [0, 0] }, [
      CHARACTERISTICS[0]!,
      { ...CHARACTERISTICS[1]!, levels },
    ])
    expect(wide[1]?.text).toBe('is one of l0, l1, l2, l3, l4, l5, l6, l7 and 4 more')
  })
})

describe('the size and the search', () => {
  it('count leaves, depth and trees that ask', () => {
    expect(treeSize(TREE)).toEqual({ nLeaves: 3, depth: 2 })
    expect(treesWith([TREE, STUMP, TREE], 1)).toEqual([1, 3])
    expect(treesWith([STUMP], 0)).toEqual([])
  })
})

describe('the outline by keys', () => {
  const lines = treeLines(TREE, CHARACTERISTICS)
  const closed = new Set([1])

  it('hides what is below a closed question', () => {
    expect(openLines(lines, closed).map(({ node }) => node)).toEqual([0, 1, -3])
    expect(openLines(lines, new Set([0])).map(({ node }) => node)).toEqual([0])
  })

  it('walks, opens, closes and goes to the parent', () => {
    const shown = openLines(lines, closed)
    const step = (key: string, active: number) => outlineStep(key, shown, closed, active)
    expect(step('ArrowDown', 1)).toEqual({ kind: 'focus', node: -3 })
    expect(step('ArrowUp', 0)).toBeNull()
    expect(step('End', 0)).toEqual({ kind: 'focus', node: -3 })
    expect(step('Home', -3)).toEqual({ kind: 'focus', node: 0 })
    expect(step('ArrowRight', 1)).toEqual({ kind: 'toggle', node: 1 })
    expect(step('ArrowRight', 0)).toEqual({ kind: 'focus', node: 1 })
    expect(step('ArrowLeft', 0)).toEqual({ kind: 'toggle', node: 0 })
    expect(step('ArrowLeft', 1)).toEqual({ kind: 'focus', node: 0 })
    expect(step('ArrowLeft', -3)).toEqual({ kind: 'focus', node: 0 })
    expect(step('Enter', -3)).toBeNull()
    expect(step('q', 0)).toBeNull()
    expect(step('ArrowDown', 99)).toBeNull()
  })
})
