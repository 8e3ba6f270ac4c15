import type { CreditModel, SampleName, StrategyReport } from '../../../shared/contract/index.ts'
import { strategyReport } from '../../core/strategy/strategy-report.ts'
import type { StrategyCosts } from '../../core/strategy/strategy-types.ts'
import { requireSampleRows, sampleLabel } from './sample-label.ts'
import { pickSample, readScored, type TrainingOrigin } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface RunStrategyInput extends StrategyCosts {
  readonly model: CreditModel
  readonly origin: TrainingOrigin
  readonly datasetVersionId: string
  readonly sample: SampleName
  readonly approvalRate: number | null
  readonly badRate: number | null
}

/** What every cut-off of a model would do on a sample, and the cut-offs by rule. */
export function runStrategy(input: RunStrategyInput, context: TaskContext): StrategyReport {
  const { model, origin, datasetVersionId, sample, ...asked } = input
  context.report('Scoring', 0.1)
  const all = readScored(context.openReader(), datasetVersionId, model, [], origin.rejectInference)
  const { yTrue, points, yProb } = pickSample(all, sample, datasetVersionId, origin)
  requireSampleRows(sample, yTrue.length)
  context.report('Trying cut-offs', 0.6)
  return strategyReport({ ...asked, sample: sampleLabel(sample), yTrue, points, yProb })
}
