import type { FitReport, ScorecardModel, ScorecardParams, Step, Target } from '../../../shared/contract/index.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { fitScorecard } from '../../core/scorecard/fit-scorecard.ts'
import { type ModelInput, preprocessingOf } from '../../core/scorecard/model-inputs.ts'
import { divideRows, readSampleColumn } from './divide-rows.ts'
import { outcomeOf } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface TrainScorecardInput {
  readonly datasetVersionId: string
  readonly target: Target
  readonly characteristics: readonly string[]
  readonly params: ScorecardParams
  readonly seed: number
  /** All steps that made the data set, and the columns they began with. */
  readonly steps: readonly Step[]
  readonly inputs: readonly ModelInput[]
}

export interface TrainScorecardOutput {
  readonly modelJson: string
  readonly modelHash: string
  readonly fit: FitReport
  readonly nCharacteristics: number
}

/** Reads the columns named, splits by seed, fits, and hands back plain values. */
export function trainScorecard(input: TrainScorecardInput, context: TaskContext): TrainScorecardOutput {
  context.report('Reading columns', 0)
  const reader = context.openReader()
  const frame = reader.readFrame(input.datasetVersionId, [input.target.column, ...input.characteristics])
  const yTrue = outcomeOf(frame, input.target)
  const samples = readSampleColumn(reader, reader.readVersion(input.datasetVersionId))
  const split = divideRows(samples, yTrue, { developmentShare: input.params.developmentShare, seed: input.seed })
  const { model, fit }: { model: ScorecardModel; fit: FitReport } = fitScorecard(
    frame,
    input.target,
    [...input.characteristics],
    input.params,
    split,
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
