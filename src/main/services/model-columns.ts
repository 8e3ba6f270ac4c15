import type { CreditModel, DatasetVersion } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { modelInputs } from '../core/scorecard/model-inputs.ts'
import { columnsToScore } from '../jobs/tasks/scored-sample.ts'
import { requireColumns } from './handlers/dataset-handlers.ts'

/**
 * The columns of a data set that a model is scored from.
 *
 * @throws AppError `badData` naming the columns that are not there, or one that holds texts for numbers or the reverse
 */
export function requireModelColumns(model: CreditModel, dataset: DatasetVersion): string[] {
  const types = new Map(dataset.columns.map(({ name, type }) => [name, type]))
  const needed = columnsToScore(model, new Set(types.keys()))
  requireColumns(dataset, needed)
  // A derived characteristic may have the name of an input: where the inputs are there, they are what is read.
  const wanted = new Map([
    ...(model.kind === 'treeModel' ? model.characteristics : model.variables).map(
      ({ name, type }) => [name, type] as const,
    ),
    ...modelInputs(model).map(({ name, type }) => [name, type] as const),
  ])
  for (const name of needed) {
    const isNumeric = types.get(name) === 'numeric'
    if (isNumeric === (wanted.get(name) === 'numeric')) continue
    throw new AppError(
      'badData',
      `The model needs ${isNumeric ? 'texts' : 'numbers'} in the column "${name}" of ${dataset.name}, got ${isNumeric ? 'numbers' : 'texts'}`,
      {
        hint: 'Choose a data set whose columns are those of the model, or import its file again with another type of the column.',
        place: { column: name },
      },
    )
  }
  return needed
}
