import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { niceHistogram } from '../../../../src/main/core/frame/nice-histogram.ts'
import { profileColumn } from '../../../../src/main/core/frame/profile-column.ts'

function profileOf(values: number[]) {
  return profileColumn({ kind: 'numeric', name: 'x', values: Float64Array.from(values) })
}

describe('profileColumn of numbers', () => {
  it('gives the numbers that R gives: quantile type 7, sd with n - 1', () => {
    // R: x <- c(3, 1, 4, 1, 5, 9, 2, 6); summary(x); sd(x)
    expect(profileOf([3, 1, Number.NaN, 4, 1, 5, 9, 2, 6])).toMatchObject({
      count: 9,
      nMissing: 1,
      nDistinct: 7,
      minimum: 1,
      quantile25: 1.75,
      median: 3.5,
      quantile75: 5.25,
      maximum: 9,
      mean: 3.875,
      standardDeviation: expect.closeTo(2.748376143938713, 14),
    })
  })

  it('lists the most frequent values, ties by value, ten at most', () => {
    expect(profileOf([2, 1, 1, 3, 3, 0.1]).topValues).toEqual([
      { value: '1', count: 2 },
      { value: '3', count: 2 },
      { value: '0.1', count: 1 },
      { value: '2', count: 1 },
    ])
    expect(profileOf(Array.from({ length: 30 }, (_, i) => i)).topValues.map((top) => top.value)).toEqual(
      Array.from({ length: 10 }, (_, i) => String(i)),
    )
  })

  it('says null for what does not exist', () => {
    const empty = profileOf([Number.NaN, Number.NaN])
    expect(empty).toMatchObject({
      count: 2,
      nMissing: 2,
      nDistinct: 0,
      minimum: null,
      median: null,
      mean: null,
      standardDeviation: null,
    })
    expect(empty.histogram).toEqual([])
    expect(profileOf([5])).toMatchObject({ mean: 5, median: 5, standardDeviation: null, nDistinct: 1 })
    expect(profileOf([5, 5, 5])).toMatchObject({ standardDeviation: 0, nDistinct: 1 })
  })

  it('loses no digits to a large mean', () => {
    const shifted = profileOf([1e9 + 1, 1e9 + 2, 1e9 + 3])
    expect(shifted.mean).toBe(1e9 + 2)
    expect(shifted.standardDeviation).toBe(1)
  })

  it('does not change the column', () => {
    const values = Float64Array.from([3, 1, 2])
    profileColumn({ kind: 'numeric', name: 'x', values })
    expect([...values]).toEqual([3, 1, 2])
  })
})

describe('profileColumn of texts', () => {
  it('counts levels, ties by first occurrence, and leaves numbers null', () => {
    const profile = profileColumn({
      kind: 'text',
      name: 't',
      codes: Int32Array.from([0, 1, 1, -1, 2, 0]),
      levels: ['b', 'a', 'c', 'never'],
    })
    expect(profile).toMatchObject({ type: 'text', count: 6, nMissing: 1, nDistinct: 3, mean: null, histogram: [] })
    expect(profile.topValues).toEqual([
      { value: 'b', count: 2 },
      { value: 'a', count: 2 },
      { value: 'c', count: 1 },
    ])
  })
})

describe('niceHistogram', () => {
  it('has round edges', () => {
    const bins = niceHistogram(Float64Array.from([0.12, 0.2, 0.3, 0.47, 0.99]))
    expect(bins[0]).toEqual({ lower: 0.1, upper: 0.15, count: 1 })
    expect(bins.at(-1)).toEqual({ lower: 0.95, upper: 1, count: 1 })
    expect(bins.find((bin) => bin.lower === 0.3)?.count).toBe(1)
  })

  it('gives one bar of no width to one value', () => {
    expect(niceHistogram(Float64Array.from([7, 7]))).toEqual([{ lower: 7, upper: 7, count: 2 }])
    expect(niceHistogram(new Float64Array(0))).toEqual([])
  })

  it.each([
    [[0, 5e-324]],
    [[-1.7e308, 1.7e308]],
    [[1e17, 1e17 + 16]],
    [[0.1, 0.1 + 2e-17, 0.1 + 3e-17]],
    [[-1e-300, 1e300]],
  ])('covers the extreme values %j', (values) => {
    const bins = niceHistogram(Float64Array.from(values).sort())
    expect(bins.length).toBeLessThanOrEqual(20)
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(values.length)
    expect(bins[0]!.lower).toBeLessThanOrEqual(values[0]!)
    expect(bins.every((bin) => Number.isFinite(bin.lower) && Number.isFinite(bin.upper))).toBe(true)
  })

  it('counts every value once, whatever the values', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(values, (list) => {
        const sorted = Float64Array.from(list).sort()
        const bins = niceHistogram(sorted)
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(list.length)
        expect(bins[0]!.lower).toBeLessThanOrEqual(sorted[0]!)
        expect(bins.at(-1)!.upper).toBeGreaterThanOrEqual(sorted.at(-1)!)
        for (const [i, bin] of bins.entries()) {
          const isLast = i === bins.length - 1
          const inside = [...sorted].filter(
            (value) => value >= bin.lower && (isLast ? value <= bin.upper : value < bin.upper),
          )
          expect(bin.count).toBe(inside.length)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
