import { gbdtLearner } from '../../core/experiment/gbdt-learner.ts'
import type { ExperimentRows, Learner } from '../../core/experiment/learner.ts'
import { scorecardLearner } from '../../core/experiment/scorecard-learner.ts'
import { type MethodParams, readTraining, type TrainingRequest } from './read-training.ts'
import type { TaskContext } from './task-context.ts'

/** What experiments work on: the rows of a specification, and its method for any parameters. */
export interface ExperimentTable {
  readonly rows: ExperimentRows
  readonly holdout: Uint32Array
  learner(asked: MethodParams): Learner
}

/** Reads a specification for experiments. Rejected applicants are left aside: their outcome is not known. */
export function readExperiment(request: TrainingRequest, context: TaskContext): ExperimentTable {
  context.report('Reading columns', 0)
  const { frame, yTrue, split, weights, offset } = readTraining(request, context.openReader())
  const { target, characteristics, seed } = request
  const table = { frame, target, characteristics, weights, offset, seed }
  return {
    rows: { yTrue, development: split.development },
    holdout: split.holdout,
    learner: (asked) =>
      asked.method === 'gbdt'
        ? gbdtLearner(table, asked.params)
        : scorecardLearner({ ...table, method: asked.method }, asked.params),
  }
}

/** Progress in the words of a task. */
export function reporter(context: TaskContext): (stage: string, done: number, total: number) => void {
  return (stage, done, total) => context.report(stage, total === 0 ? null : done / total)
}
