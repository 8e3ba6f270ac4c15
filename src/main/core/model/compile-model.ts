import { assignBins } from '../binning/assign-bin.ts'
import type { BinnedVariable } from '../binning/binned-variable.ts'
import { type Frame, getColumn } from '../frame/frame.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import { compileScorecard, variableOf } from '../scorecard/score-scorecard.ts'
import { compileTreeModel } from '../trees/compile-tree-model.ts'
import type { CreditModel } from './credit-model.ts'

/** Score of one case by a model of any kind. */
export interface ModelScore {
  readonly points: number
  /** Probability of the event (PD). */
  readonly probability: number
}

/** Scores of many cases; arrays have shape (nRows,). */
export interface ModelScores {
  readonly points: Float64Array
  /** Probability of the event (PD). */
  readonly probability: Float64Array
}

/** A model of any kind ready to score. */
export interface CompiledModel {
  /** Names of the characteristics, in the order of the model. */
  readonly characteristics: string[]
  /** Scores one case; values in the order of `characteristics`, null = missing. */
  scoreValues(values: readonly (number | string | null)[]): ModelScore
  /** Scores every row of a frame that has the model's inputs, or its characteristics; other columns are ignored. */
  scoreFrame(frame: Frame): ModelScores
  /** Bin of every row, one array of shape (nRows,) per variable of {@link watchedVariables}, in that order. */
  binsOfFrame(frame: Frame): Int32Array[]
}

/**
 * Prepares a model of any kind for scoring; see `compileScorecard` and `compileTreeModel`.
 *
 * @param model - model as plain data
 * @returns functions that throw StatisticError `invalidInput` if a column is absent, a value has the wrong type, or the number of values
 *   is wrong
 * @throws StatisticError `invalidInput` if the model is not sound
 */
export function compileModel(model: CreditModel): CompiledModel {
  const { characteristics, scoreValues, scoreFrame } =
    model.kind === 'scorecardModel' ? compileScorecard(model) : compileTreeModel(model)
  return {
    characteristics,
    scoreValues,
    scoreFrame,
    binsOfFrame(frame) {
      const prepared = withCharacteristics(model, frame)
      return watchedVariables(model).map((variable) => assignBins(variable, getColumn(prepared, variable.name)))
    },
  }
}

/**
 * The binned variables in which a model's characteristics are watched: of a scorecard one per characteristic, in scorecard order; of trees
 * the model's variables.
 *
 * @throws StatisticError `invalidInput` if a characteristic of a scorecard has no variable
 */
export function watchedVariables(model: CreditModel): BinnedVariable[] {
  return model.kind === 'scorecardModel'
    ? model.characteristics.map((characteristic) => variableOf(model, characteristic))
    : model.variables
}
