import { describe, expect, it } from 'vitest'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { attemptTest } from '../../../../src/main/core/stats/test-result.ts'
import { thrownKind } from './thrown-kind.ts'

const description = { id: 'i', formula: 'f', source: 's', nullHypothesis: 'h' }

describe('attemptTest', () => {
  it('writes the numbers down beside the description', () => {
    expect(attemptTest(description, () => ({ statistic: 3, degreesOfFreedom: 1, pValue: 0.08 }))).toEqual({
      ...description,
      statistic: 3,
      degreesOfFreedom: 1,
      pValue: 0.08,
      reason: null,
    })
  })

  it('allows for exact tests without statistic', () => {
    expect(attemptTest(description, () => ({ pValue: 1 }))).toMatchObject({ statistic: null, degreesOfFreedom: null })
  })

  it('keeps the reason of an undefined test and passes invalid input on', () => {
    const fail = (kind: 'undefined' | 'invalidInput') => () => {
      throw new StatisticError(kind, 'because')
    }
    expect(attemptTest(description, fail('undefined'))).toEqual({
      ...description,
      statistic: null,
      degreesOfFreedom: null,
      pValue: null,
      reason: 'because',
    })
    expect(thrownKind(() => attemptTest(description, fail('invalidInput')))).toBe('invalidInput')
  })
})
