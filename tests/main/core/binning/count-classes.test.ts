import { describe, expect, it } from 'vitest'
import { countClasses } from '../../../../src/main/core/binning/count-classes.ts'

describe('counting the classes', () => {
  it('counts rows, or adds their weights', () => {
    expect(countClasses(Uint8Array.of(0, 1, 0), 'x')).toEqual({ events: 1, nonEvents: 2 })
    expect(countClasses(Uint8Array.of(0, 1, 0), 'x', Float64Array.of(0.5, 3, 2))).toEqual({ events: 3, nonEvents: 2.5 })
  })

  it('refuses labels and weights that are none', () => {
    expect(() => countClasses(Uint8Array.of(0, 2), 'x')).toThrow('x needs labels 0 or 1, got 2 in row 2')
    expect(() => countClasses(Uint8Array.of(0, 1), 'x', Float64Array.of(1))).toThrow(
      'x needs one weight per row, got 1 weights for 2 rows',
    )
    for (const weight of [-1, Number.NaN, Infinity]) {
      expect(() => countClasses(Uint8Array.of(0, 1), 'x', Float64Array.of(1, weight))).toThrow(
        `x needs weights of at least 0, got ${weight} in row 2`,
      )
    }
  })

  it('needs both classes, by weight', () => {
    expect(() => countClasses(Uint8Array.of(1, 1), 'x')).toThrow('x needs events and non-events, got 2 events and 0')
    expect(() => countClasses(Uint8Array.of(0, 1), 'x', Float64Array.of(1, 0))).toThrow('got 0 events and 1 non-events')
  })
})
