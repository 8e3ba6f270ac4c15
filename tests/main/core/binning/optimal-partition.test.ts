import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binEvidence } from '../../../../src/main/core/binning/bin-statistics.ts'
import {
  type FixedTrend,
  optimalPartition,
  type PartitionLimits,
} from '../../../../src/main/core/binning/optimal-partition.ts'
import { normalPValue } from '../../../../src/main/core/stats/normal-p-value.ts'

type Counts = readonly (readonly [number, number])[]
const TRENDS: readonly FixedTrend[] = ['ascending', 'descending', 'peak', 'valley', 'none']
const FREE: PartitionLimits = { maxBins: 20, minCount: 1, minEvents: 0, minNonEvents: 0 }

function totalsOf(counts: Counts) {
  return { events: counts.reduce((sum, [e]) => sum + e, 0), nonEvents: counts.reduce((sum, [, n]) => sum + n, 0) }
}

function optimise(counts: Counts, limits: PartitionLimits, trend: FixedTrend) {
  return optimalPartition(
    { events: counts.map(([e]) => e), nonEvents: counts.map(([, n]) => n) },
    totalsOf(counts),
    limits,
    trend,
  )
}

function merge(counts: Counts, starts: readonly number[]): Counts {
  return starts.map((start, b) =>
    counts
      .slice(start, starts[b + 1] ?? counts.length)
      .reduce((sum, [e, n]) => [sum[0] + e, sum[1] + n] as const, [0, 0] as const),
  )
}

function follows(bins: Counts, trend: FixedTrend): boolean {
  const steps = bins.slice(1).map(([e, n], i) => Math.sign(e * bins[i]![1] - bins[i]![0] * n))
  switch (trend) {
    case 'none':
      return true
    case 'ascending':
      return steps.every((step) => step > 0)
    case 'descending':
      return steps.every((step) => step < 0)
    case 'peak':
      return /^(\+)*(-)*$/.test(signs(steps))
    case 'valley':
      return /^(-)*(\+)*$/.test(signs(steps))
  }
}

function signs(steps: readonly number[]): string {
  return steps.map((step) => (step > 0 ? '+' : step < 0 ? '-' : '0')).join('')
}

/** Whether all neighbours differ enough: χ² from observed and expected counts of the table, as in any textbook. */
function areApart(bins: Counts, maxPValue: number | null | undefined): boolean {
  if (maxPValue === null || maxPValue === undefined) return true
  return bins.slice(1).every(([e, n], i) => {
    const table = [bins[i]!, [e, n] as const]
    const total = bins[i]![0] + bins[i]![1] + e + n
    let statistic = 0
    for (const row of table) {
      for (const c of [0, 1] as const) {
        const expected = ((row[0] + row[1]) * (table[0]![c] + table[1]![c])) / total
        if (expected > 0) statistic += (row[c] - expected) ** 2 / expected
      }
    }
    // Two-sided normal p-value of √χ², by its own function.
    return normalPValue(Math.sqrt(statistic)) <= maxPValue + 1e-12
  })
}

/** Every partition, one by one: 2^(n − 1) of them. */
function bruteForce(
  counts: Counts,
  limits: PartitionLimits,
  trend: FixedTrend,
): { value: number; nBins: number } | null {
  const totals = totalsOf(counts)
  let best: { value: number; nBins: number } | null = null
  for (let mask = 0; mask < 2 ** (counts.length - 1); mask++) {
    const starts = [0, ...counts.slice(1).flatMap((_, i) => ((mask >> i) & 1 ? [i + 1] : []))]
    const bins = merge(counts, starts)
    if (bins.length > limits.maxBins || !follows(bins, trend) || !areApart(bins, limits.maxPValue)) continue
    if (bins.some(([e, n]) => e < limits.minEvents || n < limits.minNonEvents || e + n < limits.minCount)) continue
    const value = bins.reduce(
      (sum, [e, n]) => sum + binEvidence(e, n, totals.events, totals.nonEvents).informationValue,
      0,
    )
    if (best === null || value > best.value + 1e-9 || (value > best.value - 1e-9 && bins.length < best.nBins))
      best = { value, nBins: bins.length }
  }
  return best
}

