import { createFrame, type Frame, takeRows } from '../frame/frame.ts'
import type { MonotoneCheck } from '../gbdt/gbdt-report.ts'
import { drawEvenly } from '../random/draw-evenly.ts'
import { compileTreeModel } from '../trees/compile-tree-model.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import { characteristicsOf } from './partial-dependence.ts'

const MAX_ROWS = 200
const MIN_ROWS = 20
/** Rows times values scored for one characteristic: with many thresholds fewer rows are looked at. */
const MAX_SCORES = 60_000

/**
 * Whether the log odds of the event keep their direction for every constrained characteristic of a tree model.
 *
 * Up to 200 real rows, drawn evenly, are scored with the characteristic set to every threshold that a tree compares it with and to the
 * next double above it, in ascending order. Trees change only there, so for these rows nothing in between is left out. The PD follows the
 * log odds, unless a calibration bends it.
 *
 * @param model - tree model
 * @param frame - its inputs or its characteristics
 * @param rows - rows to draw from, at least one
 * @returns one entry per constrained characteristic, in the order of the model; `largestViolation` 0: the direction is kept at every step
 * @throws StatisticError `invalidInput` if a column is absent
 */
export function checkMonotone(model: TreeModel, frame: Frame, rows: Uint32Array): MonotoneCheck[] {
  const compiled = compileTreeModel({ ...model, preprocessing: undefined })
  return model.characteristics.flatMap(({ name, monotone, missingCodes }, feature) => {
    if (monotone === null) return []
    const grid = thresholdGrid(model, feature).filter((value) => missingCodes?.includes(value) !== true)
    const nRows = Math.min(MAX_ROWS, Math.max(MIN_ROWS, Math.floor(MAX_SCORES / Math.max(1, grid.length))))
    const sample = characteristicsOf(model, frame, drawEvenly(rows, nRows))
    const sign = monotone === 'increasing' ? 1 : -1
    const largestViolation = grid.length < 2 ? 0 : largestFall(compiled.scoreFrame, sample, name, grid, sign)
    return [{ name, direction: monotone, nChecked: sample.nRows * Math.max(0, grid.length - 1), largestViolation }]
  })
}

/**
 * The smallest double above a number.
 *
 * @param value - any number; ∞ and NaN give themselves
 */
export function nextAbove(value: number): number {
  if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY) return value
  if (value === 0) return Number.MIN_VALUE
  if (value === Number.NEGATIVE_INFINITY) return -Number.MAX_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n))
  return view.getFloat64(0)
}

/** Every threshold of a characteristic and the double above it, ascending, each once. */
function thresholdGrid({ trees }: TreeModel, feature: number): number[] {
  const grid = new Set<number>()
  for (const { features, thresholds } of trees)
    features.forEach((place, node) => {
      if (place !== feature) return
      grid.add(thresholds[node]!)
      grid.add(nextAbove(thresholds[node]!))
    })
  return [...grid].sort((a, b) => a - b)
}

function largestFall(
  scoreFrame: (frame: Frame) => { readonly margins: Float64Array },
  sample: Frame,
  name: string,
  grid: readonly number[],
  sign: number,
): number {
  const n = grid.length
  const repeated = Uint32Array.from({ length: sample.nRows * n }, (_, i) => Math.floor(i / n))
  const others = [...sample.columns.values()].filter((column) => column.name !== name)
  const values = Float64Array.from(repeated, (_, i) => grid[i % n]!)
  const { margins } = scoreFrame(
    createFrame([...others.map((column) => takeRows(column, repeated)), { kind: 'numeric', name, values }]),
  )
  let largest = 0
  for (let i = 1; i < margins.length; i++) {
    if (i % n === 0) continue
    largest = Math.max(largest, sign * (margins[i - 1]! - margins[i]!))
  }
  return largest
}
