import { applyCalibration } from '../calibration/apply-calibration.ts'
import { type Frame, getColumn } from '../frame/frame.ts'
import { logistic } from '../learn/logistic-function.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import { StatisticError } from '../statistic-error.ts'
import { type FlatTrees, flatTrees, leafOfFlatTree } from './flat-trees.ts'
import { requireTrees } from './require-trees.ts'
import { rowScorer } from './score-rows.ts'
import type { TreeModel } from './tree-model.ts'
import { treeReader } from './tree-reader.ts'

/** Score of one case by a tree model. */
export interface TreeScore {
  /** Log odds of the event before any calibration. */
  readonly margin: number
  readonly points: number
  /** Probability of the event (PD). */
  readonly probability: number
}

/** Scores of many cases; arrays have shape (nRows,). */
export interface TreeScores {
  /** Log odds of the event before any calibration. */
  readonly margins: Float64Array
  readonly points: Float64Array
  /** Probability of the event (PD). */
  readonly probability: Float64Array
}

/** A tree model ready to score. */
export interface CompiledTreeModel {
  /** Names of the columns needed, in the order of the model. */
  readonly characteristics: string[]
  /** Scores one case; values in the order of `characteristics`, null = missing. */
  scoreValues(values: readonly (number | string | null)[]): TreeScore
  /** Scores every row of a frame that has the model's inputs, or its characteristics; other columns are ignored. */
  scoreFrame(frame: Frame): TreeScores
}

/**
 * Prepares a tree model for scoring.
 *
 *     η = baseMargin + Σ over trees, in order, of the value of the leaf a case falls into
 *     PD = 1 / (1 + e^−η), or the model's calibration of η;   points = offset − factor · η
 *
 * One case and a whole frame give the same numbers, bit by bit: those of `marginOfValues`.
 *
 * @param model - tree model as plain data
 * @returns functions that score; they throw StatisticError `invalidInput` if a column is absent, a value has the wrong type, or the
 *   number of values is wrong
 * @throws StatisticError `invalidInput` if the model is not sound, as `requireTrees` says
 */
export function compileTreeModel(model: TreeModel): CompiledTreeModel {
  requireTrees(model)
  const { characteristics, factor, offset, calibration } = model
  const readers = characteristics.map(treeReader)
  const flat = flatTrees(model)
  const scoreRows = rowScorer({ model, flat, readers })
  const probabilityOf = (margin: number): number =>
    calibration === undefined ? logistic(margin) : applyCalibration(calibration, margin)
  const seen = new Float64Array(readers.length)
  return {
    characteristics: characteristics.map(({ name }) => name),
    scoreValues(values) {
      if (values.length !== readers.length)
        throw new StatisticError('invalidInput', `scoreValues needs ${readers.length} values, got ${values.length}`)
      for (let j = 0; j < readers.length; j++) seen[j] = readers[j]!.ofValue(values[j]!)
      const margin = marginOfSeen(model, flat, seen)
      return { margin, points: offset - factor * margin, probability: probabilityOf(margin) }
    },
    scoreFrame(frame) {
      const prepared = withCharacteristics(model, frame)
      const columns = characteristics.map(({ name }) => getColumn(prepared, name))
      const margins = new Float64Array(frame.nRows)
      scoreRows(columns, margins)
      return {
        margins,
        points: margins.map((margin) => offset - factor * margin),
        probability: margins.map(probabilityOf),
      }
    },
  }
}

function marginOfSeen({ baseMargin, arithmetic }: TreeModel, flat: FlatTrees, seen: Float64Array): number {
  const nTrees = flat.roots.length
  if (arithmetic === 'single') {
    let margin = Math.fround(baseMargin)
    for (let t = 0; t < nTrees; t++) margin = Math.fround(margin + flat.values[leafOfFlatTree(flat, t, seen)]!)
    return margin
  }
  let margin = baseMargin
  for (let t = 0; t < nTrees; t++) margin += flat.values[leafOfFlatTree(flat, t, seen)]!
  return margin
}
