import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortName } from '../../src/charts/short-name.ts'

describe('shortName', () => {
  it('keeps both ends of a long name and leaves a short one alone', () => {
    expect(shortName('months_since_oldest_account_12', 15)).toBe('months_…ount_12')
    expect(shortName('age', 15)).toBe('age')
    expect(shortName('exactly_15_long', 15)).toBe('exactly_15_long')
  })

  it('is never longer than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 40 }), (name, most) => {
        expect(Array.from(shortName(name, most)).length).toBeLessThanOrEqual(Math.max(most, 0))
      }),
    )
  })
})
