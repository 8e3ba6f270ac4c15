import { describe, expect, it } from 'vitest'
import { groupColumn } from '../../../../src/main/core/fairness/group-column.ts'
import type { NumericColumn, TextColumn } from '../../../../src/main/core/frame/frame.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

const numbers = (...values: number[]): NumericColumn => ({
  kind: 'numeric',
  name: 'age',
  values: Float64Array.from(values),
})
const texts: TextColumn = {
  kind: 'text',
  name: 'sex',
  codes: Int32Array.of(2, 0, -1, 2, 3),
  levels: ['male', 'unused', 'Female', 'female'],
}

describe('groupColumn', () => {
  it('names the groups of cut points and puts a cut below itself', () => {
    const { codes, labels } = groupColumn(numbers(25, 26, 60, 61, Number.NaN), { column: 'age', cuts: [25, 60] })
    expect(labels).toEqual(['≤ 25', '> 25 and ≤ 60', '> 60'])
    expect([...codes]).toEqual([0, 1, 1, 2, -1])
    expect(groupColumn(numbers(1), { column: 'age', cuts: [25] }).labels).toEqual(['≤ 25', '> 25'])
  })

  it('keeps the label of a group without rows', () => {
    expect(groupColumn(numbers(30), { column: 'age', cuts: [25] }).labels).toHaveLength(2)
  })

  it('makes one group per number, in numeric order, printed shortest', () => {
    const { codes, labels } = groupColumn(numbers(10, 9, 0.5, Number.NaN, -0, 0), { column: 'age', cuts: [] })
    expect(labels).toEqual(['0', '0.5', '9', '10'])
    expect([...codes]).toEqual([3, 2, 1, -1, 0, 0])
  })

  it('makes one group per level that occurs, by code unit', () => {
    const { codes, labels } = groupColumn(texts, { column: 'sex', cuts: [] })
    expect(labels).toEqual(['Female', 'female', 'male'])
    expect([...codes]).toEqual([0, 2, -1, 0, 1])
  })

  it('refuses another column, cuts of texts and cuts that do not ascend', () => {
    expect(thrownKind(() => groupColumn(numbers(1), { column: 'sex', cuts: [] }))).toBe('invalidInput')
    expect(thrownKind(() => groupColumn(texts, { column: 'sex', cuts: [1] }))).toBe('invalidInput')
    expect(thrownKind(() => groupColumn(numbers(1), { column: 'age', cuts: [2, 2] }))).toBe('invalidInput')
    expect(thrownKind(() => groupColumn(numbers(1), { column: 'age', cuts: [3, 2] }))).toBe('invalidInput')
    expect(thrownKind(() => groupColumn(numbers(1), { column: 'age', cuts: [Number.NaN] }))).toBe('invalidInput')
  })
})
