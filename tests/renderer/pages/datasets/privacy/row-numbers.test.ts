import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_REVEALED_ROWS, parseRowNumbers } from '../../../../../src/renderer/pages/datasets/privacy/row-numbers.ts'

describe('parseRowNumbers', () => {
  it('reads numbers and ranges counted from 1, each row once, in order', () => {
    expect(parseRowNumbers('12, 1-3 2', 20)).toEqual({ rows: [0, 1, 2, 11] })
    expect(parseRowNumbers('4 – 5;7', 20)).toEqual({ rows: [3, 4, 6] })
  })

  it('names what is wrong', () => {
    expect(parseRowNumbers('', 20)).toEqual({ problem: 'Name at least one row' })
    expect(parseRowNumbers('x', 20)).toHaveProperty('problem', 'Rows are numbers and ranges such as 1-5, 12, got x')
    expect(parseRowNumbers('0', 20)).toHaveProperty('problem')
    expect(parseRowNumbers('5-2', 20)).toHaveProperty('problem')
    expect(parseRowNumbers('21', 20)).toEqual({ problem: 'The last row is 20, got 21' })
  })

  it('takes as many rows as may be revealed at once and not one more', () => {
    expect(parseRowNumbers(`1-${MAX_REVEALED_ROWS}`, 1000)).toHaveProperty('rows.length', MAX_REVEALED_ROWS)
    expect(parseRowNumbers(`1-${MAX_REVEALED_ROWS + 1}`, 1000)).toHaveProperty('problem')
    expect(parseRowNumbers('1-60, 101-160', 1000)).toHaveProperty('problem')
  })

  it('reads back any set of rows written one by one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 100 }), (rows) => {
        expect(parseRowNumbers(rows.join(', '), 500)).toEqual({
          rows: rows.map((row) => row - 1).sort((a, b) => a - b),
        })
      }),
    )
  })
})
