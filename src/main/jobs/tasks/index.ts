import type { TaskContext } from './task-context.ts'

/** A task of a worker thread: reads, computes, and hands back plain data. Inputs are checked where the job is started. */
export type Task = (input: never, context: TaskContext) => unknown

/** Every task of the worker threads, by name. Each loads its own code only: a thread lives for one task. */
export const TASKS: Readonly<Record<string, () => Promise<Task>>> = {
  exportTable: async () => (await import('./export-table.ts')).exportTable,
  trainScorecard: async () => (await import('./train-scorecard.ts')).trainScorecard,
  trainGbdt: async () => (await import('./train-gbdt.ts')).trainGbdt,
  suggestMonotone: async () => (await import('./suggest-monotone.ts')).suggestDirections,
  previewDependence: async () => (await import('./preview-dependence.ts')).previewOfDependence,
  modelDependence: async () => (await import('./model-dependence.ts')).modelDependence,
  calibrateModel: async () => (await import('./calibrate-model.ts')).calibrateModel,
  runStrategy: async () => (await import('./run-strategy.ts')).runStrategy,
  compareModels: async () => (await import('./compare-models.ts')).compareModels,
  crossValidateTraining: async () => (await import('./cross-validate.ts')).crossValidateTraining,
  drawLearningCurve: async () => (await import('./learning-curve.ts')).drawLearningCurve,
  runSearch: async () => (await import('./run-search.ts')).runSearch,
  describeImport: async () => (await import('./describe-import.ts')).describeImport,
  renderExport: async () => (await import('./render-export.ts')).renderExport,
  validateModel: async () => (await import('./validate-model.ts')).validateModel,
  assessFairness: async () => (await import('./assess-fairness.ts')).assessFairness,
  explainModel: async () => (await import('./explain-model.ts')).explainModel,
  buildPack: async () => (await import('./build-pack.ts')).buildPackFile,
  verifyPack: async () => (await import('./verify-pack.ts')).verifyPackFile,
  assessQuality: async () => (await import('./assess-quality.ts')).assessQuality,
  proposeQuality: async () => (await import('./assess-quality.ts')).proposeQuality,
  scanLeakage: async () => (await import('./report-on-data.ts')).scanLeakage,
  associateColumns: async () => (await import('./report-on-data.ts')).associateColumns,
  compareDrift: async () => (await import('./report-on-data.ts')).compareDrift,
  compareVersions: async () => (await import('./report-on-data.ts')).compareVersions,
  scanPrivacy: async () => (await import('./scan-privacy.ts')).scanPrivacy,
  appendVersion: async () => (await import('./append-version.ts')).appendVersion,
  deriveVersion: async () => (await import('./derive-version.ts')).deriveVersion,
  checkExpression: async () => (await import('./check-expression.ts')).checkExpression,
  findSubject: async () => (await import('./erase-cells.ts')).findSubject,
  eraseCells: async () => (await import('./erase-cells.ts')).eraseCells,
  exportDictionary: async () => (await import('./export-dictionary.ts')).exportDictionary,
  profileColumns: async () => (await import('./profile-columns.ts')).profileColumns,
}
