import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstIndexFrom, tallyCount, tallyValues, tallyWithout } from '../../../../src/main/core/frame/value-tally.ts'

function slowTally(values: readonly number[]) {
  const counts = new Map<number, number>()
  for (const value of values) if (!Number.isNaN(value)) counts.set(value + 0, (counts.get(value + 0) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => a - b)
}

function entries({ values, counts }: { values: Float64Array; counts: Uint32Array }) {
  return [...values].map((value, i) => [value, counts[i]])
}

describe('tallyValues', () => {
  it.each([
    ['whole numbers', fc.integer({ min: -100_000, max: 100_000 })],
    ['large whole numbers', fc.maxSafeInteger()],
    ['hundredths', fc.integer({ min: -10_000, max: 10_000 }).map((unit) => unit / 100)],
    ['ten-thousandths', fc.integer({ min: -10_000, max: 10_000 }).map((unit) => unit / 10_000)],
    ['any numbers', fc.double({ noDefaultInfinity: true })],
    ['a mixture', fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(-0, Number.NaN, 0.1, 0.30000000000000004))],
  ])('counts %s', (_, number) => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 200 }), (list) => {
        const tally = tallyValues(Float64Array.from(list))
        expect(entries(tally)).toEqual(slowTally(list))
        expect(tally.n).toBe(list.filter((value) => !Number.isNaN(value)).length)
      }),
    )
  })

  it('notices late that numbers are no hundredths', () => {
    const list = [...Array.from({ length: 100 }, (_, i) => i / 100), 0.005, 1 / 3]
    expect(entries(tallyValues(Float64Array.from(list)))).toEqual(slowTally(list))
  })

  it('finds and leaves out values', () => {
    const tally = tallyValues(Float64Array.of(-9, 1, 1, 2, Number.NaN))
    expect(tallyCount(tally, 1)).toBe(2)
    expect(tallyCount(tally, 5)).toBe(0)
    expect(tallyCount(tally, Number.NaN)).toBe(0)
    const rest = tallyWithout(tally, new Set([-9, 7]))
    expect(entries(rest)).toEqual([
      [1, 2],
      [2, 1],
    ])
    expect(rest.n).toBe(3)
    expect(firstIndexFrom(tally.values, 1.5)).toBe(2)
    expect(firstIndexFrom(tally.values, 3)).toBe(3)
  })
})
