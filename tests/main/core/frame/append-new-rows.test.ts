import { describe, expect, it } from 'vitest'
import { appendNewRows } from '../../../../src/main/core/frame/append-new-rows.ts'
import { compactLevels } from '../../../../src/main/core/frame/compact-levels.ts'
import { type Column, cellAt, createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'

function texts(name: string, cells: readonly (string | null)[]): Column {
  const levels = [...new Set(cells.filter((cell) => cell !== null))]
  return {
    kind: 'text',
    name,
    codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(cell))),
    levels,
  }
}
function numbers(name: string, cells: readonly (number | null)[]): Column {
  return { kind: 'numeric', name, values: Float64Array.from(cells, (cell) => cell ?? Number.NaN) }
}
const rowsOf = ({ columns, nRows }: Frame) =>
  Array.from({ length: nRows }, (_, row) => [...columns.values()].map((column) => cellAt(column, row)))

const base = createFrame([texts('id', ['a', 'b', 'b2']), numbers('x', [1, null, 3])])

describe('appendNewRows', () => {
  it('takes rows with a new key, leaves known ones, and tells those that conflict', () => {
    const incoming = createFrame([numbers('x', [3, 9, 4, 5, 5, 6]), texts('id', ['b2', 'a', 'c', 'd', 'd', 'd'])])
    const result = appendNewRows(base, incoming, ['id'])
    expect(rowsOf(result.frame)).toEqual([
      ['a', 1],
      ['b', null],
      ['b2', 3],
      ['c', 4],
      ['d', 5],
    ])
    expect([...result.newRows]).toEqual([2, 3])
    expect([...result.conflictingRows]).toEqual([1, 5])
    expect(result.nKnown).toBe(2)
  })

  it('compares whole rows without a key; missing equals missing; repeats in the file are all new', () => {
    const incoming = createFrame([texts('id', ['b', 'a', 'z', 'z', null]), numbers('x', [null, 2, 1, 1, null])])
    const result = appendNewRows(base, incoming, [])
    expect([...result.newRows]).toEqual([1, 2, 3, 4])
    expect(result.nKnown).toBe(1)
    expect(result.conflictingRows).toHaveLength(0)
  })

  it('compares rows without a key value as wholes', () => {
    const withGap = createFrame([texts('id', ['a', null]), numbers('x', [1, 2])])
    const incoming = createFrame([texts('id', [null, null]), numbers('x', [2, 3])])
    expect([...appendNewRows(withGap, incoming, ['id']).newRows]).toEqual([1])
  })

  it('refuses other columns, in words', () => {
    const incoming = createFrame([texts('id', ['a']), numbers('y', [1])])
    expect(() => appendNewRows(base, incoming, [])).toThrow(
      /needs the same columns in both frames, got them without x and with y besides/,
    )
    expect(() => appendNewRows(base, createFrame([texts('id', ['a']), texts('x', ['1'])]), [])).toThrow(/another type/)
    expect(() => appendNewRows(base, base, ['nokey'])).toThrow(/"nokey"/)
  })
})

describe('compactLevels', () => {
  it('keeps the cells and puts used levels in order of first occurrence', () => {
    const column: Column = {
      kind: 'text',
      name: 't',
      codes: Int32Array.from([2, -1, 0, 2, 3]),
      levels: ['b', 'unused', 'a', 'b'],
    }
    const { column: compact, oldCodes } = compactLevels(column)
    expect(compact).toMatchObject({ levels: ['a', 'b'] })
    expect([0, 1, 2, 3, 4].map((row) => cellAt(compact, row))).toEqual(['a', null, 'b', 'a', 'b'])
    expect([...oldCodes]).toEqual([2, 0])
    expect(compactLevels(numbers('x', [1])).column).toEqual(numbers('x', [1]))
  })
})
