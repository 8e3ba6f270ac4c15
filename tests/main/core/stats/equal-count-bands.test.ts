import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalCountBands } from '../../../../src/main/core/stats/equal-count-bands.ts'
import { thrownKind } from './thrown-kind.ts'

describe('equalCountBands', () => {
  it('cuts distinct values evenly', () => {
    expect(equalCountBands(Array<number>(100).fill(1), 10)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
  })

  it('cuts 11 rows into bands of 3, 3, 2 and 3, as type-7 quantiles do', () => {
    expect(equalCountBands(Array<number>(11).fill(1), 4)).toEqual([3, 6, 8, 11])
  })

  it('merges bands emptied by a heavy tie', () => {
    expect(equalCountBands([1, 7, 1, 1], 5)).toEqual([2, 4])
  })

  it('never splits, loses or repeats a value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (counts, nBands) => {
          const ends = equalCountBands(counts, nBands)
          expect(ends.length).toBeLessThanOrEqual(nBands)
          expect(ends.at(-1)).toBe(counts.length)
          expect([0, ...ends].every((end, i) => end > (i === 0 ? -1 : [0, ...ends][i - 1]!))).toBe(true)
        },
      ),
    )
  })

  it('has no bands for no rows', () => {
    expect(equalCountBands([], 10)).toEqual([])
  })

  it('refuses zero bands', () => {
    expect(thrownKind(() => equalCountBands([1], 0))).toBe('invalidInput')
    expect(thrownKind(() => equalCountBands([1], 2.5))).toBe('invalidInput')
  })
})
