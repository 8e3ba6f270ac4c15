import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

describe('seeded random numbers', () => {
  // From an independent implementation in Python whose xoshiro128** gives 11520, 0, 5927040, 70819200 from state 1, 2, 3, 4.
  it.each([
    [0, [3809008728, 1133695204, 53579671, 2891528803, 139681546]],
    [1, [2442144158, 3238099751, 3819917871, 2104621829, 2021136066]],
    [42, [2837322924, 544945897, 479756282, 3500138142, 339756180]],
    [4294967295, [835879718, 1921286648, 2356205009, 1885780724, 980451116]],
  ])('repeats xoshiro128** seeded %i by splitmix32', (seed, expected) => {
    const random = createRandom(seed)
    expect(expected.map(() => random.nextUint32())).toEqual(expected)
  })

  it('makes a 53-bit fraction from two integers', () => {
    expect(createRandom(1).nextDouble()).toBe(0.5686059948349658)
  })

  it('keeps generators apart', () => {
    const a = createRandom(7)
    const b = createRandom(7)
    a.nextUint32()
    expect(a.nextUint32()).not.toBe(b.nextUint32())
  })

  it('spreads bounded integers evenly', () => {
    const random = createRandom(3)
    const counts = new Array<number>(7).fill(0)
    for (let i = 0; i < 70_000; i++) counts[random.nextBelow(7)]!++
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chiSquared).toBeLessThan(22.5) // 99.9% quantile at 6 degrees of freedom
  })

  it('draws again instead of favouring low results', () => {
    // 3·2³⁰ leaves a quarter of the integers over; taking them modulo would give the low third twice as often.
    const random = createRandom(9)
    const bound = 3 * 2 ** 30
    let low = 0
    for (let i = 0; i < 9000; i++) if (random.nextBelow(bound) < 2 ** 30) low++
    expect(Math.abs(low - 3000)).toBeLessThan(200)
  })

  it('refuses seeds and bounds that are not whole numbers in range', () => {
    for (const seed of [-1, 1.5, 2 ** 32, Number.NaN]) expect(() => createRandom(seed)).toThrow(`got ${seed}`)
    for (const bound of [0, 1.5, 2 ** 32 + 1]) expect(() => createRandom(1).nextBelow(bound)).toThrow(`got ${bound}`)
  })
})
