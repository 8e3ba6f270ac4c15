import type { CreditModel, ValidationReport } from '../../../shared/contract/index.ts'
import { watchedVariables } from '../../core/model/compile-model.ts'
import { validationReport } from '../../core/validation/validation-report.ts'
import { readScored, type ScoredSample, splitScored, type TrainingOrigin } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface ValidateModelInput {
  readonly model: CreditModel
  readonly origin: TrainingOrigin
  readonly datasetVersionId: string
}

/** Development against hold-out on the model's own data; development against everything on other data. */
export function validateModel(input: ValidateModelInput, context: TaskContext): ValidationReport {
  const reader = context.openReader()
  context.report('Scoring', 0.1)
  const own = splitScored(
    readScored(reader, input.origin.datasetVersionId, input.model, [], input.origin.rejectInference),
    input.origin,
  )
  const isOwnData = input.datasetVersionId === input.origin.datasetVersionId
  const other = isOwnData
    ? own.holdout
    : readScored(reader, input.datasetVersionId, input.model, [], input.origin.rejectInference)
  context.report('Measuring', 0.5)
  return validationReport({
    samples: [toInput(own.development, true), ...(other.yTrue.length === 0 ? [] : [toInput(other, false)])],
    characteristics: watchedVariables(input.model).map(({ name, bins }, index) => ({
      name,
      labels: bins.map(({ label }) => label),
      expected: countBins(own.development.bins[index]!, bins.length),
      actual: countBins(other.bins[index]!, bins.length),
    })),
  })
}

function toInput(sample: ScoredSample, isInSample: boolean) {
  return { sample: sample.sample, yTrue: sample.yTrue, yProb: sample.yProb, points: sample.points, isInSample }
}

function countBins(codes: Int32Array, nBins: number): number[] {
  const counts = new Array<number>(nBins).fill(0)
  for (const code of codes) counts[code] = counts[code]! + 1
  return counts
}
