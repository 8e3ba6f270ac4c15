import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, distinctCells, openCell, valueCells } from '../../../../src/main/core/binning/value-cells.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

const NOTHING: ReadonlySet<number> = new Set()
const openAll = (cells: readonly Cell[]): readonly Cell[] =>
  cells.every((cell) => cell.open === null) ? cells : openAll(cells.flatMap(openCell))

describe('cells of values', () => {
  it('open to the distinct values in ascending order, and count as their parts do', () => {
    const shapes: readonly ((u: number) => number)[] = [
      (u) => Math.floor(u * 40),
      (u) => Math.exp(30 * u),
      (u) => (u < 0.002 ? 1e300 : u),
      (u) => (u < 0.1 ? -Infinity : u > 0.9 ? Infinity : Math.round(u * 1e4)),
    ]
    const n = fc.integer({ min: 0, max: 3000 })
    fc.assert(
      fc.property(fc.constantFrom(...shapes), n, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (shape, size, seed) => {
        const random = createRandom(seed)
        const values = Float64Array.from({ length: size }, () => shape(random.nextDouble()))
        const yTrue = Uint8Array.from(values, () => random.nextBelow(2))
        const cells = valueCells({ values, yTrue, weights: null }, NOTHING)
        const distinct = [...new Set(values)].sort((a, b) => (a < b ? -1 : 1))
        const opened = openAll(cells)
        expect(opened.map(({ value }) => value)).toEqual(distinct)
        const ofValue = new Map(distinct.map((value) => [value, [0, 0]]))
        values.forEach((value, i) => {
          ofValue.get(value)![yTrue[i]!]!++
        })
        expect(opened.map(({ events, nonEvents }) => [nonEvents, events])).toEqual([...ofValue.values()])
        for (const cell of cells) {
          const parts = openCell(cell)
          expect(parts.reduce((sum, { events }) => sum + events, 0)).toBe(cell.events)
          expect(parts.reduce((sum, { nonEvents }) => sum + nonEvents, 0)).toBe(cell.nonEvents)
        }
        expect(distinctCells(cells, distinct.length)).toEqual(opened)
        if (distinct.length > 0) expect(distinctCells(cells, distinct.length - 1)).toBeNull()
      }),
      { numRuns: 60 },
    )
  })

  it('leave out missing values, rows without weight and values named', () => {
    const values = Float64Array.of(1, Number.NaN, -999, 2, 1)
    const rows = { values, yTrue: Uint8Array.of(1, 1, 1, 0, 0), weights: Float64Array.of(0.5, 1, 1, 0, 2) }
    expect(openAll(valueCells(rows, new Set([-999])))).toEqual([{ value: 1, events: 0.5, nonEvents: 2, open: null }])
  })
})
