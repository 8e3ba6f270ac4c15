import type { ComparisonReport, CreditModel, ModelVersion, SampleName } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { comparisonReport } from '../../core/comparison/comparison-report.ts'
import { alignScores, type ComparedOrigin } from './align-scores.ts'
import type { TrainingOrigin } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface ComparedModelInput extends ComparedOrigin {
  readonly modelVersionId: string
  readonly name: string
  readonly contentHash: string
  readonly method: ModelVersion['method']
  readonly params: ModelVersion['params']
  readonly seed: number
  readonly model: CreditModel
  readonly origin: TrainingOrigin
}

export interface CompareModelsInput {
  readonly models: readonly ComparedModelInput[]
  readonly datasetVersionId: string
  readonly sample: SampleName
  readonly approvalRate: number
}

/** Compares models on rows that all of them score, and of which the sample is right for all of them. */
export function compareModels(input: CompareModelsInput, context: TaskContext): ComparisonReport {
  const { models, datasetVersionId, sample } = input
  const aligned = alignScores(context.openReader(), models, datasetVersionId, sample, (done) =>
    context.report('Scoring', (0.6 * done) / models.length),
  )
  if (aligned.yTrue.length === 0) {
    throw new AppError('invalidInput', `A comparison needs rows, got none: ${aligned.label}`, {
      hint: 'Compare on data that none of the models was trained on, or choose the sample "all".',
      place: { field: 'sample' },
    })
  }
  context.report('Comparing', 0.6)
  return comparisonReport({
    sample: `${aligned.label}${flatteryOf(models)}`,
    yTrue: aligned.yTrue,
    models: models.map(({ model, origin, params, method, seed, ...named }, i) => ({
      ...named,
      method,
      nCharacteristics: model.characteristics.length,
      params: {
        method,
        seed,
        dataset: origin.datasetVersionId,
        calibration: model.calibration?.method ?? 'none',
        ...params,
      },
      points: aligned.points[i]!,
      yProb: aligned.yProb[i]!,
    })),
    approvalRate: input.approvalRate,
  })
}

/** A calibration is no part of the division of samples: what it was fitted to may be the very rows compared on. */
function flatteryOf(models: readonly ComparedModelInput[]): string {
  const calibrated = models.filter(({ model }) => model.calibration !== undefined && model.calibration !== null)
  if (calibrated.length === 0) return ''
  const names = calibrated.map(({ name }) => name).join(' and ')
  return ` (Brier score and log-loss of ${names} are flattered if calibrated on these rows)`
}
