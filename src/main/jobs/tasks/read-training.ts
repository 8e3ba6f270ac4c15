import type { Method, ScorecardParams, Target } from '../../../shared/contract/index.ts'
import type { Frame } from '../../core/frame/frame.ts'
import type { DatasetReader } from '../../store/open-database.ts'
import type { Division } from './divide-rows.ts'
import { readTrainingRows } from './train-scorecard.ts'
import { weightsAndOffset } from './training-rows.ts'

/** What a training reads: everything of a specification but the name of the data set. */
export interface TrainingRequest {
  readonly datasetVersionId: string
  readonly method: Method
  readonly target: Target
  readonly characteristics: readonly string[]
  readonly params: ScorecardParams
  readonly seed: number
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

/**
 * Reads a specification for experiments and the bin editor, as training reads it. Rows without an outcome are left aside.
 *
 * @throws AppError `invalidInput` or `undefinedStatistic` with the column if target, weights or offset cannot be used
 */
export function readTraining(request: TrainingRequest, reader: DatasetReader): TrainingTable {
  const { frame, special, applicants, split } = readTrainingRows(request, reader)
  return {
    frame,
    yTrue: applicants.labels,
    split,
    ...weightsAndOffset(frame, special, split),
  }
}
