import { describe, expect, it } from 'vitest'
import { smallestExpectedCount, tableMargins } from '../../../../src/main/core/stats/contingency-table.ts'
import { thrownKind } from './thrown-kind.ts'

describe('tableMargins', () => {
  it('adds rows, columns and all', () => {
    expect(
      tableMargins('test', [
        [1, 2],
        [3, 4],
      ]),
    ).toEqual({ rows: [3, 7], columns: [4, 6], total: 10 })
  })

  it('refuses fractions and negative counts', () => {
    expect(
      thrownKind(() =>
        tableMargins('test', [
          [1, 2],
          [3, 0.5],
        ]),
      ),
    ).toBe('invalidInput')
    expect(
      thrownKind(() =>
        tableMargins('test', [
          [1, 2],
          [3, -1],
        ]),
      ),
    ).toBe('invalidInput')
  })
})

describe('smallestExpectedCount', () => {
  it('is row sum times column sum over the total, at its smallest', () => {
    expect(
      smallestExpectedCount([
        [1, 2],
        [3, 4],
      ]),
    ).toBe((3 * 4) / 10)
    expect(
      smallestExpectedCount([
        [0, 0],
        [0, 0],
      ]),
    ).toBe(0)
  })
})
