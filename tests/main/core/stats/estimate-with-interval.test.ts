import { describe, expect, it } from 'vitest'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { estimateWithInterval } from '../../../../src/main/core/stats/estimate-with-interval.ts'

const undefinedHere = (): never => {
  throw new StatisticError('undefined', 'the variance is 0')
}

describe('an estimate that can exist without its interval', () => {
  it('has both where both exist', () => {
    const estimate = estimateWithInterval(
      'm',
      () => 0.7,
      () => ({ lower: 0.6, upper: 0.8 }),
    )
    expect(estimate).toEqual({ value: 0.7, lower: 0.6, upper: 0.8, level: 0.95, method: 'm', reason: null })
  })

  it('keeps the value and says why there is no interval', () => {
    const estimate = estimateWithInterval('m', () => 1, undefinedHere)
    expect(estimate).toMatchObject({ value: 1, lower: null, level: null, method: 'm; no interval: the variance is 0' })
  })

  it('gives the reason where there is no value, and hands on faults', () => {
    const interval = () => ({ lower: 0, upper: 1 })
    expect(estimateWithInterval('m', undefinedHere, interval)).toMatchObject({
      value: null,
      reason: 'the variance is 0',
    })
    const fault = () => {
      throw new StatisticError('invalidInput', 'a length differs')
    }
    expect(() => estimateWithInterval('m', fault, interval)).toThrow(/a length differs/)
    expect(() => estimateWithInterval('m', () => 1, fault)).toThrow(/a length differs/)
  })
})
