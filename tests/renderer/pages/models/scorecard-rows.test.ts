import { describe, expect, it } from 'vitest'
import { scorecardRows } from '../../../../src/renderer/pages/models/scorecard-rows.ts'
import type { ScorecardModel } from '../../../../src/shared/contract/index.ts'

const bin = (label: string, woe: number) => ({ label, woe })

const model = {
  variables: [
    { name: 'left out', bins: [bin('x', 9)] },
    { name: 'status', bins: [bin('A11', -0.8), bin('A14', 1)] },
  ],
  characteristics: [
    {
      name: 'status',
      coefficient: -0.83,
      attributes: [
        { bin: 1, label: 'A14', points: 100 },
        { bin: 0, label: 'A11', points: -9 },
      ],
    },
  ],
} as unknown as ScorecardModel

describe('scorecardRows', () => {
  it('puts each attribute beside the bin it names, not the bin in its place', () => {
    expect(scorecardRows(model).map((row) => [row.attribute, row.points, row.bin?.woe, row.isFirst])).toEqual([
      ['A14', 100, 1, true],
      ['A11', -9, -0.8, false],
    ])
  })

  it('gives every row its own key', () => {
    const keys = scorecardRows(model).map((row) => row.key)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
