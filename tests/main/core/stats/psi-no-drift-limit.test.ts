import { describe, expect, it } from 'vitest'
import { populationStabilityIndex } from '../../../../src/main/core/stats/population-stability-index.ts'
import { psiNoDriftLimit } from '../../../../src/main/core/stats/psi-no-drift-limit.ts'
import { thrownKind } from './thrown-kind.ts'

/** Seeded uniform numbers in [0, 1): mulberry32. */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('psiNoDriftLimit', () => {
  it('is the chi-squared quantile times (1/N + 1/M)', () => {
    // 95% quantile of χ² with 9 degrees of freedom: 16.918977604620448
    expect(psiNoDriftLimit(1000, 500, 10)).toBeCloseTo(16.918977604620448 * (1 / 1000 + 1 / 500), 12)
  })

  it('is exceeded in about 5% of samples in which nothing has drifted', () => {
    const next = uniform(20240611)
    const shares = [0.05, 0.1, 0.15, 0.2, 0.2, 0.15, 0.1, 0.05]
    const draw = (n: number) => {
      const bins = shares.map(() => 0)
      for (let i = 0; i < n; i++) {
        let u = next()
        let bin = 0
        while (bin < shares.length - 1 && u >= shares[bin]!) u -= shares[bin++]!
        bins[bin]!++
      }
      return bins
    }
    const limit = psiNoDriftLimit(2000, 1500, shares.length)
    const trials = 1500
    let exceeded = 0
    for (let t = 0; t < trials; t++) if (populationStabilityIndex(draw(2000), draw(1500)) > limit) exceeded++
    // Three standard errors of a rate of 5% in 1500 trials are 1.7 points.
    expect(Math.abs(exceeded / trials - 0.05)).toBeLessThan(0.017)
  })

  it('is undefined for an empty sample or one bin, and refuses a level of 1', () => {
    expect(thrownKind(() => psiNoDriftLimit(0, 10, 5))).toBe('undefined')
    expect(thrownKind(() => psiNoDriftLimit(10, 0, 5))).toBe('undefined')
    expect(thrownKind(() => psiNoDriftLimit(10, 10, 1))).toBe('undefined')
    expect(thrownKind(() => psiNoDriftLimit(10, 10, 5, 1))).toBe('invalidInput')
  })
})
