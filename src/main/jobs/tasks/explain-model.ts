import type { CreditModel, ExplanationReport, SampleName } from '../../../shared/contract/index.ts'
import { explanationReport } from '../../core/explain/explanation-report.ts'
import { pickSample, readScored, type TrainingOrigin } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface ExplainModelInput {
  readonly model: CreditModel
  readonly origin: TrainingOrigin
  readonly datasetVersionId: string
  readonly sample: SampleName
}

/** Importance of each characteristic over a sample, and the proof that contributions add up. */
export function explainModel(input: ExplainModelInput, context: TaskContext): ExplanationReport {
  context.report('Scoring', 0.1)
  const all = readScored(context.openReader(), input.datasetVersionId, input.model, [], input.origin.rejectInference)
  const sample = pickSample(all, input.sample, input.datasetVersionId, input.origin)
  context.report('Explaining', 0.5)
  return explanationReport(input.model, sample.frame, input.sample, (share) =>
    context.report('Explaining', 0.5 + 0.5 * share),
  )
}
