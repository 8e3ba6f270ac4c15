import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExpression } from '../../../../../src/main/core/expression/parse-expression.ts'
import { KEYWORDS } from '../../../../../src/main/core/expression/read-tokens.ts'
import { cellText } from '../../../../../src/renderer/pages/datasets/grid/cell-text.ts'
import {
  columnAt,
  columnsInSight,
  leftThatShows,
} from '../../../../../src/renderer/pages/datasets/grid/column-layout.ts'
import {
  columnText,
  conditionsFor,
  conditionText,
  EXPRESSION_KEYWORDS,
  joinConditions,
} from '../../../../../src/renderer/pages/datasets/grid/condition-text.ts'
import { ROW_HEIGHT, scrollScale, topThatShows } from '../../../../../src/renderer/pages/datasets/grid/scaled-scroll.ts'
import { isSelected, moveByKey, rectangle } from '../../../../../src/renderer/pages/datasets/grid/selection.ts'
import { toggleSort } from '../../../../../src/renderer/pages/datasets/grid/sort-keys.ts'
import { splitHits } from '../../../../../src/renderer/pages/datasets/grid/split-hits.ts'

describe('scrollScale', () => {
  it('is pixel for pixel as long as a browser can scroll', () => {
    const scale = scrollScale(1000, 280)
    expect(scale).toMatchObject({ contentHeight: 28_000, isScaled: false, maxTop: 990 })
    expect(scale.toTop(ROW_HEIGHT)).toBeCloseTo(1, 9)
    expect(scale.toScroll(990)).toBe(28_000 - 280)
  })

  it('reaches the first and the last of ten million rows', () => {
    const scale = scrollScale(10_000_000, 560)
    expect(scale.isScaled).toBe(true)
    expect(scale.contentHeight).toBeLessThan(17_000_000)
    expect(scale.toTop(0)).toBe(0)
    expect(scale.toTop(scale.contentHeight - 560)).toBe(9_999_980)
    expect(scale.toTop(scale.toScroll(900_000))).toBeCloseTo(900_000, 6)
  })

  it('does not scroll what fits', () => {
    const scale = scrollScale(5, 560)
    expect(scale.maxTop).toBe(0)
    expect(scale.toTop(100)).toBe(0)
    expect(scale.toScroll(3)).toBe(0)
  })

  it('shows a row by the smallest move', () => {
    expect(topThatShows(5, 10, 280)).toBe(5)
    expect(topThatShows(12, 10, 280)).toBe(10)
    expect(topThatShows(20, 10, 280)).toBe(11)
  })
})

describe('column layout', () => {
  const layout = { lefts: Float64Array.from([0, 100, 180, 300]), width: 300 }
  it('finds the column over a position', () => {
    expect([0, 99, 100, 179, 180, 299, 5000].map((x) => columnAt(layout, x))).toEqual([0, 0, 1, 1, 2, 2, 2])
    expect(columnsInSight(layout, 190, 200)).toEqual({ first: 1, last: 2 })
    expect(leftThatShows(layout, 2, 0, 200)).toBe(100)
    expect(leftThatShows(layout, 0, 50, 200)).toBe(0)
  })
})

