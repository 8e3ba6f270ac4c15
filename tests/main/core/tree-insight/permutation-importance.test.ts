import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { permutationImportance } from '../../../../src/main/core/tree-insight/permutation-importance.ts'
import { numericColumn } from '../scorecard/german-credit-frame.ts'
import { allRows, german, germanOutcomes, golden, goldenModel, stump, treeModel } from './tree-fixtures.ts'

describe('importance by permutation', () => {
  it('is the mean fall of the AUC, 0 for a characteristic of no effect', () => {
    const values = [0, 0, 0, 0, 1, 1, 1, 1]
    const frame = createFrame([numericColumn('x', values), numericColumn('z', [1, 2, 3, 4, 5, 6, 7, 8])])
    const yTrue = Uint8Array.from(values)
    const model = treeModel([{ name: 'x' }, { name: 'z' }], [stump(0, 0.5, -1, 1)])
    const rows = Uint32Array.from(values, (_, i) => i)
    const [x, z] = permutationImportance(model, frame, yTrue, rows, { nShuffles: 400, seed: 7 })
    // Shuffled, the mean AUC is 1/2 whatever the sample: each event is as likely to have either value as each non-event.
    expect(x!.fall.value).toBeGreaterThan(0.46)
    expect(x!.fall.value).toBeLessThan(0.54)
    expect(x!.fall.lower!).toBeLessThan(0.5)
    expect(x!.fall.upper!).toBeGreaterThan(0.5)
    expect(z!.fall).toMatchObject({ value: 0, lower: 0, upper: 0, level: 0.95 })
  })

  it('has no interval from one shuffle, and is the same for the same seed', () => {
    const once = permutationImportance(goldenModel, german, germanOutcomes, allRows, { nShuffles: 1, seed: 3 })
    expect(once[0]!.fall).toMatchObject({ lower: null, upper: null, level: null })
    expect(permutationImportance(goldenModel, german, germanOutcomes, allRows, { nShuffles: 1, seed: 3 })).toEqual(once)
    const other = permutationImportance(goldenModel, german, germanOutcomes, allRows, { nShuffles: 1, seed: 4 })
    expect(other[0]!.fall.value).not.toBe(once[0]!.fall.value)
  })

  it('has a t interval over the shuffles', () => {
    const of = (nShuffles: number) =>
      permutationImportance(goldenModel, german, germanOutcomes, allRows, { nShuffles, seed: 3 })[0]!.fall
    const first = of(1).value!
    const { value, upper } = of(2)
    // Two values: half-width t(0.975; 1) · |difference| / 2.
    expect(upper! - value!).toBeCloseTo(12.7062 * Math.abs(value! - first), 5)
  })

  it('agrees with scikit-learn within the error of shuffling', () => {
    const seen: number[] = []
    const ours = permutationImportance(goldenModel, german, germanOutcomes, allRows, {
      nShuffles: 20,
      seed: 1,
      onProgress: (done) => seen.push(done),
    })
    expect(seen).toEqual([0, 1, 2, 3])
    for (const { name, fall } of ours) {
      const [mean, deviation] = golden.importance[name]!
      expect(Math.abs(fall.value! - mean)).toBeLessThan(4 * deviation * Math.sqrt(1 / 20 + 1 / 40))
      expect(fall.upper! - fall.value!).toBeGreaterThan((deviation * 0.5 * 2.09) / Math.sqrt(20))
      expect(fall.upper! - fall.value!).toBeLessThan((deviation * 1.8 * 2.09) / Math.sqrt(20))
    }
  })

  it('is undefined where an outcome is missing', () => {
    const rows = allRows.filter((row) => germanOutcomes[row] === 1)
    const [first] = permutationImportance(goldenModel, german, germanOutcomes, rows, { nShuffles: 2, seed: 1 })
    expect(first!.fall).toMatchObject({ value: null, reason: expect.stringContaining('non-events') })
    expect(() => permutationImportance(goldenModel, german, germanOutcomes, rows, { nShuffles: 2, seed: -1 })).toThrow(
      /seed/,
    )
  })
})
