import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentOf, shareOf } from '../../../src/renderer/words/percent.ts'

describe('percentages', () => {
  it('go to shares and back without noise', () => {
    expect(shareOf(28.9)).toBe(0.289)
    expect(percentOf(0.07)).toBe(7)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        expect(percentOf(shareOf(hundredths / 100))).toBe(hundredths / 100)
      }),
    )
  })
})
