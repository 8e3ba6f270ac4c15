import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pearsonCorrelation } from '../../../../src/main/core/quality/pearson-correlation.ts'

const M = Number.NaN

describe('pearsonCorrelation', () => {
  it('agrees with a case worked by hand, missing rows left out', () => {
    // x̄ = 2, ȳ = 2: Σdxdy = 1, Σdx² = 2, Σdy² = 2.
    expect(pearsonCorrelation(Float64Array.of(1, M, 2, 3, 9), Float64Array.of(1, 5, 3, 2, M))).toBeCloseTo(0.5, 15)
  })

  it('lies in [−1, 1], is symmetric and indifferent to a rising line', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })), {
      minLength: 3,
      maxLength: 30,
    })
    fc.assert(
      fc.property(values, (pairs) => {
        const x = Float64Array.from(pairs, (pair) => pair[0])
        const y = Float64Array.from(pairs, (pair) => pair[1])
        fc.pre(new Set(x).size > 1 && new Set(y).size > 1)
        const r = pearsonCorrelation(x, y)
        expect(Math.abs(r)).toBeLessThanOrEqual(1)
        expect(pearsonCorrelation(y, x)).toBeCloseTo(r, 12)
        expect(
          pearsonCorrelation(
            x.map((v) => 3 * v + 1e6),
            y,
          ),
        ).toBeCloseTo(r, 9)
      }),
    )
  })

  it.each([
    [[1], [2]],
    [
      [0.1, 0.1, 0.1],
      [1, 2, 3],
    ],
    [
      [1, Number.POSITIVE_INFINITY, 2],
      [1, 2, 3],
    ],
    [
      [1, M],
      [M, 2],
    ],
  ])('does not exist for %j and %j', (x, y) => {
    expect(() => pearsonCorrelation(Float64Array.from(x), Float64Array.from(y))).toThrow('pearsonCorrelation needs')
  })

  it('needs equal lengths', () => {
    expect(() => pearsonCorrelation(Float64Array.of(1, 2), Float64Array.of(1))).toThrow('equal length, got 2 and 1')
  })
})
