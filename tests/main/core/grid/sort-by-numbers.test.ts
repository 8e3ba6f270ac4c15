import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortByNumbers } from '../../../../src/main/core/grid/sort-by-numbers.ts'

const rowsOf = (n: number) => Uint32Array.from({ length: n }, (_, row) => row)
const ORDERS = [false, true] as const

/** The plain statement of the order: by value, missing last, ties as they came. */
function expected(rows: Uint32Array, values: Float64Array, isDescending: boolean): number[] {
  const present = [...rows].filter((row) => !Number.isNaN(values[row]))
  const missing = [...rows].filter((row) => Number.isNaN(values[row]))
  present.sort((a, b) => {
    const [x, y] = [values[a]!, values[b]!]
    if (x === y) return 0
    return x < y !== isDescending ? -1 : 1
  })
  return [...present, ...missing]
}

describe('sortByNumbers', () => {
  it('orders by value, missing last in both directions, ties as they came', () => {
    const values = Float64Array.from([2, Number.NaN, -1, 2, 0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect([...sortByNumbers(rowsOf(8), values, false)]).toEqual([7, 2, 4, 5, 0, 3, 6, 1])
    expect([...sortByNumbers(rowsOf(8), values, true)]).toEqual([6, 0, 3, 4, 5, 2, 7, 1])
  })

  it('distributes long columns into the same order as comparing does', () => {
    const special = [0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, -5e-324]
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double(), fc.integer(), fc.constantFrom(...special)), { minLength: 600, maxLength: 900 }),
        fc.constantFrom(...ORDERS),
        (numbers, isDescending) => {
          const values = Float64Array.from(numbers)
          const rows = rowsOf(numbers.length).reverse()
          expect([...sortByNumbers(rows, values, isDescending)]).toEqual(expected(rows, values, isDescending))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('sorts only the rows it is given and leaves them as they are', () => {
    const values = Float64Array.from({ length: 4000 }, (_, row) => (row * 7919) % 1009)
    const rows = rowsOf(4000).filter((row) => row % 3 === 0)
    const before = rows.slice()
    expect([...sortByNumbers(rows, values, true)]).toEqual(expected(rows, values, true))
    expect(rows).toEqual(before)
  })

  it('gives a copy when all rows have one value', () => {
    const rows = rowsOf(1000)
    const sorted = sortByNumbers(rows, new Float64Array(1000).fill(3), false)
    expect(sorted).toEqual(rows)
    expect(sorted).not.toBe(rows)
  })

  it('reads every kind of NaN as missing', () => {
    const values = new Float64Array(600).fill(1)
    new BigUint64Array(values.buffer)[0] = 0xfff8000000000001n
    new BigUint64Array(values.buffer)[1] = 0x7ff0000000000001n
    for (const isDescending of ORDERS) {
      expect([...sortByNumbers(rowsOf(600), values, isDescending)].slice(-2)).toEqual([0, 1])
    }
  })
})
