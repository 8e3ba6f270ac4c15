import type { LearningCurveReport } from '../../../shared/contract/index.ts'
import { learningCurve } from '../../core/experiment/learning-curve.ts'
import { readExperiment, reporter } from './experiment-input.ts'
import type { TrainingRequest } from './read-training.ts'
import type { TaskContext } from './task-context.ts'

export type LearningCurveInput = TrainingRequest & {
  readonly shares: readonly number[]
}

/** Trains on growing shares of the development rows and judges on the hold-out rows. */
export function drawLearningCurve(input: LearningCurveInput, context: TaskContext): LearningCurveReport {
  const { rows, holdout, learner } = readExperiment(input, context)
  const { shares, seed } = input
  return learningCurve(rows, holdout, learner(input), { shares, seed }, reporter(context))
}
