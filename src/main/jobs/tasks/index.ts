import { assessFairness } from './assess-fairness.ts'
import { buildPackFile } from './build-pack.ts'
import { explainModel } from './explain-model.ts'
import { exportCsv } from './export-csv.ts'
import type { TaskContext } from './task-context.ts'
import { trainScorecard } from './train-scorecard.ts'
import { validateModel } from './validate-model.ts'
import { verifyPackFile } from './verify-pack.ts'

/** A task of a worker thread: reads, computes, and hands back plain data. Inputs are checked where the job is started. */
export type Task = (input: never, context: TaskContext) => unknown

/** Every task of the worker threads, by name. */
export const TASKS: Readonly<Record<string, Task>> = {
  exportCsv,
  trainScorecard,
  validateModel,
  assessFairness,
  explainModel,
  buildPack: buildPackFile,
  verifyPack: verifyPackFile,
}