describe('optimal partition', () => {
  it('equals the best of all partitions, for every trend and limit', () => {
    const counts = fc
      .array(
        fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })).filter(([e, n]) => e + n > 0),
        { minLength: 1, maxLength: 9 },
      )
      .filter((pairs) => totalsOf(pairs).events > 0 && totalsOf(pairs).nonEvents > 0)
    const limits = fc.record({
      maxBins: fc.integer({ min: 1, max: 6 }),
      minCount: fc.integer({ min: 1, max: 15 }),
      minEvents: fc.integer({ min: 0, max: 3 }),
      minNonEvents: fc.integer({ min: 0, max: 3 }),
      maxPValue: fc.constantFrom(null, 0.9, 0.5, 0.2, 0.05, 0.01),
    })
    fc.assert(
      fc.property(counts, limits, fc.constantFrom(...TRENDS), (pairs, limit, trend) => {
        const expected = bruteForce(pairs, limit, trend)
        const actual = optimise(pairs, limit, trend)
        if (expected === null) return void expect(actual).toBeNull()
        expect(actual).not.toBeNull()
        expect(actual!.informationValue).toBeCloseTo(expected.value, 9)
        expect(actual!.starts.length).toBe(expected.nBins)
        const bins = merge(pairs, actual!.starts)
        expect(follows(bins, trend)).toBe(true)
        expect(areApart(bins, limit.maxPValue)).toBe(true)
        expect(bins.every(([e, n]) => e >= limit.minEvents && n >= limit.minNonEvents && e + n >= limit.minCount)).toBe(
          true,
        )
      }),
      { numRuns: 1500 },
    )
  })

  it('sees past the first merge: the greedy pooling of neighbours would lose here', () => {
    // Rates 0.1, 0.5, 0.45, 0.9 with weights such that the dip must join the right neighbour under two bins.
    const counts: Counts = [
      [10, 90],
      [10, 10],
      [9, 11],
      [90, 10],
    ]
    expect(optimise(counts, { ...FREE, maxBins: 3 }, 'ascending')!.starts).toEqual([0, 1, 3])
    expect(optimise(counts, FREE, 'descending')!.starts).toEqual([0])
  })

  it('joins neighbours that do not differ enough', () => {
    // 10 of 100 and 20 of 100: χ² = 200 · (10·80 − 20·90)² / (100 · 100 · 30 · 170) = 3.92, p = 0.0477.
    const counts: Counts = [
      [10, 90],
      [20, 80],
    ]
    expect(optimise(counts, { ...FREE, maxPValue: 0.048 }, 'ascending')!.starts).toEqual([0, 1])
    expect(optimise(counts, { ...FREE, maxPValue: 0.047 }, 'ascending')!.starts).toEqual([0])
    expect(optimise(counts, { ...FREE, maxPValue: 1 }, 'ascending')!.starts).toEqual([0, 1])
    expect(() => optimise(counts, { ...FREE, maxPValue: 0 }, 'ascending')).toThrow(
      'largest p-value needs to be above 0 and at most 1, got 0',
    )
  })

  it('takes rates that agree but for rounding as equal', () => {
    const counts: Counts = [
      [0.1 + 0.2, 3 * 0.3],
      [0.3, 0.9],
      [3, 1],
    ]
    expect(optimise(counts, { ...FREE, minCount: 0 }, 'ascending')!.starts).toEqual([0, 2])
    expect(optimise([counts[2]!, ...counts.slice(0, 2)], { ...FREE, minCount: 0 }, 'descending')!.starts).toEqual([
      0, 1,
    ])
  })

  it('takes fewer bins when more would add nothing', () => {
    expect(
      optimise(
        [
          [1, 9],
          [1, 9],
          [5, 5],
        ],
        FREE,
        'none',
      )!.starts,
    ).toEqual([0, 2])
  })

  it('has no partition when not even one bin keeps the limits, or there are no pre-bins', () => {
    expect(
      optimise(
        [
          [1, 1],
          [2, 2],
        ],
        { ...FREE, minCount: 7 },
        'none',
      ),
    ).toBeNull()
    expect(optimise([], FREE, 'none')).toBeNull()
  })
})
