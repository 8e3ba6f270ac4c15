import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortestCut } from '../../../../src/main/core/validation/shortest-cut.ts'

describe('shortestCut', () => {
  it('takes the fewest decimals between the two values', () => {
    expect(shortestCut(512, 515)).toBe(512)
    expect(shortestCut(512.3459, 512.3912)).toBe(512.35)
    expect(shortestCut(-0.4, 0.2)).toBe(0)
    expect(Object.is(shortestCut(-0.4, 0.2), 0)).toBe(true)
  })

  it('separates any two values', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(value, value, (a, b) => {
        fc.pre(a !== b)
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const cut = shortestCut(low, high)
        expect(cut >= low && cut < high).toBe(true)
      }),
    )
  })
})
