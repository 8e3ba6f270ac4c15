import { binVariable } from '../binning/bin-variable.ts'
import type { BinnedVariable } from '../binning/binned-variable.ts'
import { defaultBinning } from '../binning/default-binning.ts'
import { type Frame, getColumn, takeFrameRows } from '../frame/frame.ts'
import { treeFigures } from '../gbdt/gbdt-report-figures.ts'
import { drawEvenly } from '../random/draw-evenly.ts'
import type { FitReport } from '../scorecard/fit-report.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import { StatisticError } from '../statistic-error.ts'
import { checkMonotone } from '../tree-insight/monotone-check.ts'
import { compileTreeModel } from '../trees/compile-tree-model.ts'
import type { TreeCharacteristic, TreeModel } from '../trees/tree-model.ts'
import { treeReader } from '../trees/tree-reader.ts'
import { UNSEEN_LEVEL } from '../trees/walk-trees.ts'
import { countCovers } from './count-covers.ts'
import { withLabelsOf } from './describe-imported-model.ts'
import { unfittedReport } from './unfitted-report.ts'

/** Rows that covers are counted from, at most. */
const MAX_COVER_ROWS = 100_000

/** A tree model from elsewhere and what can be said of it on data that are here. */
export interface DescribedTreeModel {
  readonly model: TreeModel
  readonly fit: FitReport
}

/**
 * Describes a tree model that was grown elsewhere on a sample that is here: bins of its characteristics, AUC and likelihood of its PDs as
 * they stand, size and importance of its trees, monotone directions checked. Nothing is grown, and no score changes.
 *
 * Covers that the file states stay; where there are none they are counted from up to 100,000 rows, drawn evenly.
 *
 * @param model - the tree model as read from a file
 * @param frame - rows with known outcome; the model's inputs or its characteristics, shape (nRows, …)
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param keepsCounts - true if the bins of the model are those of its own development and stay in the model as they are; else they are
 *   counted from this sample, characteristics without bins are binned, and the event rate is taken from here where the model has none
 * @returns the model to keep and the report
 * @throws StatisticError `invalidInput` if the model is not sound, a column is absent or of another type, or lengths differ
 * @throws StatisticError `undefined` if there is no event or no non-event
 */
export function describeTreeModel(
  model: TreeModel,
  frame: Frame,
  yTrue: Uint8Array,
  keepsCounts = false,
): DescribedTreeModel {
  if (frame.nRows !== yTrue.length)
    throw new StatisticError(
      'invalidInput',
      `describeTreeModel needs one outcome per row, got ${yTrue.length} for ${frame.nRows} rows`,
    )
  const scored = compileTreeModel(model).scoreFrame(frame)
  const prepared = withCharacteristics(model, frame)
  const variables = model.characteristics.map((characteristic) =>
    variableOf(characteristic, model.variables, prepared, yTrue),
  )
  const nEvents = yTrue.reduce((sum, y) => sum + y, 0)
  const eventRate = nEvents / yTrue.length
  const rows = Uint32Array.from(yTrue, (_, row) => row)
  const lacksCovers = model.trees.some(({ features, covers }) => features.length > 0 && covers.length === 0)
  const trees = lacksCovers
    ? countCovers(model, takeFrameRows(prepared, drawEvenly(rows, MAX_COVER_ROWS)))
    : model.trees
  const developmentEventRate = model.developmentEventRate > 0 ? model.developmentEventRate : eventRate
  const kept: TreeModel = keepsCounts ? { ...model, trees } : { ...model, trees, variables, developmentEventRate }
  const report = unfittedReport({ yTrue, ...scored, variables })
  return {
    model: kept,
    fit: {
      ...report,
      boosting: {
        ...treeFigures(model),
        nGrown: model.trees.length,
        stopped: 'imported',
        watched: null,
        metric: 'logLoss',
        history: [],
        permutationSample: null,
        monotone: checkMonotone(model, frame, rows),
      },
      warnings: [...report.warnings, ...warningsOf(model, prepared, lacksCovers)],
    },
  }
}

/** Bins as in the file where it has some, else new ones; counted from these rows. */
function variableOf(
  { name, missingCodes }: TreeCharacteristic,
  stated: readonly BinnedVariable[],
  frame: Frame,
  yTrue: Uint8Array,
): BinnedVariable {
  const column = getColumn(frame, name)
  const variable = stated.find((other) => other.name === name && other.type === column.kind)
  if (variable === undefined)
    return binVariable(column, yTrue, defaultBinning([{ column: name, codes: missingCodes ?? [] }]))
  return withLabelsOf(variable, column, yTrue)
}

function warningsOf(model: TreeModel, frame: Frame, lacksCovers: boolean): string[] {
  const warnings: string[] = []
  if (lacksCovers)
    warnings.push('The file does not say how many rows reached each node: they were counted from this data set.')
  if (model.trees.some(({ features, gains }) => features.length > 0 && gains.length === 0))
    warnings.push('The file does not state the gains of splits: importance is the number of splits.')
  for (const characteristic of model.characteristics) {
    if (characteristic.levels === null) continue
    const seen = new Float64Array(frame.nRows)
    treeReader(characteristic).ofRows(getColumn(frame, characteristic.name), 0, seen)
    const nUnseen = seen.reduce((sum, place) => sum + (place === UNSEEN_LEVEL ? 1 : 0), 0)
    if (nUnseen > 0)
      warnings.push(
        `${nUnseen} of ${frame.nRows} rows have a level of "${characteristic.name}" that the model does not know.`,
      )
  }
  return warnings
}
