import type {
  FitReport,
  Method,
  ScorecardModel,
  ScorecardParams,
  Step,
  Target,
} from '../../../shared/contract/index.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { fitScorecard } from '../../core/scorecard/fit-scorecard.ts'
import { type ModelInput, preprocessingOf } from '../../core/scorecard/model-inputs.ts'
import type { DatasetReader } from '../../store/open-database.ts'
import { divideKnownRows, readSampleColumn } from './divide-rows.ts'
import type { TaskContext } from './task-context.ts'
import { sortRows, specialColumns, weightsAndOffset } from './training-rows.ts'

export interface TrainScorecardInput {
  readonly datasetVersionId: string
  readonly target: Target
  readonly characteristics: readonly string[]
  readonly params: ScorecardParams
  readonly seed: number
  /** Default `scorecard`. */
  readonly method?: Method
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

/** Reads the columns named, sorts and splits the rows, fits, and hands back plain values. */
export function trainScorecard(input: TrainScorecardInput, context: TaskContext): TrainScorecardOutput {
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

/** What decides which rows a training reads, and how they are divided. */
export type TrainingRowsInput = Pick<
  TrainScorecardInput,
  'datasetVersionId' | 'target' | 'characteristics' | 'params' | 'seed'
>

/** The rows of a training: accepted ones divided into samples, rejected ones beside them. */
export function readTrainingRows(input: TrainingRowsInput, reader: DatasetReader) {
  const { target, params, seed } = input
  const version = reader.readVersion(input.datasetVersionId)
  const special = specialColumns(version, params)
  const named = [special.weight, special.offset, special.mark].filter((name) => name !== null)
  const names = new Set([target.column, ...input.characteristics, ...named])
  const frame = reader.readFrame(input.datasetVersionId, [...names])
  const applicants = sortRows(frame, target, params.rejectInference, special.mark)
  const samples = readSampleColumn(reader, version)
  const { developmentShare } = params
  const split = divideKnownRows(samples, applicants.labels, applicants.known, { developmentShare, seed })
  return { frame, special, applicants, split }
}
