import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numericPrebins } from '../../../../src/main/core/binning/numeric-prebins.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

/** The definition, word by word: distinct values in order, each group closed at the value nearest to its aim. */
function walkThrough(values: Float64Array, yTrue: Uint8Array, maxPrebins: number, weights: Float64Array | null = null) {
  const counts = new Map<number, [number, number]>()
  values.forEach((value, i) => {
    const weight = weights?.[i] ?? 1
    if (Number.isNaN(value) || weight === 0) return
    const count = counts.get(value + 0) ?? [0, 0]
    count[yTrue[i]!]! += weight
    counts.set(value + 0, count)
  })
  const distinct = [...counts.keys()].sort((a, b) => (a < b ? -1 : 1))
  const starts: number[] = []
  const events: number[] = []
  const nonEvents: number[] = []
  let left = [...counts.values()].reduce((sum, [n, e]) => sum + n + e, 0)
  let filled = 0
  for (const value of distinct) {
    const [n, e] = counts.get(value)!
    const aim = (left + filled) / (maxPrebins - starts.length + 1)
    const isBeyond = starts.length < maxPrebins && filled + n + e - aim > aim - filled
    const closes = distinct.length <= maxPrebins || isBeyond
    if (starts.length === 0 || (closes && Number.isFinite(value))) {
      starts.push(value)
      events.push(0)
      nonEvents.push(0)
      filled = 0
    }
    events[events.length - 1]! += e
    nonEvents[nonEvents.length - 1]! += n
    filled += n + e
    left -= n + e
  }
  return { starts, events: Float64Array.from(events), nonEvents: Float64Array.from(nonEvents) }
}

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

  it('gives the very same pre-bins as walking through all distinct values, whatever their spread', () => {
    const shapes: readonly ((u: number) => number)[] = [
      (u) => Math.floor(u * 40),
      (u) => Math.exp(20 * u),
      (u) => (u < 0.7 ? 0 : u * 1e9),
      (u) => (u < 0.001 ? 1e300 : u),
      (u) => 1e9 + u * 1e-6,
      (u) => (u < 0.5 ? -1 : 1) * 1.7e308 * u,
      (u) => (u < 0.1 ? -Infinity : u > 0.9 ? Infinity : Math.round(u * 1e4)),
      (u) => (u < 0.3 ? Number.NaN : (u - 0.6) ** 3),
      (u) => (u < 0.5 ? 5e-324 * Math.floor(u * 10) : u),
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...shapes),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (shape, n, maxPrebins, seed) => {
          const random = createRandom(seed)
          const values = Float64Array.from({ length: n }, () => shape(random.nextDouble()))
          const yTrue = Uint8Array.from({ length: n }, () => (random.nextDouble() < 0.3 ? 1 : 0))
          const weights = Float64Array.from({ length: n }, () => random.nextBelow(4))
          expect(numericPrebins(values, yTrue, maxPrebins)).toEqual(walkThrough(values, yTrue, maxPrebins))
          const weighted = numericPrebins(values, yTrue, maxPrebins, { weights })
          expect(weighted).toEqual(walkThrough(values, yTrue, maxPrebins, weights))
          const copies = (list: ArrayLike<number>) =>
            Array.from(weights).flatMap((weight, i) => new Array<number>(weight).fill(list[i]!))
          const repeated = numericPrebins(Float64Array.from(copies(values)), Uint8Array.from(copies(yTrue)), maxPrebins)
          expect(weighted).toEqual(repeated)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('leaves out missing values and those named', () => {
    const values = Float64Array.of(1, -999, Number.NaN, 2, -999, 2)
    const { starts, events, nonEvents } = numericPrebins(values, Uint8Array.of(1, 1, 1, 0, 0, 1), 9, {
      leaveOut: new Set([-999]),
    })
    expect(starts).toEqual([1, 2])
    expect([...events]).toEqual([1, 1])
    expect([...nonEvents]).toEqual([0, 1])
  })

  it('has no pre-bins without rows', () => {
    expect(numericPrebins(new Float64Array(0), new Uint8Array(0), 5).starts).toEqual([])
  })
})
