import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binStatistics } from '../../../../src/main/core/binning/bin-statistics.ts'
import type { Bin } from '../../../../src/main/core/binning/binned-variable.ts'
import { binningQuality } from '../../../../src/main/core/binning/binning-quality.ts'

/** Interval bins of [events, non-events]. */
function binsOf(pairs: readonly (readonly [number, number])[]): Bin[] {
  const total = pairs.reduce((sum, [e, n]) => sum + e + n, 0)
  return pairs.map(([events, nonEvents]) => ({
    definition: { kind: 'interval', lower: null, upper: null },
    label: '',
    count: events + nonEvents,
    share: (events + nonEvents) / total,
    events,
    nonEvents,
    eventRate: null,
    woe: 0,
    informationValue: 0,
    isAdjusted: false,
  }))
}

describe('quality of bins', () => {
  it('is strength times distinctness times evenness, by hand', () => {
    // Shares 0.25 and 0.75: evenness (1 − 0.625) / 0.5 = 0.75. χ² = 400 · (10·270 − 30·90)² / … = 0, so nothing is distinct.
    expect(
      binningQuality(
        binsOf([
          [10, 90],
          [30, 270],
        ]),
        0.15,
      ),
    ).toBe(0)
    // 10 of 100 against 20 of 100: p = 0.04767; even; IV 0.15 is half of 0.3.
    const pairs = binsOf([
      [10, 90],
      [20, 80],
    ])
    expect(binningQuality(pairs, 0.15)).toBeCloseTo(0.5 * (1 - 0.0476703), 6)
    expect(binningQuality(pairs, 0.4)).toBeCloseTo(1 - 0.0476703, 6)
    expect(binningQuality(pairs, 1)).toBeCloseTo(0.5 * (1 - 0.0476703), 6)
  })

  it('does not exist without two ordered bins that hold rows', () => {
    expect(binningQuality(binsOf([[10, 90]]), 0.3)).toBeNull()
    expect(
      binningQuality(
        binsOf([
          [10, 90],
          [0, 0],
        ]),
        0.3,
      ),
    ).toBeNull()
    const [first, second] = binsOf([
      [10, 90],
      [20, 80],
    ])
    expect(binningQuality([first!, { ...second!, definition: { kind: 'missing' } }], 0.3)).toBeNull()
  })

  it('lies between 0 and 1', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 8 }), (pairs) => {
        const events = pairs.map(([e]) => e)
        const nonEvents = pairs.map(([, n]) => n)
        fc.pre(events.some((e) => e > 0) && nonEvents.some((n) => n > 0))
        const quality = binningQuality(binsOf(pairs), binStatistics(events, nonEvents).informationValue)
        if (quality !== null) {
          expect(quality).toBeGreaterThanOrEqual(0)
          expect(quality).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
