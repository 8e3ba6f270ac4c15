import { describe, expect, it } from 'vitest'
import { choosePartition } from '../../../../src/main/core/binning/choose-partition.ts'
import type { PartitionLimits } from '../../../../src/main/core/binning/optimal-partition.ts'

const LIMITS: PartitionLimits = { maxBins: 6, minCount: 1, minEvents: 1, minNonEvents: 1 }
const countsOf = (pairs: readonly (readonly [number, number])[]) => ({
  events: pairs.map(([e]) => e),
  nonEvents: pairs.map(([, n]) => n),
})
const totalsOf = (pairs: readonly (readonly [number, number])[]) => ({
  events: pairs.reduce((sum, [e]) => sum + e, 0),
  nonEvents: pairs.reduce((sum, [, n]) => sum + n, 0),
})
const choose = (
  pairs: readonly (readonly [number, number])[],
  trend: Parameters<typeof choosePartition>[3],
  limits = LIMITS,
) => choosePartition(countsOf(pairs), totalsOf(pairs), limits, trend)

describe('choice of the trend', () => {
  it('takes the better of ascending and descending', () => {
    expect(
      choose(
        [
          [10, 90],
          [20, 80],
          [40, 60],
        ],
        'auto',
      ),
    ).toMatchObject({ starts: [0, 1, 2], trend: 'ascending' })
    expect(
      choose(
        [
          [40, 60],
          [20, 80],
          [10, 90],
        ],
        'auto',
      ),
    ).toMatchObject({ starts: [0, 1, 2], trend: 'descending' })
  })

  it('takes a valley or peak whose turn is beyond chance, and says by how much', () => {
    const valley = choose(
      [
        [400, 600],
        [100, 900],
        [400, 600],
      ],
      'auto',
    )
    expect(valley).toMatchObject({ starts: [0, 1, 2], trend: 'valley' })
    // Two bins 400/600 and 500/1500, or three: 2·(LL₃ − LL₂) − ln(3000) by hand.
    const term = (e: number, n: number) => e * Math.log(e / (e + n)) + n * Math.log(n / (e + n))
    const gain = 2 * (2 * term(400, 600) + term(100, 900) - term(400, 600) - term(500, 1500)) - Math.log(3000)
    expect(valley.reason).toContain(`its BIC is ${gain.toFixed(1)} lower`)
    expect(
      choose(
        [
          [100, 900],
          [400, 600],
          [100, 900],
        ],
        'auto',
      ).trend,
    ).toBe('peak')
  })

  it('stays monotone when the turn may be chance: BIC lower, but by less than 10', () => {
    const pairs = [
      [10, 20],
      [5, 30],
      [8, 22],
    ] as const
    expect(choose(pairs, 'auto').trend).toBe('descending')
    const gainOf = (factor: number) => {
      const term = (e: number, n: number) => factor * (e * Math.log(e / (e + n)) + n * Math.log(n / (e + n)))
      return 2 * (term(40, 60) + term(20, 80) + term(40, 60) - term(40, 60) - term(60, 140)) - Math.log(300 * factor)
    }
    const times = (factor: number) =>
      [
        [40, 60],
        [20, 80],
        [40, 60],
      ].map(([e, n]) => [e! * factor, n! * factor] as const)
    expect(gainOf(1)).toBeGreaterThan(0)
    expect(gainOf(1)).toBeLessThan(10)
    expect(choose(times(1), 'auto').trend).toBe('ascending')
    expect(gainOf(3)).toBeGreaterThan(10)
    expect(choose(times(3), 'auto').trend).toBe('valley')
  })

  it('keeps a trend that was asked for, even where another has more information', () => {
    const pairs = [
      [40, 60],
      [20, 80],
      [25, 75],
    ] as const
    expect(choose(pairs, 'auto').trend).toBe('descending')
    // {40/60 + 20/80} = 0.3 against 0.25 falls, {20/80 + 25/75} after 0.4 falls: nothing rises but the last step alone.
    expect(choose(pairs, 'ascending').starts).toEqual([0])
    expect(
      choose(
        [
          [40, 60],
          [20, 80],
          [45, 55],
        ],
        'ascending',
      ),
    ).toMatchObject({ starts: [0, 2], trend: 'ascending' })
  })

  it('gives one bin with the reason when no split is feasible', () => {
    expect(
      choose(
        [
          [10, 90],
          [40, 60],
        ],
        'descending',
      ),
    ).toEqual({
      starts: [0],
      trend: 'none',
      reason: 'No feasible split: no two bins keep at least 1 row, 1 event and 1 non-event and the trend descending.',
    })
    expect(
      choose(
        [
          [1, 1],
          [1, 1],
        ],
        'auto',
        { ...LIMITS, minCount: 5, minEvents: 2 },
      ).reason,
    ).toBe('No feasible bins: not even one bin has at least 5 rows, 2 events and 1 non-event.')
    expect(choose([[3, 4]], 'auto').reason).toBe('One distinct value only.')
    expect(choosePartition({ events: [], nonEvents: [] }, { events: 1, nonEvents: 1 }, LIMITS, 'auto').reason).toBe(
      'No values outside the missing and special bins.',
    )
  })
})
