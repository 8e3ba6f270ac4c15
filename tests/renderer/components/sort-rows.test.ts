import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextSort, searchRows, sortRows } from '../../../src/renderer/components/sort-rows.ts'

const value = (row: { key: number | string | null }) => row.key

describe('sortRows', () => {
  it('orders numbers by size and texts by their numbers', () => {
    expect(sortRows([{ key: 10 }, { key: 9 }], value, 'ascending').map(value)).toEqual([9, 10])
    expect(sortRows([{ key: 'bin 10' }, { key: 'bin 9' }], value, 'ascending').map(value)).toEqual(['bin 9', 'bin 10'])
  })

  it('keeps missing values last in both directions', () => {
    const rows = [{ key: null }, { key: 1 }, { key: 2 }]
    expect(sortRows(rows, value, 'ascending').map(value)).toEqual([1, 2, null])
    expect(sortRows(rows, value, 'descending').map(value)).toEqual([2, 1, null])
  })

  it('keeps equal rows in their order in both directions', () => {
    const rows = [
      { key: 1, name: 'a' },
      { key: 1, name: 'b' },
    ]
    for (const direction of ['ascending', 'descending'] as const) {
      expect(sortRows(rows, value, direction).map((row) => row.name)).toEqual(['a', 'b'])
    }
  })

  it('loses and invents no row, and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer(), { nil: null })), (keys) => {
        const rows = keys.map((key) => ({ key }))
        const sorted = sortRows(rows, value, 'descending')
        expect(new Set(sorted)).toEqual(new Set(rows))
        expect(rows.map(value)).toEqual(keys)
      }),
    )
  })
})

describe('searchRows', () => {
  const rows = [
    ['credit_amount', 'numeric'],
    ['purpose', 'text'],
  ]

  it('finds rows that hold every word in any cell, in any case', () => {
    expect(searchRows(rows, (row) => row, 'NUM amount')).toEqual([rows[0]])
    expect(searchRows(rows, (row) => row, 'amount text')).toEqual([])
  })

  it('does not find a word across the border of two cells', () => {
    expect(searchRows(rows, (row) => row, 'amountnumeric')).toEqual([])
  })

  it('returns every row for an empty search', () => {
    expect(searchRows(rows, (row) => row, '  ')).toBe(rows)
  })
})

describe('nextSort', () => {
  it('goes from ascending to descending to the order as delivered', () => {
    const first = nextSort(null, 'iv')
    expect(first).toEqual({ column: 'iv', direction: 'ascending' })
    const second = nextSort(first, 'iv')
    expect(second).toEqual({ column: 'iv', direction: 'descending' })
    expect(nextSort(second, 'iv')).toBeNull()
  })

  it('starts anew on another column', () => {
    expect(nextSort({ column: 'iv', direction: 'descending' }, 'name')).toEqual({
      column: 'name',
      direction: 'ascending',
    })
  })
})
