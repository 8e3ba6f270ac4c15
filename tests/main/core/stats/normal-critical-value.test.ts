import { describe, expect, it } from 'vitest'
import { normalCriticalValue } from '../../../../src/main/core/stats/normal-critical-value.ts'
import { normalPValue } from '../../../../src/main/core/stats/normal-p-value.ts'
import { python, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('normalCriticalValue', () => {
  it.each(python.normalCritical)('agrees with SciPy at $level', ({ level, z }) => {
    expect(relativeError(normalCriticalValue(level), z)).toBeLessThan(1e-14)
  })

  it('inverts the two-sided p-value', () => {
    expect(normalPValue(normalCriticalValue(0.95))).toBeCloseTo(0.05, 14)
  })

  it('refuses levels outside (0, 1)', () => {
    for (const level of [0, 1, -1, Number.NaN])
      expect(thrownKind(() => normalCriticalValue(level))).toBe('invalidInput')
  })
})
