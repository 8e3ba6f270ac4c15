import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctValues, indexOfValue } from '../../../../src/main/core/calibration/distinct-values.ts'
import { groupScores, requireWeights } from '../../../../src/main/core/calibration/score-groups.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

describe('groupScores', () => {
  it('adds weights of ties up, by class', () => {
    expect(groupScores('test', [1, 0, 1, 0], [2, 1, 1, 2], [0.5, 2, 3, 4])).toEqual({
      values: Float64Array.of(1, 2),
      events: Float64Array.of(3, 0.5),
      nonEvents: Float64Array.of(2, 4),
      eventWeight: 3.5,
      nonEventWeight: 6,
    })
  })

  it('counts rows without weights, and ties 0 with −0', () => {
    const groups = groupScores('test', [1, 0, 1], [0, -0, 5], null)
    expect(groups.values).toEqual(Float64Array.of(0, 5))
    expect(groups.events).toEqual(Float64Array.of(1, 1))
    expect(groups.nonEvents).toEqual(Float64Array.of(1, 0))
  })

  it('refuses bad rows and weights', () => {
    expect(thrownKind(() => groupScores('test', [1, 3], [1, 2], null))).toBe('invalidInput')
    expect(thrownKind(() => groupScores('test', [1], [1, 2], null))).toBe('invalidInput')
    expect(thrownKind(() => groupScores('test', [1], [Number.NaN], null))).toBe('invalidInput')
    expect(() => requireWeights('test', [1, Number.NaN], 2)).toThrow('test needs weights above 0, got NaN in row 2')
    expect(() => requireWeights('test', [1], 2)).toThrow('test needs one weight per row, got 1 for 2 rows')
    expect(thrownKind(() => requireWeights('test', [Number.POSITIVE_INFINITY], 1))).toBe('invalidInput')
  })
})

describe('distinctValues', () => {
  it('finds every value again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), (values) => {
        const distinct = distinctValues(values)
        expect([...distinct]).toEqual([...new Set(values.map((value) => value + 0))].sort((a, b) => a - b))
        for (const value of values) expect(distinct[indexOfValue(distinct, value)]).toBe(value + 0)
      }),
    )
  })

  it('places other values before the first one not below', () => {
    expect([0, 1, 1.5, 2, 3].map((value) => indexOfValue([1, 2], value))).toEqual([0, 0, 1, 1, 2])
  })
})
