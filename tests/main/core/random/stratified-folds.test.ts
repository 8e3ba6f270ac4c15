import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stratifiedFolds } from '../../../../src/main/core/random/stratified-folds.ts'

const labels = (nEvents: number, nNonEvents: number) =>
  Uint8Array.from({ length: nEvents + nNonEvents }, (_, i) => (i % 3 === 0 && i / 3 < nEvents ? 1 : 0))

describe('stratified k-fold', () => {
  it('deals every class evenly and keeps fold sizes within one row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 10 }),
        fc.array(fc.constantFrom(0, 1), { minLength: 40, maxLength: 200 }),
        fc.integer({ min: 0, max: 4_294_967_295 }),
        (k, list, seed) => {
          const y = Uint8Array.from([...list, ...Array<number>(10).fill(0), ...Array<number>(10).fill(1)])
          const folds = stratifiedFolds(y, k, seed)
          const sizes = new Array<number>(k).fill(0)
          const events = new Array<number>(k).fill(0)
          folds.forEach((fold, row) => {
            sizes[fold]!++
            events[fold]! += y[row]!
          })
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
          expect(Math.max(...events) - Math.min(...events)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('is the same for the same seed and another for another', () => {
    const y = labels(30, 60)
    expect(stratifiedFolds(y, 5, 7)).toEqual(stratifiedFolds(y, 5, 7))
    expect(stratifiedFolds(y, 5, 7)).not.toEqual(stratifiedFolds(y, 5, 8))
  })

  it('does not follow the order of the rows', () => {
    const y = Uint8Array.from({ length: 100 }, (_, i) => (i < 50 ? 1 : 0))
    const folds = stratifiedFolds(y, 2, 1)
    const first = folds.slice(0, 10)
    expect(new Set(first).size).toBe(2)
    expect([...first]).not.toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
  })

  it('says so when a fold would be without events', () => {
    const y = Uint8Array.from([1, 1, 1, 0, 0, 0, 0, 0])
    expect(() => stratifiedFolds(y, 4, 1)).toThrow(/4 folds need at least 4 events.*got 3/)
    expect(() => stratifiedFolds(Uint8Array.from([1, 1, 1, 1, 0]), 2, 1)).toThrow(/non-events.*got 1/)
  })

  it('needs sensible folds and labels', () => {
    expect(() => stratifiedFolds(labels(9, 9), 1, 1)).toThrow(/2 to 255 folds, got 1/)
    expect(() => stratifiedFolds(Uint8Array.from([0, 2, 1]), 2, 1)).toThrow(/labels 0 or 1, got 2 in row 2/)
  })
})
