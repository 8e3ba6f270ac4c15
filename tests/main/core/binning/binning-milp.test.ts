import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FixedTrend, optimalPartition } from '../../../../src/main/core/binning/optimal-partition.ts'

interface Case {
  readonly column: string
  readonly trend: FixedTrend
  readonly maxBins: number
  readonly minCount: number
  readonly minEvents: number
  readonly maxPValue: number | null
  readonly events: readonly number[]
  readonly nonEvents: readonly number[]
  readonly best: { readonly informationValue: number } | null
}

const text = readFileSync(new URL('../../../golden/binning-milp.json', import.meta.url), 'utf8')
const { cases } = JSON.parse(text) as { cases: readonly Case[] }

/** What a mixed-integer programme finds best is what dynamic programming must find: neither less, nor more than there is. */
describe('optimal partition beside mixed-integer programming', () => {
  it.each(cases.map((one) => [one.column, one.trend, one.maxPValue, one] as const))(
    'finds the same best bins of %s, trend %s, largest p-value %s',
    (_column, trend, _maxPValue, { events, nonEvents, best, ...limits }) => {
      const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
      const found = optimalPartition(
        { events, nonEvents },
        { events: sum(events), nonEvents: sum(nonEvents) },
        { ...limits, minNonEvents: 1 },
        trend,
      )
      if (best === null) return void expect(found).toBeNull()
      expect(found!.informationValue).toBeGreaterThanOrEqual(best.informationValue - 1e-9)
      expect(found!.informationValue).toBeLessThanOrEqual(best.informationValue + 1e-9)
    },
  )
})
