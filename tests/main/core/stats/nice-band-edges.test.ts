import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { niceBandEdges } from '../../../../src/main/core/stats/nice-band-edges.ts'
import { thrownKind } from './thrown-kind.ts'

describe('niceBandEdges', () => {
  it('takes the smallest round width that needs few enough bands', () => {
    expect(niceBandEdges(443.7, 521, 5)).toEqual([440, 460, 480, 500, 520, 540])
    expect(niceBandEdges(400, 600, 4)).toEqual([400, 450, 500, 550, 600])
  })

  it('prints decimal edges without rounding noise', () => {
    expect(niceBandEdges(0.05, 0.35, 4)).toEqual([0, 0.1, 0.2, 0.3, 0.4])
    expect(niceBandEdges(-0.25, 0.1, 8)).toEqual([-0.25, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1])
  })

  it('gives a single value one band of width 1', () => {
    expect(niceBandEdges(512, 512)).toEqual([512, 513])
    expect(niceBandEdges(-0.5, -0.5)).toEqual([-1, 0])
    expect(niceBandEdges(-0, -0)).toEqual([0, 1])
  })

  it('copes with ranges at the limits of double precision', () => {
    for (const [low, high] of [
      [1e15, 1e15 + 1],
      [1e18, 1e18 + 128],
    ] as const) {
      const edges = niceBandEdges(low, high)
      expect(edges[0]! <= low && edges.at(-1)! >= high).toBe(true)
      expect(edges).toEqual([...new Set(edges)].sort((a, b) => a - b))
    }
    expect(niceBandEdges(-1.7e308, 1.7e308)).toEqual([-1.7e308, 1.7e308])
    expect(niceBandEdges(0, 5e-324)).toEqual([0, 1e-300])
    for (const huge of [1e17, -1e17, Number.MAX_VALUE, -Number.MAX_VALUE]) {
      const [lower, upper] = niceBandEdges(huge, huge)
      expect(lower! < upper! && lower! <= huge && huge <= upper!).toBe(true)
    }
  })

  it('covers the range with few enough ascending bands', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(value, value, fc.integer({ min: 2, max: 30 }), (a, b, maximumBands) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const edges = niceBandEdges(low, high, maximumBands)
        expect(edges[0]).toBeLessThanOrEqual(low)
        expect(edges.at(-1)).toBeGreaterThanOrEqual(high)
        expect(edges.length - 1).toBeLessThanOrEqual(maximumBands)
        for (const [i, edge] of edges.slice(1).entries()) expect(edge).toBeGreaterThan(edges[i]!)
      }),
    )
  })

  it('refuses ranges that are none', () => {
    expect(thrownKind(() => niceBandEdges(2, 1))).toBe('invalidInput')
    expect(thrownKind(() => niceBandEdges(0, Number.POSITIVE_INFINITY))).toBe('invalidInput')
    expect(thrownKind(() => niceBandEdges(0, 1, 0))).toBe('invalidInput')
  })
})
