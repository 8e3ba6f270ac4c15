import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edgeBetween, numericEdges } from '../../../../src/main/core/gbdt/numeric-bins.ts'

const edgesOf = (values: readonly number[], maxBins: number, weights: readonly number[] | null = null) => [
  ...numericEdges(Float64Array.from(values), weights === null ? null : Float64Array.from(weights), maxBins),
]

describe('bins of numbers', () => {
  it('give each value its own where there are no more values than bins', () => {
    expect(edgesOf([3, 1, 2, 2, Number.NaN, 1], 4)).toEqual([1.5, 2.5])
    expect(edgesOf([7, 7, Number.NaN], 4)).toEqual([])
    expect(edgesOf([], 4)).toEqual([])
    expect(edgesOf([-Infinity, 0, Infinity], 4)).toEqual([-Number.MAX_VALUE, Number.MAX_VALUE])
  })

  it('have about equal weight, but for a heavy value, that has its own', () => {
    const even = Array.from({ length: 100 }, (_, i) => i)
    expect(edgesOf(even, 4)).toEqual([24.5, 49.5, 74.5])
    const heavy = [...even, ...Array(300).fill(49.5)]
    const edges = edgesOf(heavy, 5)
    expect(edges.length).toBeLessThanOrEqual(4)
    const [below, above] = [
      Math.max(...edges.filter((edge) => edge < 49.5)),
      Math.min(...edges.filter((edge) => edge > 49.5)),
    ]
    expect([below >= 49, above < 50]).toEqual([true, true])
  })

  it('are those of rows standing as often as they weigh', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 5 })), { maxLength: 80 }),
        fc.integer({ min: 2, max: 20 }),
        (rows, maxBins) => {
          const often = rows.flatMap(([value, times]) => Array<number>(times).fill(value))
          const weighted = edgesOf(
            rows.map(([value]) => value),
            maxBins,
            rows.map(([, times]) => times),
          )
          expect(weighted).toEqual(edgesOf(often, maxBins))
        },
      ),
    )
  })

  it('are never more than asked for, and part values', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 200 }), fc.integer({ min: 2, max: 30 }), (values, maxBins) => {
        const edges = edgesOf(values, maxBins)
        expect(edges.length).toBeLessThan(maxBins)
        expect(edges.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]!))).toBe(true)
        const distinct = new Set(values.filter((value) => !Number.isNaN(value)).map((value) => value + 0))
        if (distinct.size <= maxBins) expect(edges).toHaveLength(Math.max(0, distinct.size - 1))
        for (const edge of edges) {
          expect(values.some((value) => value <= edge)).toBe(true)
          expect(values.some((value) => value > edge)).toBe(true)
        }
      }),
    )
  })

  it('have edges of few digits near the middle', () => {
    expect(edgeBetween(23, 24)).toBe(23.5)
    expect(edgeBetween(1234.56, 1234.57)).toBe(1234.565)
    expect(edgeBetween(0.1, 0.3)).toBe(0.2)
    expect(edgeBetween(1000, 2000)).toBe(1500)
    expect(edgeBetween(0, Number.MIN_VALUE)).toBe(0)
    expect(edgeBetween(-Number.MAX_VALUE, Number.MAX_VALUE)).toBe(0)
    expect(edgeBetween(-Infinity, Infinity)).toBe(0)
  })
})
