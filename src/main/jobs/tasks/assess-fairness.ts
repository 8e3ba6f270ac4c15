import type { CreditModel, FairnessReport, Grouping, SampleName } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { chooseReferenceGroup } from '../../core/fairness/choose-reference-group.ts'
import { fairnessReport } from '../../core/fairness/fairness-report.ts'
import { groupColumn } from '../../core/fairness/group-column.ts'
import { getColumn } from '../../core/frame/frame.ts'
import { pointsOfProbability, probabilityOfPoints } from '../../core/scorecard/scaling.ts'
import { pickSample, readScored, type TrainingOrigin } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface AssessFairnessInput {
  readonly model: CreditModel
  readonly origin: TrainingOrigin
  readonly datasetVersionId: string
  readonly grouping: Grouping
  readonly reference: string | null
  readonly threshold: number | null
  readonly sample: SampleName
}

const MAX_GROUPS = 50
const MINIMUM_GROUP_SIZE = 30

/** Puts the rows into groups and compares decisions and outcomes between them. */
export function assessFairness(input: AssessFairnessInput, context: TaskContext): FairnessReport {
  context.report('Scoring', 0.1)
  const all = readScored(
    context.openReader(),
    input.datasetVersionId,
    input.model,
    [input.grouping.column],
    input.origin.rejectInference,
  )
  const sample = pickSample(all, input.sample, input.datasetVersionId, input.origin)
  const { codes, labels } = groupColumn(getColumn(sample.frame, input.grouping.column), input.grouping)
  if (labels.length > MAX_GROUPS) {
    throw new AppError(
      'invalidInput',
      `"${input.grouping.column}" needs at most ${MAX_GROUPS} groups, got ${labels.length} different values`,
      {
        hint: 'Give cut points for a numeric attribute, for example 25 (--sensitive "age<=25" on the command line).',
        place: { column: input.grouping.column },
      },
    )
  }
  const reference = referenceGroup(input, codes, labels)
  context.report('Comparing groups', 0.6)
  return fairnessReport({
    codes,
    labels,
    grouping: input.grouping,
    ...reference,
    sample: input.sample,
    yTrue: sample.yTrue,
    points: sample.points,
    yProb: sample.yProb,
    ...cutOff(input.model, input.threshold),
    minimumGroupSize: MINIMUM_GROUP_SIZE,
  })
}

function referenceGroup(input: AssessFairnessInput, codes: Int32Array, labels: readonly string[]) {
  if (input.reference === null) return chooseReferenceGroup(codes, labels)
  if (!labels.includes(input.reference)) {
    throw new AppError(
      'invalidInput',
      `The reference group of "${input.grouping.column}" is one of ${labels.join(', ')}, got "${input.reference}"`,
      {
        hint: 'Name one of these groups.',
        place: { column: input.grouping.column },
      },
    )
  }
  return { referenceGroup: input.reference, referenceReason: 'Named by the user' }
}

/** A threshold below 1 is a PD (approve below it), otherwise points (approve at or above). */
function cutOff(model: CreditModel, threshold: number | null) {
  if (threshold !== null && threshold >= 1) {
    const probability = probabilityOfPoints(threshold, model)
    return {
      cutOffPoints: threshold,
      cutOffProbability: probability,
      cutOffReason: 'Cut-off in points named by the user',
    }
  }
  const probability = threshold ?? model.developmentEventRate
  const reason =
    threshold === null
      ? `Default: approve when the PD is at most the event rate of the development sample (${formatNumber(probability, 'percent2')})`
      : 'Cut-off as PD named by the user'
  return {
    cutOffPoints: pointsOfProbability(probability, model),
    cutOffProbability: probability,
    cutOffReason: reason,
  }
}
