import { describe, expect, it } from 'vitest'
import type { Column } from '../../../../src/main/core/frame/frame.ts'
import { treeReader } from '../../../../src/main/core/trees/tree-reader.ts'
import { MISSING_LEVEL, UNSEEN_LEVEL } from '../../../../src/main/core/trees/walk-trees.ts'
import { SMALL_MODEL } from './small-model.ts'

const [age, region] = SMALL_MODEL.characteristics.map(treeReader) as [
  ReturnType<typeof treeReader>,
  ReturnType<typeof treeReader>,
]

function rows(reader: typeof age, column: Column, from: number, n: number): number[] {
  const into = new Float64Array(n)
  reader.ofRows(column, from, into)
  return [...into]
}

describe('treeReader', () => {
  it('reads numbers from a row on', () => {
    const column: Column = { kind: 'numeric', name: 'age', values: Float64Array.of(1, 999, -1, 2, Number.NaN) }
    expect(rows(age, column, 1, 4)).toEqual([Number.NaN, Number.NaN, 2, Number.NaN])
    expect(column.values[1]).toBe(999)
    expect([5, -1, null, Number.NaN].map((value) => age.ofValue(value))).toEqual([5, NaN, NaN, NaN])
  })

  it('reads texts whose levels grow from block to block', () => {
    const levels = ['east', 'moon']
    const column = (...codes: number[]): Column => ({
      kind: 'text',
      name: 'region',
      codes: Int32Array.from(codes),
      levels,
    })
    expect(rows(region, column(0, 1, -1), 0, 3)).toEqual([2, UNSEEN_LEVEL, MISSING_LEVEL])
    levels.push('north')
    expect(rows(region, column(9, 2, 0), 1, 2)).toEqual([0, 2])
  })

  it('refuses texts for numbers where there are any among the rows', () => {
    const column: Column = { kind: 'text', name: 'age', codes: Int32Array.of(-1, -1, 0), levels: ['x'] }
    expect(rows(age, column, 0, 2)).toEqual([NaN, NaN])
    expect(() => rows(age, column, 1, 2)).toThrow('characteristic "age" needs numbers, got a text column')
    expect(() => age.ofValue('x')).toThrow('characteristic "age" needs a number, got a text')
  })
})
