import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'

const labels = (nonEvents: number, events: number) =>
  Uint8Array.from({ length: nonEvents + events }, (_, i) => (i < events ? 1 : 0))
const countEvents = (yTrue: Uint8Array, rows: Uint32Array) => rows.reduce((sum, row) => sum + yTrue[row]!, 0)

describe('stratified split', () => {
  it('keeps the share of each class: German Credit at 0.7 gives 490 + 210 rows', () => {
    const yTrue = labels(700, 300)
    const { development, holdout } = stratifiedSplit(yTrue, 0.7, 1)
    expect([development.length, countEvents(yTrue, development)]).toEqual([700, 210])
    expect([holdout.length, countEvents(yTrue, holdout)]).toEqual([300, 90])
  })

  it('covers every row once, in ascending order, with rounded class counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 60 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 4_294_967_295 }),
        (y, share, seed) => {
          const yTrue = Uint8Array.from(y)
          const { development, holdout } = stratifiedSplit(yTrue, share, seed)
          expect([...development, ...holdout].sort((a, b) => a - b)).toEqual(y.map((_, i) => i))
          expect([...development].sort((a, b) => a - b)).toEqual([...development])
          expect([...holdout].sort((a, b) => a - b)).toEqual([...holdout])
          const events = y.filter((label) => label === 1).length
          expect(countEvents(yTrue, development)).toBe(events === 0 ? 0 : Math.max(1, Math.round(events * share)))
        },
      ),
    )
  })

  it('repeats with the same seed and changes with another', () => {
    const yTrue = labels(70, 30)
    expect(stratifiedSplit(yTrue, 0.7, 5)).toEqual(stratifiedSplit(yTrue, 0.7, 5))
    expect(stratifiedSplit(yTrue, 0.7, 5)).not.toEqual(stratifiedSplit(yTrue, 0.7, 6))
  })

  it('draws every row equally often over many seeds', () => {
    const yTrue = labels(8, 4)
    const counts = new Array<number>(12).fill(0)
    for (let seed = 0; seed < 4000; seed++)
      for (const row of stratifiedSplit(yTrue, 0.5, seed).development) counts[row]!++
    // Half of 4,000 draws, standard deviation 31.6.
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(150)
  })

  it('leaves the hold-out sample empty at share 1', () => {
    const { development, holdout } = stratifiedSplit(labels(5, 3), 1, 1)
    expect([development.length, holdout.length]).toEqual([8, 0])
  })

  it('keeps at least one row of each class in development', () => {
    const yTrue = labels(100, 1)
    expect(countEvents(yTrue, stratifiedSplit(yTrue, 0.1, 3).development)).toBe(1)
  })

  it('refuses shares outside (0, 1] and labels other than 0 and 1', () => {
    expect(() => stratifiedSplit(labels(2, 2), 0, 1)).toThrow('needs a development share in (0, 1], got 0')
    expect(() => stratifiedSplit(labels(2, 2), 1.2, 1)).toThrow('got 1.2')
    expect(() => stratifiedSplit(labels(2, 2), Number.NaN, 1)).toThrow('got NaN')
    expect(() => stratifiedSplit(Uint8Array.of(0, 1, 2), 0.5, 1)).toThrow('needs labels 0 or 1, got 2 in row 3')
    expect(() => stratifiedSplit(labels(2, 2), 0.5, -1)).toThrow('needs an integer seed')
  })
})
