import { appendVersion } from './append-version.ts'
import { assessFairness } from './assess-fairness.ts'
import { assessQuality, proposeQuality } from './assess-quality.ts'
import { buildPackFile } from './build-pack.ts'
import { checkExpression } from './check-expression.ts'
import { deriveVersion } from './derive-version.ts'
import { eraseCells, findSubject } from './erase-cells.ts'
import { explainModel } from './explain-model.ts'
import { exportDictionary } from './export-dictionary.ts'
import { exportTable } from './export-table.ts'
import { profileColumns } from './profile-columns.ts'
import { associateColumns, compareDrift, compareVersions, scanLeakage } from './report-on-data.ts'
import { scanPrivacy } from './scan-privacy.ts'
import type { TaskContext } from './task-context.ts'
import { trainScorecard } from './train-scorecard.ts'
import { validateModel } from './validate-model.ts'
import { verifyPackFile } from './verify-pack.ts'

/** A task of a worker thread: reads, computes, and hands back plain data. Inputs are checked where the job is started. */
export type Task = (input: never, context: TaskContext) => unknown

/** Every task of the worker threads, by name. */
export const TASKS: Readonly<Record<string, Task>> = {
  exportTable,
  trainScorecard,
  validateModel,
  assessFairness,
  explainModel,
  buildPack: buildPackFile,
  verifyPack: verifyPackFile,
  assessQuality,
  proposeQuality,
  scanLeakage,
  associateColumns,
  compareDrift,
  compareVersions,
  scanPrivacy,
  appendVersion,
  deriveVersion,
  checkExpression,
  findSubject,
  eraseCells,
  exportDictionary,
  profileColumns,
}
