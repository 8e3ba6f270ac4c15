import { describe, expect, it } from 'vitest'
import { mean } from '../../../../src/main/core/stats/mean.ts'
import { thrownKind } from './thrown-kind.ts'

describe('mean', () => {
  it('is the sum over the number of values', () => {
    expect(mean([1, 2, 6])).toBe(3)
  })

  it('is undefined without values', () => {
    expect(thrownKind(() => mean([]))).toBe('undefined')
  })
})
