import { describe, expect, it } from 'vitest'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { attemptEstimate, finiteOrNull, undefinedEstimate } from '../../../../src/main/core/stats/estimate.ts'
import { thrownKind } from './thrown-kind.ts'

describe('attemptEstimate', () => {
  it('writes value, bounds and level down', () => {
    const estimate = attemptEstimate('m', () => ({ value: 1, lower: 0, upper: 2, level: 0.9 }))
    expect(estimate).toEqual({ value: 1, lower: 0, upper: 2, level: 0.9, method: 'm', reason: null })
  })

  it('has no level without bounds', () => {
    const estimate = attemptEstimate('m', () => ({ value: 1, lower: Number.NaN, level: 0.9 }))
    expect(estimate).toEqual({ value: 1, lower: null, upper: null, level: null, method: 'm', reason: null })
  })

  it('keeps the reason of an undefined statistic', () => {
    const estimate = attemptEstimate('m', () => {
      throw new StatisticError('undefined', 'no rows')
    })
    expect(estimate).toEqual(undefinedEstimate('m', 'no rows'))
  })

  it('does not let a number through that is not finite', () => {
    expect(attemptEstimate('m', () => ({ value: Number.POSITIVE_INFINITY }))).toMatchObject({
      value: null,
      reason: 'the value is not finite, got Infinity',
    })
  })

  it('passes invalid input and other errors on', () => {
    const invalid = () => {
      throw new StatisticError('invalidInput', 'bad')
    }
    expect(thrownKind(() => attemptEstimate('m', invalid))).toBe('invalidInput')
    expect(() =>
      attemptEstimate('m', () => {
        throw new TypeError('bug')
      }),
    ).toThrow(TypeError)
  })
})

describe('finiteOrNull', () => {
  it('is null for what is missing or not finite', () => {
    expect([0, 1.5, null, undefined, Number.NaN, Number.NEGATIVE_INFINITY].map(finiteOrNull)).toEqual([
      0,
      1.5,
      null,
      null,
      null,
      null,
    ])
  })
})
