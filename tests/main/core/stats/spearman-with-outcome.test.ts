import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spearmanInterval, spearmanWithOutcome } from '../../../../src/main/core/stats/spearman-with-outcome.ts'

describe("Spearman's correlation of a number and an outcome", () => {
  it("is Pearson's of midranks", () => {
    // Values 1, 2, 2, 3 with outcomes 0, 0, 1, 1: ranks 1, 2.5, 2.5, 4.
    // Covariance (−1.5 · −.5 + 0 + 0 + 1.5 · .5) / 4, variances 4.5 / 4 and 1 / 4.
    expect(spearmanWithOutcome([1, 0, 1, 1, 0, 1])).toBeCloseTo(1.5 / Math.sqrt(4.5), 15)
  })

  it('is ±1 for two values that tell all, and changes sign with the outcome and with the order', () => {
    expect(spearmanWithOutcome([3, 0, 0, 4])).toBe(1)
    expect(spearmanWithOutcome([0, 3, 4, 0])).toBe(-1)
    const cells = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(cells, (pairs) => {
        const filled = pairs.filter(([n, e]) => n + e > 0)
        fc.pre(filled.length > 1 && filled.some(([n]) => n > 0) && filled.some(([, e]) => e > 0))
        const rho = spearmanWithOutcome(filled.flat())
        const swapped = spearmanWithOutcome(filled.flatMap(([n, e]) => [e, n]))
        const reversed = spearmanWithOutcome(filled.toReversed().flat())
        const doubled = spearmanWithOutcome(filled.flat().map((count) => 2 * count))
        expect(swapped).toBeCloseTo(-rho, 12)
        expect(reversed).toBeCloseTo(-rho, 12)
        expect(doubled).toBeCloseTo(rho, 12)
        expect(Math.abs(rho)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is undefined for one value or one outcome', () => {
    expect(() => spearmanWithOutcome([2, 3])).toThrow(/two distinct values/)
    expect(() => spearmanWithOutcome([2, 0, 3, 0])).toThrow(/0 events of 5/)
    expect(() => spearmanWithOutcome([0, 2, 0, 3])).toThrow(/5 events of 5/)
    expect(() => spearmanWithOutcome([])).toThrow(/two distinct values/)
  })
})

describe('its interval', () => {
  it('is that of Bonett and Wright', () => {
    const halfWidth = 1.959963984540054 * Math.sqrt((1 + 0.3 ** 2 / 2) / 97)
    const { lower, upper } = spearmanInterval(0.3, 100)
    expect(lower).toBeCloseTo(Math.tanh(Math.atanh(0.3) - halfWidth), 12)
    expect(upper).toBeCloseTo(Math.tanh(Math.atanh(0.3) + halfWidth), 12)
    expect(spearmanInterval(1, 10)).toEqual({ lower: 1, upper: 1 })
    expect(spearmanInterval(0.3, 100, 0.99).upper).toBeGreaterThan(upper)
  })

  it('needs four rows and a level', () => {
    expect(() => spearmanInterval(0.3, 3)).toThrow(/four rows at least, got 3/)
    expect(() => spearmanInterval(0.3, 30, 1)).toThrow(/level/)
  })
})
