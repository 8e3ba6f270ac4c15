import { describe, expect, it } from 'vitest'
import type { CaseContribution } from '../../../../src/main/core/explain/explanation-types.ts'
import { reasonCodes } from '../../../../src/main/core/explain/reason-codes.ts'

const contribution = (name: string, points: number, baselinePoints: number): CaseContribution => ({
  name,
  value: 'v',
  attribute: 'A',
  points,
  baselinePoints,
  contribution: points - baselinePoints,
})

describe('reason codes', () => {
  it('ranks by shortfall and breaks ties by scorecard order', () => {
    const reasons = reasonCodes(
      [contribution('a', 10, 20), contribution('b', 5, 40), contribution('c', 30, 40), contribution('d', 50, 40)],
      4,
    )
    expect(reasons.map(({ rank, code, name, pointsBelowBaseline }) => [rank, code, name, pointsBelowBaseline])).toEqual(
      [
        [1, 'R02', 'b', 35],
        [2, 'R01', 'a', 10],
        [3, 'R03', 'c', 10],
      ],
    )
  })

  it('gives no more than asked, and none at or above the baseline', () => {
    expect(reasonCodes([contribution('a', 1, 2), contribution('b', 1, 3)], 1).map(({ name }) => name)).toEqual(['b'])
    expect(reasonCodes([contribution('a', 1, 2)], 0)).toEqual([])
    expect(reasonCodes([contribution('a', 2, 2), contribution('b', 3, 2)], 4)).toEqual([])
  })

  it('numbers codes by place on the scorecard', () => {
    const twelve = Array.from({ length: 12 }, (_, i) => contribution(`c${i}`, i === 11 ? 0 : 9, 5))
    expect(reasonCodes(twelve, 4).map(({ code }) => code)).toEqual(['R12'])
  })

  it('prints points and shortfall for people', () => {
    const text = (points: number, baseline: number) => reasonCodes([contribution('x', points, baseline)], 1)[0]!.text
    expect(text(63, 84.4)).toBe('x: A (63 points, 21.4 below average)')
    expect(text(1, 3)).toBe('x: A (1 point, 2.0 below average)')
    expect(text(-1, 3)).toBe('x: A (−1 point, 4.0 below average)')
    expect(text(5, 5.04)).toBe('x: A (5 points, less than 0.1 below average)')
    expect(text(-3.456, 5)).toBe('x: A (−3.46 points, 8.5 below average)')
  })
})
