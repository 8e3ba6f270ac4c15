import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binEvidence, binStatistics } from '../../../../src/main/core/binning/bin-statistics.ts'

describe('bin statistics', () => {
  it('gives the published weights of evidence of "mean radius" in the breast cancer data', () => {
    const { bins, informationValue } = binStatistics([115, 76, 61, 39, 55, 10, 1], [3, 3, 7, 10, 28, 44, 117])
    const woe = [-3.12517, -2.710972, -1.643814, -0.839827, -0.153979, 2.002754, 5.283323]
    bins.forEach((bin, i) => void expect(bin.woe).toBeCloseTo(woe[i]!, 6))
    expect(informationValue).toBeCloseTo(5.043925466321346, 12)
  })

  it('gives the published statistics of income type in Home Credit', () => {
    const { informationValue, gini, ksStatistic, cramersV } = binStatistics(
      [2982, 5360, 15224, 1259],
      [52380, 66257, 143550, 20499],
    )
    expect(informationValue).toBeCloseTo(0.05745546, 8)
    expect(gini).toBeCloseTo(0.12175489, 8)
    expect(ksStatistic).toBeCloseTo(0.08364544, 8)
    // SciPy's chi2_contingency on all four bins. The published 0.06007763 leaves out the last bin ("others").
    expect(cramersV).toBeCloseTo(0.062898327027335, 12)
    expect(binStatistics([2982, 5360, 15224], [52380, 66257, 143550]).cramersV).toBeCloseTo(0.06007763, 8)
  })

  it('does by hand what it does: 2 bins of 30/10 and 10/30 non-events/events', () => {
    const { bins, informationValue, gini, ksStatistic, cramersV } = binStatistics([10, 30], [30, 10])
    expect(bins[0]!.woe).toBeCloseTo(Math.log(3), 12)
    expect(informationValue).toBeCloseTo(Math.log(3), 12)
    expect(gini).toBeCloseTo(0.5, 12)
    expect(ksStatistic).toBeCloseTo(0.5, 12)
    expect(cramersV).toBeCloseTo(0.5, 12)
  })

  it('adds 0.5 to both cells of a bin with an empty one and leaves the totals', () => {
    expect(binEvidence(0, 8, 300, 700)).toEqual({
      woe: Math.log(8.5 / 700 / (0.5 / 300)),
      informationValue: (8.5 / 700 - 0.5 / 300) * Math.log(8.5 / 700 / (0.5 / 300)),
      isAdjusted: true,
    })
    expect(binEvidence(3, 0, 300, 700).woe).toBe(Math.log(0.5 / 700 / (3.5 / 300)))
    expect(binEvidence(3, 8, 300, 700).isAdjusted).toBe(false)
  })

  it('can add to the empty cell alone', () => {
    expect(binEvidence(0, 8, 300, 700, { addend: 0.99, cells: 'empty' }).woe).toBe(Math.log(8 / 700 / (0.99 / 300)))
    expect(binEvidence(4, 0, 300, 700, { addend: 0.99, cells: 'empty' }).woe).toBe(Math.log(0.99 / 700 / (4 / 300)))
  })

  it('ranks past empty bins', () => {
    const filled = binStatistics([10, 30, 20, 5], [30, 10, 25, 40])
    const withEmpty = binStatistics([10, 0, 30, 20, 0, 5, 0], [30, 0, 10, 25, 0, 40, 0])
    expect(withEmpty).toMatchObject({
      gini: filled.gini,
      ksStatistic: filled.ksStatistic,
      cramersV: filled.cramersV,
      informationValue: filled.informationValue,
    })
  })

  it('gives an empty bin weight of evidence 0 and marks it', () => {
    expect(binEvidence(0, 0, 3, 7)).toEqual({ woe: 0, informationValue: 0, isAdjusted: true })
  })

  it('does not change when the bins are read backwards, and swapping the classes mirrors the weights', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 })), {
      minLength: 2,
      maxLength: 6,
    })
    fc.assert(
      fc.property(counts, (pairs) => {
        const events = pairs.map(([e]) => e)
        const nonEvents = pairs.map(([, n]) => n)
        const forward = binStatistics(events, nonEvents)
        const backward = binStatistics(events.toReversed(), nonEvents.toReversed())
        const swapped = binStatistics(nonEvents, events)
        for (const key of ['informationValue', 'gini', 'ksStatistic', 'cramersV'] as const) {
          expect(backward[key]).toBeCloseTo(forward[key]!, 9)
          expect(swapped[key]).toBeCloseTo(forward[key]!, 9)
          expect(forward[key]).toBeGreaterThanOrEqual(-1e-12)
        }
        forward.bins.forEach((bin, i) => void expect(swapped.bins[i]!.woe).toBeCloseTo(-bin.woe, 9))
      }),
    )
  })

  it('has no Cramér’s V for one bin', () => {
    expect(binStatistics([3, 0], [7, 0])).toMatchObject({
      cramersV: null,
      informationValue: 0,
      gini: 0,
      ksStatistic: 0,
    })
  })

  it('refuses counts that are not counts', () => {
    expect(() => binStatistics([1], [1, 2])).toThrow('needs as many events as non-events, got 1 and 2 bins')
    expect(() => binStatistics([-1, 2], [1, 2])).toThrow('got -1 in bin 1')
    expect(() => binStatistics([1, 2], [1, Number.NaN])).toThrow(
      'needs non-events that are finite and not negative, got NaN in bin 2',
    )
    expect(() => binStatistics([0, 0], [1, 2])).toThrow('got no events')
  })
})
