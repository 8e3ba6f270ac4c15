import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numericPrebins } from '../../../../src/main/core/binning/numeric-prebins.ts'

describe('numeric pre-bins', () => {
  it('keeps each value apart when there are few', () => {
    const { starts, events, nonEvents } = numericPrebins(
      Float64Array.of(3, 1, 2, 1, 3),
      Uint8Array.of(1, 0, 1, 1, 0),
      5,
    )
    expect(starts).toEqual([1, 2, 3])
    expect([...events]).toEqual([1, 1, 1])
    expect([...nonEvents]).toEqual([1, 0, 1])
  })

  it('makes groups of equal counts from distinct values', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => i)
    const { starts } = numericPrebins(values, new Uint8Array(100), 4)
    expect(starts).toEqual([0, 25, 50, 75])
  })

  it('gives a value with many rows its own pre-bin and spreads the rest', () => {
    const values = Float64Array.from({ length: 160 }, (_, i) => (i < 100 ? 0 : i - 99))
    const { starts, nonEvents } = numericPrebins(values, new Uint8Array(160), 5)
    expect(starts).toEqual([0, 1, 16, 31, 46])
    expect([...nonEvents]).toEqual([100, 15, 15, 15, 15])
  })

  it('never splits equal values, keeps the limit and loses no row', () => {
    const sample = fc.array(fc.tuple(fc.integer({ min: -6, max: 30 }), fc.integer({ min: 0, max: 1 })), {
      minLength: 1,
      maxLength: 80,
    })
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 12 }), (pairs, maxPrebins) => {
        const values = Float64Array.from(pairs, ([value]) => value)
        const yTrue = Uint8Array.from(pairs, ([, y]) => y)
        const { starts, events, nonEvents } = numericPrebins(values, yTrue, maxPrebins)
        expect(starts.length).toBeLessThanOrEqual(maxPrebins)
        expect(starts[0]).toBe(Math.min(...values))
        for (const start of starts) expect(values).toContain(start)
        starts.forEach((start, b) => {
          const inside = pairs.filter(([value]) => value >= start && value < (starts[b + 1] ?? Infinity))
          expect(inside.length).toBeGreaterThan(0)
          expect(events[b]).toBe(inside.filter(([, y]) => y === 1).length)
          expect(nonEvents[b]).toBe(inside.filter(([, y]) => y === 0).length)
        })
      }),
    )
  })

  it('starts no pre-bin at infinity and writes −0 as 0', () => {
    expect(numericPrebins(Float64Array.of(1, Infinity, -Infinity, 2), new Uint8Array(4), 9).starts).toEqual([
      -Infinity,
      1,
      2,
    ])
    expect(numericPrebins(Float64Array.of(-1, -0, 0), new Uint8Array(3), 9).starts).toEqual([-1, 0])
  })

  it('has no pre-bins without rows', () => {
    expect(numericPrebins(new Float64Array(0), new Uint8Array(0), 5).starts).toEqual([])
  })
})
