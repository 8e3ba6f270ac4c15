import type { Calibration, CalibrationReport, CreditModel, SampleName } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { type CalibrationSample, calibrationReport } from '../../core/calibration/calibration-report.ts'
import { fitCalibration } from '../../core/calibration/fit-calibration.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import { requireSampleRows, sampleLabel } from './sample-label.ts'
import { pickSample, readScored, type ScoredSample, splitScored, type TrainingOrigin } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface CalibrateModelInput {
  readonly model: CreditModel
  readonly origin: TrainingOrigin
  readonly datasetVersionId: string
  readonly method: Calibration['method']
  readonly sample: SampleName
  readonly centralTendency: number | null
}

/** Fits another way from points to PD to a sample, and looks at it there and on the samples of the model's own data left over. */
export function calibrateModel(input: CalibrateModelInput, context: TaskContext): CalibrationReport {
  const { model, origin, datasetVersionId, sample, method, centralTendency } = input
  const reader = context.openReader()
  context.report('Scoring', 0.1)
  const scored = readScored(reader, datasetVersionId, model, [], origin.rejectInference)
  const chosen = pickSample(scored, sample, datasetVersionId, origin)
  requireSampleRows(sample, chosen.yTrue.length)
  const others = datasetVersionId === origin.datasetVersionId ? restOf(scored, sample, origin) : ownSamples()
  context.report('Calibrating', 0.5)
  const first = toSample(chosen, model)
  const { yTrue, eta } = first
  const calibration = explaining(() => fitCalibration({ method, yTrue, eta, centralTendency }))
  context.report('Measuring', 0.6)
  return calibrationReport({
    calibration,
    samples: [first, ...others.map((other) => toSample(other, model))],
    centralTendency,
    replaces: model.calibration?.method ?? null,
  })

  function ownSamples(): ScoredSample[] {
    const own = splitScored(readScored(reader, origin.datasetVersionId, model, [], origin.rejectInference), origin)
    return [own.development, own.holdout]
  }
}

/** Samples of the model's own data that the chosen one leaves over. */
function restOf(scored: ScoredSample, sample: SampleName, origin: TrainingOrigin): ScoredSample[] {
  if (sample === 'all') return []
  const { development, holdout } = splitScored(scored, origin)
  return [sample === 'holdout' ? development : holdout]
}

function toSample(scored: ScoredSample, { factor, offset }: CreditModel): CalibrationSample {
  return {
    label: sampleLabel(scored.sample),
    yTrue: scored.yTrue,
    eta: scored.points.map((points) => -(points - offset) / factor),
    before: scored.yProb,
    isDevelopment: scored.sample === 'development',
  }
}

function explaining<T>(compute: () => T): T {
  try {
    return compute()
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError(cause.kind === 'undefined' ? 'undefinedStatistic' : 'invalidInput', cause.message, {
      hint: 'Choose another method, or a sample with more events and non-events.',
      place: { field: 'method' },
      cause,
    })
  }
}
