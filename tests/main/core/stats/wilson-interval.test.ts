import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from '../../../../src/main/core/stats/wilson-interval.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('wilsonInterval', () => {
  it.each(python.wilson)('agrees with statsmodels for $count of $n at $level', ({ count, n, level, bounds }) => {
    const { lower, upper } = wilsonInterval(count, n, level)
    expect(lower).toBeCloseTo(bounds[0], 13)
    expect(upper).toBeCloseTo(bounds[1], 13)
  })

  it('contains the rate and mirrors when events and non-events change places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (n, k) => {
        fc.pre(k <= n)
        const { lower, upper } = wilsonInterval(k, n)
        const mirror = wilsonInterval(n - k, n)
        expect(lower).toBeLessThanOrEqual(k / n)
        expect(upper).toBeGreaterThanOrEqual(k / n)
        expect(mirror.lower).toBeCloseTo(1 - upper, 12)
      }),
    )
  })

  it('starts at exactly 0 and ends at exactly 1', () => {
    expect(wilsonInterval(0, 7).lower).toBe(0)
    expect(wilsonInterval(7, 7).upper).toBe(1)
  })

  it('is undefined without rows and refuses counts that make no sense', () => {
    expect(thrownKind(() => wilsonInterval(0, 0))).toBe('undefined')
    expect(thrownKind(() => wilsonInterval(3, 2))).toBe('invalidInput')
    expect(thrownKind(() => wilsonInterval(-1, 2))).toBe('invalidInput')
    expect(thrownKind(() => wilsonInterval(0.5, 2))).toBe('invalidInput')
    expect(thrownKind(() => wilsonInterval(1, 2, 1.5))).toBe('invalidInput')
  })
})
