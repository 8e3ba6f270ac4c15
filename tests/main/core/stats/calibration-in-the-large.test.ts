import { describe, expect, it } from 'vitest'
import { calibrationInTheLarge } from '../../../../src/main/core/stats/calibration-in-the-large.ts'
import { thrownKind } from './thrown-kind.ts'

describe('calibrationInTheLarge', () => {
  it('is positive when more is predicted than happened', () => {
    const { value, lower, upper } = calibrationInTheLarge([0, 0, 0, 1], [0.5, 0.5, 0.5, 0.5])
    expect(value).toBe(0.25)
    // p − y = 0.5, 0.5, 0.5, −0.5: variance 1/4, standard error 1/4
    expect(upper - value).toBeCloseTo(1.959963984540054 / 4, 12)
    expect(value - lower).toBeCloseTo(1.959963984540054 / 4, 12)
  })

  it('is undefined for one row and refuses what is no probability', () => {
    expect(thrownKind(() => calibrationInTheLarge([1], [0.5]))).toBe('undefined')
    expect(thrownKind(() => calibrationInTheLarge([1, 0], [0.5, 1.5]))).toBe('invalidInput')
    expect(thrownKind(() => calibrationInTheLarge([1, 0], [0.5]))).toBe('invalidInput')
  })
})
