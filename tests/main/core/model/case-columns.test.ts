import { describe, expect, it } from 'vitest'
import { caseColumns } from '../../../../src/main/core/model/case-columns.ts'
import { SMALL_MODEL } from '../trees/small-model.ts'

const columnsOf = caseColumns(SMALL_MODEL)

describe('caseColumns', () => {
  it('makes a column of every characteristic', () => {
    const { nRows, columns } = columnsOf([
      [30, 'south'],
      [null, null],
      [Number.NaN, 'south'],
      [-0, 'moon'],
    ])
    expect(nRows).toBe(4)
    expect([...columns.values()]).toEqual([
      { kind: 'numeric', name: 'age', values: Float64Array.of(30, Number.NaN, Number.NaN, -0) },
      { kind: 'text', name: 'region', codes: Int32Array.of(0, -1, 0, 1), levels: ['south', 'moon'] },
    ])
    expect(columnsOf([]).nRows).toBe(0)
  })

  it('refuses a value of the other type', () => {
    expect(() => columnsOf([['old', null]])).toThrow('characteristic "age" needs a number, got a text')
    expect(() => columnsOf([[1, 2]])).toThrow('characteristic "region" needs a text, got a number')
  })
})
