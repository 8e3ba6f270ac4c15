import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growBytes } from '../../../../src/main/core/gbdt/grow-bytes.ts'
import { deskViews } from '../../../../src/main/core/gbdt/hand.ts'
import { splitLevels } from '../../../../src/main/core/gbdt/split-levels.ts'
import { watchedAuc } from '../../../../src/main/core/gbdt/watched-auc.ts'
import { naturalLogarithm } from '../../../../src/main/core/kernels/natural-logarithm.ts'

describe('the AUC of watched rows', () => {
  it('is the share of pairs in order, ties counting half', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 1 })), { maxLength: 40 })
    fc.assert(
      fc.property(rows, (table) => {
        const margins = Float64Array.from(table, ([margin]) => margin / 7)
        const labels = Uint8Array.from(table, ([, label]) => label)
        const pairs = table.flatMap(([a, yes]) =>
          table.flatMap(([b, no]) => (yes === 1 && no === 0 ? [a > b ? 1 : a === b ? 0.5 : 0] : [])),
        )
        const expected = pairs.length === 0 ? null : pairs.reduce((sum: number, win) => sum + win, 0) / pairs.length
        const auc = watchedAuc(margins, labels)
        if (expected === null || auc === null) expect(auc).toBe(expected)
        else expect(auc).toBeCloseTo(expected, 12)
      }),
    )
  })
})

describe('splits of levels', () => {
  it('are the best of all parts when values are free, missing ones with either', () => {
    const level = fc.tuple(
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 5 }),
    )
    fc.assert(
      fc.property(fc.array(level, { minLength: 2, maxLength: 8 }), fc.boolean(), (table, isMissing) => {
        const bins = table.map(([g, h, n], i) => (n === 0 || (i === 0 && !isMissing) ? [0, 0, 0] : [g, h, n]))
        const views = deskViews(new ArrayBuffer(4096))
        let [g, h, n] = [0, 0, 0]
        bins.forEach((bin, i) => {
          views.f64.set(bin.slice(0, 2), 2 * i)
          views.i32[512 + i] = bin[2]!
          g += bin[0]!
          h += bin[1]!
          n += bin[2]!
        })
        views.f64.set([g, h, n, 0, 0, 0, 1, -Infinity, Infinity], 300)
        const gain = splitLevels(views, 0, 512, bins.length, 300, 400, 0, 0)
        let best = -Infinity
        for (let mask = 1; mask < 1 << bins.length; mask++) {
          const part = bins.filter((bin, i) => bin[2]! > 0 && (mask >> i) & 1)
          const [leftG, leftH, leftN] = [0, 1, 2].map((k) => part.reduce((sum, bin) => sum + bin[k]!, 0))
          if (leftN === 0 || leftN === n) continue
          best = Math.max(best, leftG! ** 2 / leftH! + (g - leftG!) ** 2 / (h - leftH!))
        }
        // The best parts are consecutive in the order of the levels, except that missing values go by themselves to the better side.
        if (best === -Infinity) expect(gain).toBe(best)
        else expect(gain).toBeCloseTo(best, 9)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the memory of growing', () => {
  it('grows with rows, characteristics, leaves and hands', () => {
    const size = {
      nDevelopment: 1e6,
      nWatched: 0,
      nCharacteristics: 30,
      params: { maxBins: 255, maxLeaves: 31 },
      workers: 1,
    }
    const bytes = growBytes(size)
    expect(bytes).toBeGreaterThan(1e8)
    expect(bytes).toBeLessThan(2.5e8)
    expect(growBytes({ ...size, nDevelopment: 2e6 })).toBeGreaterThan(1.7 * bytes - 2 ** 25)
    expect(growBytes({ ...size, nWatched: 1e5 })).toBeGreaterThan(bytes)
    expect(growBytes({ ...size, nCharacteristics: 31 })).toBeGreaterThan(bytes)
    expect(growBytes({ ...size, workers: 2 })).toBeGreaterThan(bytes)
    expect(growBytes({ ...size, params: { maxBins: 255, maxLeaves: 63 } })).toBeGreaterThan(bytes)
  })
})

describe('the natural logarithm', () => {
  it('is within two units of the last place of the engine’s', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        const expected = Math.log(x)
        expect(Math.abs(naturalLogarithm(x) - expected)).toBeLessThanOrEqual(
          2 ** -51 * Math.max(Math.abs(expected), 0.5),
        )
      }),
    )
    expect(naturalLogarithm(1)).toBe(0)
  })
})
