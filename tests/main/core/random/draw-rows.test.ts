import { describe, expect, it } from 'vitest'
import { drawEvenly } from '../../../../src/main/core/random/draw-evenly.ts'
import { drawRows } from '../../../../src/main/core/random/draw-rows.ts'

const ROWS = Uint32Array.from({ length: 10 }, (_, i) => 100 + i)

describe('a drawing of rows', () => {
  it('takes every so-manieth', () => {
    expect([...drawEvenly(ROWS, 4)]).toEqual([100, 102, 105, 107])
    expect(drawEvenly(ROWS, 10)).toBe(ROWS)
  })

  it('or takes them by a seed, in their order, each at most once and each as often', () => {
    expect(drawRows(ROWS, 10, 1)).toBe(ROWS)
    expect(drawRows(ROWS, 4, 1)).toEqual(drawRows(ROWS, 4, 1))
    const counts = new Map<number, number>()
    for (let seed = 0; seed < 2000; seed++) {
      const rows = drawRows(ROWS, 4, seed)
      expect(new Set(rows).size).toBe(4)
      expect([...rows]).toEqual([...rows].sort((a, b) => a - b))
      for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1)
    }
    // 2,000 draws of 4 of 10: 800 each, standard deviation 22.
    for (const row of ROWS) expect(Math.abs(counts.get(row)! - 800)).toBeLessThan(110)
    expect(() => drawRows(ROWS, 4, -1)).toThrow(/seed/)
  })
})
