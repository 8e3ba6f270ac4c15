import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { treeShap } from '../../../../src/main/core/explain/tree-shap.ts'
import { treeShapRows } from '../../../../src/main/core/explain/tree-shap-rows.ts'
import type { Tree, TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { treeValue } from '../../../../src/main/core/trees/walk-trees.ts'
import { numericCharacteristic, treeModelOf } from './tree-fixtures.ts'

interface Golden {
  readonly baseMargin?: number
  readonly levels?: string[]
  readonly trees: Tree[]
  readonly rows: (number | null)[][]
  /** One per column, the base last. */
  readonly contributions: number[][]
  readonly margins: number[]
}

function read(name: string): Golden & { readonly model: TreeModel } {
  const golden = JSON.parse(readFileSync(new URL(`../../../golden/${name}`, import.meta.url), 'utf8')) as Golden
  const { levels, rows, trees, baseMargin = 0 } = golden
  const characteristics = rows[0]!.map((_, j) => ({
    ...numericCharacteristic(`x${j}`),
    levels: levels !== undefined && j === rows[0]!.length - 1 ? levels : null,
  }))
  return { ...golden, model: treeModelOf(characteristics, trees, { baseMargin }) }
}

describe.each([
  // 32-bit sums there; LightGBM prints leaf values and adds in double.
  ['xgboost', 'tree-shap.json', 5e-6],
  ['LightGBM', 'tree-shap-levels.json', 1e-10],
])('TreeSHAP against %s', (_, file, tolerance) => {
  const { model, rows, contributions, margins } = read(file)
  const { baseMargin, explain } = treeShap(model)

  it('has its base and its contributions', () => {
    rows.forEach((row, i) => {
      const expected = contributions[i]!
      expect(Math.abs(baseMargin - expected.at(-1)!)).toBeLessThan(tolerance)
      explain(row).forEach((value, j) => {
        expect(Math.abs(value - expected[j]!)).toBeLessThan(tolerance)
      })
    })
  })

  it('has them by tables too', () => {
    const seen = model.characteristics.map((characteristic, j) =>
      Float64Array.from(rows, (row) => treeValue(characteristic, row[j]!)),
    )
    const { phi } = treeShapRows(model, seen, { worthTables: 0 })
    rows.forEach((_row, i) => {
      for (let j = 0; j < seen.length; j++)
        expect(Math.abs(phi[i * seen.length + j]! - contributions[i]![j]!)).toBeLessThan(tolerance)
    })
  })

  it('adds up to its margin', () => {
    rows.forEach((row, i) => {
      const sum = explain(row).reduce((total, value) => total + value, baseMargin)
      expect(Math.abs(sum - margins[i]!)).toBeLessThan(tolerance)
    })
  })
})
