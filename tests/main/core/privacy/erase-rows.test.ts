import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextColumn } from '../../../../src/main/core/frame/frame.ts'
import { cellAt } from '../../../../src/main/core/frame/frame.ts'
import { eraseRows } from '../../../../src/main/core/privacy/erase-rows.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

const CITY: TextColumn = {
  kind: 'text',
  name: 'city',
  codes: Int32Array.of(0, 1, 0, 2, -1),
  levels: ['Bonn', 'Ulm', 'Kiel', 'never used'],
}

describe('eraseRows', () => {
  it('blanks the text only one erased row used and keeps the index of every level', () => {
    const { column, vanishedLevels } = eraseRows(CITY, new Set([1, 0]))
    expect(vanishedLevels).toEqual([1, 3])
    expect(column).toEqual({
      kind: 'text',
      name: 'city',
      codes: Int32Array.of(-1, -1, 0, 2, -1),
      levels: ['Bonn', '', 'Kiel', ''],
    })
    expect(CITY.levels[1]).toBe('Ulm')
    expect(CITY.codes[0]).toBe(0)
  })

  it('makes numbers missing', () => {
    const values = Float64Array.of(1, 2, Number.NaN)
    const { column, vanishedLevels } = eraseRows({ kind: 'numeric', name: 'x', values }, Uint32Array.of(0, 2, 2))
    expect(column).toEqual({ kind: 'numeric', name: 'x', values: Float64Array.of(Number.NaN, 2, Number.NaN) })
    expect(vanishedLevels).toEqual([])
    expect(values[0]).toBe(1)
  })

  it('does not name a level that is an empty text already', () => {
    const column: TextColumn = { kind: 'text', name: 'x', codes: Int32Array.of(0), levels: [''] }
    expect(eraseRows(column, [0]).vanishedLevels).toEqual([])
  })

  it('leaves every other cell as it was and no erased text behind', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 5 })), fc.array(fc.nat(30)), (codes, wanted) => {
        const levels = ['a', 'b', 'c', 'd', 'e', 'f']
        const before: TextColumn = { kind: 'text', name: 'x', codes: Int32Array.from(codes), levels }
        const rows = new Set(wanted.filter((row) => row < codes.length))
        const { column, vanishedLevels } = eraseRows(before, rows)
        codes.forEach((_, row) => {
          expect(cellAt(column, row)).toBe(rows.has(row) ? null : cellAt(before, row))
        })
        const kept = new Set(codes.filter((code, row) => code >= 0 && !rows.has(row)))
        expect(vanishedLevels).toEqual([0, 1, 2, 3, 4, 5].filter((code) => !kept.has(code)))
        expect((column as TextColumn).levels.filter((level) => level !== '').length).toBe(kept.size)
      }),
    )
  })

  it('refuses rows that do not exist', () => {
    const values = new Float64Array(2)
    for (const row of [-1, 5, 1.5, Number.NaN]) {
      expect(thrownKind(() => eraseRows(CITY, [row]))).toBe('invalidInput')
      expect(thrownKind(() => eraseRows({ kind: 'numeric', name: 'x', values }, [row]))).toBe('invalidInput')
    }
  })
})
