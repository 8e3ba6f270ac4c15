import type { GbdtParams, RegressionSpec, ScorecardParams, Step, Target } from '../../../shared/contract/index.ts'
import type { Frame } from '../../core/frame/frame.ts'
import type { ModelInput } from '../../core/scorecard/model-inputs.ts'
import type { SortedApplicants } from '../../core/scorecard/sort-applicants.ts'
import type { DatasetReader } from '../../store/open-database.ts'
import { type Division, divideKnownRows, readSampleColumn } from './divide-rows.ts'
import { type RowParams, type SpecialColumns, sortRows, specialColumns, weightsAndOffset } from './training-rows.ts'

/** What decides which rows a training reads, and how they are divided. */
export interface TrainingRowsInput {
  readonly datasetVersionId: string
  readonly target: Target
  readonly characteristics: readonly string[]
  readonly params: RowParams
  readonly seed: number
}

export interface RegressionRequest extends TrainingRowsInput {
  readonly method: RegressionSpec['method']
  readonly params: ScorecardParams
}

export interface BoostingRequest extends TrainingRowsInput {
  readonly method: 'gbdt'
  readonly params: GbdtParams
}

/** What a training reads: everything of a specification but the name of the data set. */
export type TrainingRequest = RegressionRequest | BoostingRequest

/** A method with the parameters it takes. */
export type MethodParams = Pick<RegressionRequest, 'method' | 'params'> | Pick<BoostingRequest, 'method' | 'params'>

/** How the columns of a data set were made from those of its file. */
export interface ColumnHistory {
  /** All steps that made the data set, and the columns they began with. */
  readonly steps: readonly Step[]
  readonly inputs: readonly ModelInput[]
}

/** A specification with its columns read and its rows divided. */
export interface TrainingTable {
  readonly frame: Frame
  /** Outcomes, 1 for the event; to be read at the rows of `split` only. */
  readonly yTrue: Uint8Array
  /** Rows with an outcome, divided as the data set says or by seed. */
  readonly split: Division
  readonly weights: Float64Array | null
  readonly offset: Float64Array | null
}

export interface TrainingRows {
  readonly frame: Frame
  readonly special: SpecialColumns
  readonly applicants: SortedApplicants
  readonly split: Division
}

/**
 * Reads a specification for experiments and the bin editor, as training reads it. Rows without an outcome are left aside.
 *
 * @throws AppError `invalidInput` or `undefinedStatistic` with the column if target, weights or offset cannot be used
 */
export function readTraining(request: TrainingRowsInput, reader: DatasetReader): TrainingTable {
  const { frame, special, applicants, split } = readTrainingRows(request, reader)
  return {
    frame,
    yTrue: applicants.labels,
    split,
    ...weightsAndOffset(frame, special, split),
  }
}

/** The rows of a training: accepted ones divided into samples, rejected ones beside them. */
export function readTrainingRows(input: TrainingRowsInput, reader: DatasetReader): TrainingRows {
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