describe('conditions', () => {
  const age = { name: 'age', type: 'numeric' } as const
  it('writes what the language reads', () => {
    const written = [
      conditionText(age, '>=', ' 30.5 '),
      conditionText({ name: 'a]b c', type: 'text' }, 'contains', "O'Neil"),
      conditionText({ name: 'day', type: 'date' }, '<', '2020-01-31'),
      conditionText({ name: 'Missing', type: 'text' }, 'present', ''),
      joinConditions('age < 1 or age > 2', 'x = 1'),
    ]
    expect(written).toEqual([
      'age >= 30.5',
      "contains([a]]b c], 'O''Neil')",
      "day < date('2020-01-31')",
      '[Missing] is not missing',
      '(age < 1 or age > 2) and x = 1',
    ])
    for (const text of written) expect(() => parseExpression(text ?? '')).not.toThrow()
  })

  it('says nothing while a value does not fit', () => {
    expect(conditionText(age, '=', '3a')).toBeNull()
    expect(conditionText({ name: 'day', type: 'date' }, '=', '31.01.2020')).toBeNull()
  })

  it('writes any name so that it is read as that column', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        expect(parseExpression(columnText(name))).toMatchObject({ kind: 'column', name })
      }),
    )
  })

  it('knows the keywords of the language, and offers an order only where there is one', () => {
    expect([...EXPRESSION_KEYWORDS].sort()).toEqual([...KEYWORDS].sort())
    expect(conditionsFor('text').map(({ id }) => id)).toEqual([
      '=',
      '!=',
      'contains',
      'startsWith',
      'missing',
      'present',
    ])
  })
})

describe('sorting', () => {
  it('goes from ascending to descending to none, alone or behind others', () => {
    const one = toggleSort([], 'a', false)
    expect(one).toEqual([{ column: 'a', descending: false }])
    expect(toggleSort(one, 'a', false)).toEqual([{ column: 'a', descending: true }])
    expect(toggleSort([{ column: 'a', descending: true }], 'a', false)).toEqual([])
    const two = toggleSort(one, 'b', true)
    expect(two.map(({ column }) => column)).toEqual(['a', 'b'])
    expect(toggleSort([{ column: 'a', descending: true }, two[1]!], 'a', true)).toEqual([two[1]])
    const five = ['a', 'b', 'c', 'd', 'e'].map((column) => ({ column, descending: false }))
    expect(toggleSort(five, 'f', true)).toBe(five)
  })
})

describe('selection', () => {
  const size = { nRows: 100, nColumns: 4, pageRows: 20 }
  const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false })
  it('moves by keys and stays inside', () => {
    const place = { row: 50, column: 2 }
    expect(moveByKey(place, key('PageDown'), size)).toEqual({ row: 70, column: 2 })
    expect(moveByKey(place, key('End', true), size)).toEqual({ row: 99, column: 3 })
    expect(moveByKey(place, key('Home'), size)).toEqual({ row: 50, column: 0 })
    expect(moveByKey({ row: 0, column: 0 }, key('ArrowUp'), size)).toEqual({ row: -1, column: 0 })
    expect(moveByKey({ row: 99, column: 3 }, key('ArrowDown'), size)).toEqual({ row: 99, column: 3 })
    expect(moveByKey(place, key('x'), size)).toBeNull()
  })

  it('spans the cells between its corners', () => {
    const selection = { anchor: { row: 5, column: 3 }, active: { row: 2, column: 1 } }
    expect(rectangle(selection)).toEqual({ top: 2, bottom: 5, left: 1, right: 3 })
    expect(isSelected(selection, 3, 2)).toBe(true)
    expect(isSelected(selection, 6, 2)).toBe(false)
    expect(isSelected(null, 0, 0)).toBe(false)
  })
})

describe('cells', () => {
  it('prints every digit', () => {
    expect([0.1 + 0.2, 1e21, -0, 12_345_678.9, 1e-7, null, ''].map(cellText)).toEqual([
      '0.30000000000000004',
      '1e+21',
      '-0',
      '12345678.9',
      '1e-7',
      '',
      '',
    ])
  })

  it('cuts a text at its hits', () => {
    expect(splitHits('Berlin, berlin', 'BER')).toEqual([
      { text: 'Ber', isHit: true },
      { text: 'lin, ', isHit: false },
      { text: 'ber', isHit: true },
      { text: 'lin', isHit: false },
    ])
    expect(splitHits('Ulm', '')).toEqual([{ text: 'Ulm', isHit: false }])
    expect(splitHits('İstanbul', 'tan')).toEqual([{ text: 'İstanbul', isHit: false }])
  })
})
