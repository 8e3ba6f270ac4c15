import { describe, expect, it } from 'vitest'
import { sampleVariance } from '../../../../src/main/core/stats/sample-variance.ts'
import { thrownKind } from './thrown-kind.ts'

describe('sampleVariance', () => {
  it('divides by n − 1', () => {
    expect(sampleVariance([1, 2, 3, 4])).toBeCloseTo(5 / 3, 15)
    expect(sampleVariance([1, 3])).toBe(2)
  })

  it('loses nothing to a large mean', () => {
    expect(sampleVariance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1)
  })

  it('is undefined for one value', () => {
    expect(thrownKind(() => sampleVariance([1]))).toBe('undefined')
  })
})
