import type { Crew } from '../gbdt/crew.ts'
import { type FitGbdtInput, growModel } from '../gbdt/fit-gbdt-model.ts'
import type { GbdtParams } from '../gbdt/gbdt-params.ts'
import { drawRows } from '../random/draw-rows.ts'
import { StatisticError } from '../statistic-error.ts'
import { type PartialDependence, partialDependence } from './partial-dependence.ts'

const MAX_TREES = 50
const MAX_ROWS = 20_000
/** With few trees small steps would show next to nothing. */
const MIN_LEARNING_RATE = 0.1

/** How a constraint changes what a model makes of one characteristic; equal in shape to the contract's. */
export interface DependencePreview {
  readonly unconstrained: PartialDependence
  /** Null: the column has no direction. */
  readonly constrained: PartialDependence | null
  readonly statement: string
}

/**
 * Partial dependence on one characteristic with and without its monotone direction, of small models grown at once: at most 50 trees, a
 * learning rate of at least 0.1, at most 20,000 development rows drawn by the seed, no early stopping. All other parameters are as asked.
 * Shapes can be compared with what a full training would give, levels only roughly.
 *
 * @param input - as for a fit; its hold-out rows are not looked at
 * @param column - a candidate characteristic
 * @param crew - the hands that work; default: one
 * @throws StatisticError `invalidInput` if the column is no candidate
 * @throws StatisticError `undefined` if the column is constant in the rows drawn
 * @throws StatisticError as `fitGbdt` besides
 */
export function previewDependence(input: FitGbdtInput, column: string, crew?: Crew): DependencePreview {
  if (!input.characteristics.includes(column))
    throw new StatisticError('invalidInput', `previewDependence needs a candidate characteristic, got "${column}"`)
  const { params, seed } = input
  const rows = drawRows(input.split.development, MAX_ROWS, seed)
  const small: GbdtParams = {
    ...params,
    maxTrees: Math.min(MAX_TREES, params.maxTrees),
    learningRate: Math.max(MIN_LEARNING_RATE, params.learningRate),
    earlyStopping: { ...params.earlyStopping, sample: 'none' },
  }
  const dependenceOf = (asked: GbdtParams): PartialDependence => {
    const split = { development: rows, holdout: new Uint32Array(0) }
    const { model } = growModel({ ...input, params: asked, split }, undefined, crew, true)
    if (!model.characteristics.some(({ name }) => name === column))
      throw new StatisticError('undefined', `previewDependence needs a column with two values, got "${column}"`)
    return partialDependence(model, input.frame, column, { rows })
  }
  const free = { ...small, monotone: small.monotone.filter((entry) => entry.column !== column) }
  const isConstrained = free.monotone.length < small.monotone.length
  return {
    unconstrained: dependenceOf(free),
    constrained: isConstrained ? dependenceOf(small) : null,
    statement: `${isConstrained ? 'Two models' : 'A model'} of at most ${small.maxTrees} trees on ${rows.length} of ${input.split.development.length} development rows, learning rate ${small.learningRate}: look at shapes, not at levels.`,
  }
}
