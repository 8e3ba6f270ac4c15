import type { CrossValidationReport } from '../../../shared/contract/index.ts'
import { crossValidate } from '../../core/experiment/cross-validate.ts'
import { readExperiment, reporter } from './experiment-input.ts'
import type { TrainingRequest } from './read-training.ts'
import type { TaskContext } from './task-context.ts'

export type CrossValidateInput = TrainingRequest & {
  readonly folds: number
  readonly repeats: number
}

/** Cross-validates a specification on its development rows; the hold-out sample is not touched. */
export function crossValidateTraining(input: CrossValidateInput, context: TaskContext): CrossValidationReport {
  const { rows, learner } = readExperiment(input, context)
  const { folds, repeats, seed } = input
  return crossValidate(rows, learner(input), { folds, repeats, seed }, reporter(context))
}
