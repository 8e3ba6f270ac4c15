import { describe, expect, it } from 'vitest'
import { normalPValue } from '../../../../src/main/core/stats/normal-p-value.ts'
import { relativeError } from './golden-values.ts'

describe('normalPValue', () => {
  it('is 1 at 0 and the same on both sides', () => {
    expect(normalPValue(0)).toBe(1)
    expect(normalPValue(-2)).toBe(normalPValue(2))
  })

  it('keeps its digits in the far tail', () => {
    expect(relativeError(normalPValue(13), 2 * 6.117164399549921e-39)).toBeLessThan(1e-12)
  })
})
