import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrame, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { growModel } from '../../../../src/main/core/gbdt/fit-gbdt-model.ts'
import { checkMonotone } from '../../../../src/main/core/tree-insight/monotone-check.ts'
import { marginOfValues } from '../../../../src/main/core/trees/walk-trees.ts'
import { numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'
import { GERMAN, NO_ROWS, smallParams } from './german-boosting.ts'

const TARGET = { column: 'bad', eventValue: '1' }
const NAMES = ['x', 'z', 's']
/** Rows of two numbers, the first sometimes missing, a level, an outcome, and a weight. */
const TABLES = fc
  .array(
    fc.record({
      x: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 8 }),
      z: fc.integer({ min: -3, max: 3 }),
      s: fc.constantFrom('a', 'b', 'c'),
      bad: fc.integer({ min: 0, max: 1 }),
      weight: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 30, maxLength: 60 },
  )
  .filter((rows) => rows.some(({ bad }) => bad === 1) && rows.some(({ bad }) => bad === 0))
type Row = typeof TABLES extends fc.Arbitrary<(infer One)[]> ? One : never

function frameOf(rows: readonly Row[]) {
  return createFrame([
    numericColumn(
      'x',
      rows.map(({ x }) => x),
    ),
    numericColumn(
      'z',
      rows.map(({ z }) => z),
    ),
    textColumn(
      's',
      rows.map(({ s }) => s),
    ),
    numericColumn(
      'bad',
      rows.map(({ bad }) => bad),
    ),
  ])
}

function grow(rows: readonly Row[], asked: object, weights: Float64Array | null = null) {
  const params = smallParams({ maxTrees: 4, minChildCount: 1, minChildWeight: 0.5, ...asked })
  const split = { development: Uint32Array.from(rows, (_, i) => i), holdout: NO_ROWS }
  const input = { frame: frameOf(rows), target: TARGET, characteristics: NAMES, params, split, seed: 1, weights }
  return growModel(input, undefined, undefined, true).model
}

const CATEGORICAL = { minLevelCount: 1 }

describe('a model of grown trees', () => {
  it('is the same for whole weights as for so many copies', () => {
    fc.assert(
      fc.property(TABLES, (rows) => {
        const copies = rows.flatMap((row) => Array<Row>(row.weight).fill(row))
        const weighted = grow(
          rows,
          { categorical: CATEGORICAL },
          Float64Array.from(rows, ({ weight }) => weight),
        )
        const copied = grow(copies, { categorical: CATEGORICAL })
        expect(weighted.trees).toEqual(copied.trees)
        expect(weighted.characteristics).toEqual(copied.characteristics)
        expect(weighted.baseMargin).toBeCloseTo(copied.baseMargin, 12)
      }),
      { numRuns: 30 },
    )
  })

  it('keeps every direction that is asked for', () => {
    fc.assert(
      fc.property(TABLES, fc.boolean(), (rows, isRising) => {
        const monotone = [
          { column: 'x', direction: isRising ? 'increasing' : 'decreasing' },
          { column: 'z', direction: 'increasing' },
        ]
        const model = grow(rows, { monotone, maxLeaves: 12, minChildWeight: 0 })
        const checks = checkMonotone(
          model,
          frameOf(rows),
          Uint32Array.from(rows, (_, i) => i),
        )
        expect(checks.map(({ largestViolation }) => largestViolation)).toEqual([0, 0])
      }),
      { numRuns: 30 },
    )
  })

  it('scores alike with the characteristics that no tree splits on, and without them', () => {
    const full = growModel({ ...GERMAN, params: smallParams({ maxTrees: 2 }) }, undefined, undefined, true).model
    const { model, unused } = growModel({ ...GERMAN, params: smallParams({ maxTrees: 2 }) })
    expect(full.characteristics.map(({ name }) => name)).toEqual(GERMAN.characteristics)
    expect(unused.length).toBeGreaterThan(0)
    expect(model.characteristics).toHaveLength(GERMAN.characteristics.length - unused.length)
    const rows = Array.from({ length: 50 }, (_, i) => i * 20)
    for (const row of rows) {
      const one = takeFrameRows(GERMAN.frame, [row])
      const valuesOf = (names: readonly string[]) =>
        names.map((name) => {
          const column = one.columns.get(name)!
          return column.kind === 'numeric' ? column.values[0]! : column.levels[column.codes[0]!]!
        })
      const ofFull = marginOfValues(full, valuesOf(full.characteristics.map(({ name }) => name)))
      expect(marginOfValues(model, valuesOf(model.characteristics.map(({ name }) => name)))).toBe(ofFull)
    }
  })
})
