import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { riskBands } from '../../../../src/main/core/scorecard/risk-bands.ts'

const points = (...values: number[]) => Float64Array.from(values)

describe('risk bands', () => {
  it('cuts equal shares, riskiest first, A the safest', () => {
    const bands = riskBands(points(6, 1, 2, 3, 4, 5), Uint8Array.of(0, 1, 1, 0, 1, 0), null, 3)
    expect(bands).toEqual([
      { label: 'C', minimumPoints: null, share: 2 / 6, eventRate: 1 },
      { label: 'B', minimumPoints: 3, share: 2 / 6, eventRate: 0.5 },
      { label: 'A', minimumPoints: 5, share: 2 / 6, eventRate: 0 },
    ])
  })

  it('keeps equal scores in one band, and has fewer bands where many tie', () => {
    const bands = riskBands(points(1, 7, 7, 7, 7, 9), Uint8Array.of(1, 0, 0, 1, 0, 0), null, 5)
    expect(bands.map(({ label, minimumPoints }) => [label, minimumPoints])).toEqual([
      ['B', null],
      ['A', 9],
    ])
    expect(riskBands(points(4, 4), Uint8Array.of(0, 1), null, 4)).toEqual([
      { label: 'A', minimumPoints: null, share: 1, eventRate: 0.5 },
    ])
  })

  it('counts by weight: equal to rows repeated, and to weights of any size', () => {
    const card = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 4 }), fc.boolean()), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(card, fc.integer({ min: 1, max: 8 }), (rows, nBands) => {
        const repeated = rows.flatMap((row) => new Array<typeof row>(row[1]).fill(row))
        const of = (sample: typeof rows, weights: Float64Array | null) =>
          riskBands(
            Float64Array.from(sample, ([value]) => value),
            Uint8Array.from(sample, ([, , isEvent]) => (isEvent ? 1 : 0)),
            weights,
            nBands,
          )
        const expected = of(repeated, null)
        const single = of(
          rows,
          Float64Array.from(rows, ([, weight]) => weight),
        )
        expect(single).toEqual(expected)
        const small = of(
          rows,
          Float64Array.from(rows, ([, weight]) => weight / 1024),
        )
        expect(small).toEqual(expected)
        expect(expected.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
        const minima = expected.slice(1).map(({ minimumPoints }) => minimumPoints!)
        expect(minima).toEqual([...new Set(minima)].sort((a, b) => a - b))
        expect(expected.length).toBeLessThanOrEqual(nBands)
      }),
    )
  })

  it('refuses numbers of bands it has no letters for', () => {
    expect(() => riskBands(points(1), Uint8Array.of(1), null, 27)).toThrow('from 1 to 26, got 27')
    expect(() => riskBands(points(1), Uint8Array.of(1), null, 1.5)).toThrow('got 1.5')
  })
})
