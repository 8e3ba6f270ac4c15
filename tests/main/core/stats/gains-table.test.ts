import { describe, expect, it } from 'vitest'
import { gainsTable } from '../../../../src/main/core/stats/gains-table.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('gainsTable', () => {
  it('lists bands riskiest first, with cumulative shares and lift', () => {
    const rows = gainsTable(tallyScores([0, 1, 0, 1, 1, 0, 0, 0], [480, 400, 500, 420, 410, 460, 600, 500]), 2)
    expect(rows).toEqual([
      {
        band: 1,
        minimumPoints: 400,
        maximumPoints: 460,
        count: 4,
        events: 3,
        nonEvents: 1,
        eventRate: 0.75,
        cumulativeShare: 0.5,
        cumulativeEventShare: 1,
        cumulativeNonEventShare: 0.2,
        lift: 2,
      },
      {
        band: 2,
        minimumPoints: 480,
        maximumPoints: 600,
        count: 4,
        events: 0,
        nonEvents: 4,
        eventRate: 0,
        cumulativeShare: 1,
        cumulativeEventShare: 1,
        cumulativeNonEventShare: 1,
        lift: 0,
      },
    ])
  })

  it('adds up to the sample', () => {
    const rows = gainsTable(tallyScores(python.seeded.yTrue, python.seeded.points))
    expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(600)
    expect(rows.at(-1)).toMatchObject({ cumulativeShare: 1, cumulativeEventShare: 1, cumulativeNonEventShare: 1 })
    const weighted = rows.reduce((sum, row) => sum + row.lift * row.count, 0)
    expect(weighted / 600).toBeCloseTo(1, 12)
  })

  it('is undefined with one class and refuses zero bands', () => {
    expect(thrownKind(() => gainsTable(tallyScores([0, 0], [1, 2])))).toBe('undefined')
    expect(thrownKind(() => gainsTable(tallyScores([0, 1], [1, 2]), 0))).toBe('invalidInput')
  })
})
