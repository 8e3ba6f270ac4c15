import type { FitReport, ScorecardModel } from '../../../shared/contract/index.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { fitScorecard } from '../../core/scorecard/fit-scorecard.ts'
import { preprocessingOf } from '../../core/scorecard/model-inputs.ts'
import { type ColumnHistory, type RegressionRequest, readTrainingRows } from './read-training.ts'
import type { TaskContext } from './task-context.ts'
import { weightsAndOffset } from './training-rows.ts'

export interface TrainScorecardInput extends Omit<RegressionRequest, 'method'>, ColumnHistory {
  /** Default `scorecard`. */
  readonly method?: RegressionRequest['method']
}

/** A fitted model as a task hands it over. */
export interface TrainedModel {
  readonly modelJson: string
  readonly modelHash: string
  readonly fit: FitReport
  readonly nCharacteristics: number
}

/** Reads the columns named, sorts and splits the rows, fits, and hands back plain values. */
export function trainScorecard(input: TrainScorecardInput, context: TaskContext): TrainedModel {
  context.report('Reading columns', 0)
  const { target, params, seed } = input
  const { frame, special, applicants, split } = readTrainingRows(input, context.openReader())
  const { model, fit }: { model: ScorecardModel; fit: FitReport } = fitScorecard(
    {
      frame,
      target,
      characteristics: [...input.characteristics],
      params,
      split,
      seed,
      method: input.method ?? 'scorecard',
      ...weightsAndOffset(frame, special, split),
      weightColumn: special.weight,
      rejected: applicants.rejected,
    },
    (stage, done, total) => context.report(stage, total === 0 ? null : done / total),
  )
  const preprocessing = preprocessingOf(
    input.steps,
    new Map(input.inputs.map((column) => [column.name, column])),
    model.characteristics.map(({ name }) => name),
  )
  const whole: ScorecardModel = preprocessing === null ? model : { ...model, preprocessing }
  return {
    modelJson: canonicalJson(whole),
    modelHash: contentHash(whole),
    fit,
    nCharacteristics: model.characteristics.length,
  }
}
