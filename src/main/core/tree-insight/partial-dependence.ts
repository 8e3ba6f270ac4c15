import { type Column, createFrame, type Frame, getColumn, takeRows } from '../frame/frame.ts'
import { drawEvenly } from '../random/draw-evenly.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import { StatisticError } from '../statistic-error.ts'
import { compileTreeModel } from '../trees/compile-tree-model.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import { valueGrid } from './value-grid.ts'

/** How finely, and on which rows. */
export interface PartialDependenceOptions {
  /** Rows to draw from; default: all. */
  readonly rows?: Uint32Array | undefined
  /** Rows at most, drawn evenly; default 2,000. */
  readonly maxRows?: number | undefined
  /** Values at most, the missing one aside; default 40. */
  readonly maxPoints?: number | undefined
}

/** The mean PD over rows as one characteristic is set to each of its values; equal in shape to the contract's. */
export interface PartialDependence {
  readonly name: string
  readonly type: 'numeric' | 'text'
  readonly nRows: number
  readonly points: {
    /** Null: missing. */
    readonly value: number | string | null
    readonly meanProbability: number
    /** 10% and 90% quantile of the PD over the rows. */
    readonly lower: number
    readonly upper: number
    readonly count: number
  }[]
}

/**
 * Partial dependence of the PD on one characteristic: every row of a sample is scored with that characteristic set to a value, all
 * others as they are.
 *
 *     dependence(v) = mean over rows i of PD(x_i with the characteristic = v)
 *
 * Values are all distinct ones of the sample, or about 40 at evenly spaced ranks; of levels the commonest; and the missing value. A flat
 * line: the trees do not use the characteristic. It describes the model and no cause, and where characteristics go together some of
 * the rows it makes up exist nowhere.
 *
 * @param model - tree model, its calibration included
 * @param frame - the model's inputs or its characteristics, nRows rows
 * @param column - name of the characteristic
 * @param options - rows and fineness
 * @returns mean and quantiles (type 7) of the PD per value; infinite values are left out
 * @throws StatisticError `invalidInput` if the model has no such characteristic, or the frame lacks a column
 * @throws StatisticError `undefined` if there are no rows
 * @see Friedman (2001), Greedy function approximation: a gradient boosting machine, Annals of Statistics 29, section 8.2
 */
export function partialDependence(
  model: TreeModel,
  frame: Frame,
  column: string,
  options: PartialDependenceOptions = {},
): PartialDependence {
  const characteristic = model.characteristics.find(({ name }) => name === column)
  if (characteristic === undefined)
    throw new StatisticError('invalidInput', `partialDependence needs a characteristic of the model, got "${column}"`)
  const all = options.rows ?? Uint32Array.from({ length: frame.nRows }, (_, row) => row)
  const rows = drawEvenly(all, options.maxRows ?? 2_000)
  if (rows.length === 0) throw new StatisticError('undefined', 'partialDependence needs rows, got none')
  const sample = characteristicsOf(model, frame, rows)
  const compiled = compileTreeModel({ ...model, preprocessing: undefined })
  const own = getColumn(sample, column)
  const grid = valueGrid(own, characteristic, options.maxPoints ?? 40).filter(
    ({ value }) => typeof value !== 'number' || Number.isFinite(value),
  )
  const points = grid.map(({ value, count }) => {
    const others = [...sample.columns.values()].filter(({ name }) => name !== column)
    const sorted = compiled.scoreFrame(createFrame([...others, constantColumn(own, value)])).probability
    const meanProbability = sorted.reduce((sum, probability) => sum + probability, 0) / sorted.length
    sorted.sort()
    return { value, meanProbability, lower: quantile(sorted, 0.1), upper: quantile(sorted, 0.9), count }
  })
  return { name: column, type: own.kind, nRows: rows.length, points }
}

/**
 * The characteristics of a model for some rows, computed where the model computes them, and nothing else.
 *
 * @param model - tree model
 * @param frame - its inputs or its characteristics
 * @param rows - row indices
 * @throws StatisticError `invalidInput` if a column is absent
 */
export function characteristicsOf(model: TreeModel, frame: Frame, rows: Uint32Array): Frame {
  const inputs = createFrame([...frame.columns.values()].map((column) => takeRows(column, rows)))
  const prepared = withCharacteristics(model, inputs)
  return createFrame(model.characteristics.map(({ name }) => getColumn(prepared, name)))
}

/** As many rows, all with one value. */
function constantColumn(column: Column, value: number | string | null): Column {
  if (column.kind === 'numeric') {
    const number = typeof value === 'number' ? value : Number.NaN
    return { ...column, values: new Float64Array(column.values.length).fill(number) }
  }
  const code = typeof value === 'string' ? column.levels.indexOf(value) : -1
  return { ...column, codes: new Int32Array(column.codes.length).fill(code) }
}

/** Linear between order statistics (type 7). @param sorted - ascending, not empty */
function quantile(sorted: Float64Array, probability: number): number {
  const at = probability * (sorted.length - 1)
  const low = Math.floor(at)
  const below = sorted[low]!
  const above = sorted[Math.min(low + 1, sorted.length - 1)]!
  return below + (above - below) * (at - low)
}
