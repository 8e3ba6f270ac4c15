import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, cellAt } from '../../../../src/main/core/frame/frame.ts'
import { countDistinctValues, findDuplicateRows } from '../../../../src/main/core/quality/find-duplicate-rows.ts'
import { numeric, text } from '../leakage/leakage-data.ts'

describe('findDuplicateRows', () => {
  it('marks the rows that repeat an earlier one', () => {
    const columns = [numeric('x', [1, 1, 2, 1, Number.NaN, Number.NaN]), text('t', ['a', 'b', 'a', 'a', null, null])]
    expect(findDuplicateRows(columns)).toEqual({ nDuplicates: 2, isDuplicate: Uint8Array.of(0, 0, 0, 1, 0, 1) })
  })

  it('compares texts by their characters and −0 with 0', () => {
    const twice: Column = { kind: 'text', name: 't', codes: Int32Array.of(0, 1), levels: ['a', 'a'] }
    expect(findDuplicateRows([twice, numeric('x', [0, -0])]).nDuplicates).toBe(1)
    expect(countDistinctValues(twice)).toBe(1)
    expect(countDistinctValues(numeric('x', [0, -0, Number.NaN, 2]))).toBe(2)
  })

  it('finds nothing without columns or rows', () => {
    expect(findDuplicateRows([]).nDuplicates).toBe(0)
    expect(findDuplicateRows([numeric('x', [])]).nDuplicates).toBe(0)
  })

  it('tells a missing text from every level, whatever the hashes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.option(fc.constantFrom('a', 'b', '')), fc.constantFrom(0, 1.5, -2, Number.NaN)), {
          maxLength: 60,
        }),
        (rows) => {
          const columns = [
            text(
              't',
              rows.map((row) => row[0]),
            ),
            numeric(
              'x',
              rows.map((row) => row[1]),
            ),
          ]
          const seen = new Set<string>()
          const expected = rows.map((_, i) => {
            const key = JSON.stringify(columns.map((column) => cellAt(column, i)))
            const isRepeated = seen.has(key)
            seen.add(key)
            return isRepeated ? 1 : 0
          })
          expect([...findDuplicateRows(columns).isDuplicate]).toEqual(expected)
        },
      ),
    )
  })
})
