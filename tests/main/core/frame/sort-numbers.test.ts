import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortNumbers } from '../../../../src/main/core/frame/sort-numbers.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

describe('sortNumbers', () => {
  it('sorts as the engine does, whatever the numbers, and leaves missing ones out', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 300 }), fc.integer({ min: 1, max: 12 }), (list, copies) => {
        const values = Float64Array.from(Array.from({ length: copies }, () => list).flat())
        expect(sortNumbers(values)).toEqual(values.filter((value) => !Number.isNaN(value)).sort())
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['all exponents', (u: number) => 10 ** (600 * u - 300) * (u > 0.5 ? 1 : -1)],
    ['long runs that differ in the lower word only', (u: number) => 1e6 + u / 1000],
    ['the same below zero', (u: number) => -1e6 - u / 1000],
    ['runs of middle length', (u: number) => Math.round(u * 20) + u / 1e8],
    ['few distinct', (u: number) => Math.floor(u * 3)],
    ['one value', () => 7],
    ['both zeros', (u: number) => (u < 0.3 ? -0 : u < 0.6 ? 0 : u)],
    ['gaps', (u: number) => (u < 0.3 ? Number.NaN : u)],
  ])('sorts %s', (_, numberAt) => {
    const random = createRandom(5)
    const values = Float64Array.from({ length: 20_000 }, () => numberAt(random.nextDouble()))
    expect(sortNumbers(values)).toEqual(values.filter((value) => !Number.isNaN(value)).sort())
  })
})
