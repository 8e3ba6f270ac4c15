import { describe, expect, it } from 'vitest'
import { pointsText, scorecardRows } from '../../../../src/renderer/pages/models/scorecard-rows.ts'
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

describe('pointsText', () => {
  it('prints whole points as they are and exact ones with two decimals', () => {
    expect(pointsText({ points: -9, pointsPerUnit: null })).toBe('−9')
    expect(pointsText({ points: 37.456, pointsPerUnit: null })).toBe('37.46')
  })

  it('prints a straight line with its slope, whatever its sign', () => {
    expect(pointsText({ points: 120, pointsPerUnit: -2.5 })).toBe('120 − 2.5 · value')
    expect(pointsText({ points: -4, pointsPerUnit: 0.0004 })).toBe('−4 + 4e-4 · value')
  })
})

describe('rows of straight lines, rules and notes', () => {
  const line = {
    variables: [{ name: 'age', bins: [{ ...bin('All values', 0), note: 'capped at 75' }, bin('Missing', 0)] }],
    characteristics: [
      {
        name: 'age',
        coefficient: 0.02,
        attributes: [
          { bin: 0, label: 'All values', points: 120, pointsPerUnit: -2.5 },
          { bin: 1, label: 'Missing', points: 10, rule: 'worst' },
        ],
      },
    ],
  } as unknown as ScorecardModel

  it('carry the slope, the note of the bin and how the points of missing values were set', () => {
    expect(scorecardRows(line).map(({ pointsPerUnit, note, rule }) => ({ pointsPerUnit, note, rule }))).toEqual([
      { pointsPerUnit: -2.5, note: 'capped at 75', rule: null },
      { pointsPerUnit: null, note: null, rule: 'as the worst bin' },
    ])
  })
})
