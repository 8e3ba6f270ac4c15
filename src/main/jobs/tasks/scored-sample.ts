import type { SampleName, ScorecardModel, Target } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { type Frame, getColumn, type TextColumn, takeFrameRows } from '../../core/frame/frame.ts'
import { modelInputs, withCharacteristics } from '../../core/scorecard/model-inputs.ts'
import { compileScorecard } from '../../core/scorecard/score-scorecard.ts'
import { targetVector } from '../../core/scorecard/target-vector.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { DatasetReader } from '../../store/open-database.ts'
import { divideRows, readSampleColumn } from './divide-rows.ts'

/** How the model's own data set was divided; enough to divide it the same way again. */
export interface TrainingOrigin {
  readonly datasetVersionId: string
  readonly developmentShare: number
  readonly seed: number
}

/** Rows of one sample with what the model says of them. */
export interface ScoredSample {
  readonly sample: SampleName
  readonly frame: Frame
  readonly yTrue: Uint8Array
  /** Which sample each row belongs to, where the data set says so itself. */
  readonly samples: TextColumn | null
  readonly points: Float64Array
  readonly yProb: Float64Array
  /** Bin index per row, one array per characteristic. */
  readonly bins: readonly Int32Array[]
}

/**
 * Reads a data set and scores its rows.
 *
 * @param extraColumns - columns needed besides the model's own (a sensitive attribute)
 */
export function readScored(
  reader: DatasetReader,
  datasetVersionId: string,
  model: ScorecardModel,
  extraColumns: readonly string[] = [],
): ScoredSample {
  const version = reader.readVersion(datasetVersionId)
  const { columns } = version
  const needed = columnsToScore(model, new Set(columns.map(({ name }) => name)))
  const names = [...new Set([model.target.column, ...needed, ...extraColumns])]
  const frame = withCharacteristics(model, reader.readFrame(datasetVersionId, names))
  const yTrue = outcomeOf(frame, model.target)
  return { ...scoreSample('all', frame, yTrue, model), samples: readSampleColumn(reader, version) }
}

/**
 * Outcomes of all rows, 1 for the event.
 *
 * @throws AppError `invalidInput` or `undefinedStatistic` with the column and a remedy if the target cannot be learnt from
 */
export function outcomeOf(frame: Frame, target: Target): Uint8Array {
  try {
    return targetVector(getColumn(frame, target.column), target.eventValue)
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError(cause.kind === 'undefined' ? 'undefinedStatistic' : 'invalidInput', cause.message, {
      hint: 'Choose another target or event value, or mend the column in the file and import it again.',
      place: { column: target.column },
      cause,
    })
  }
}

/** Development and hold-out sample of the model's own data, divided as at training. */
export function splitScored(
  all: ScoredSample,
  origin: TrainingOrigin,
): { development: ScoredSample; holdout: ScoredSample } {
  const split = divideRows(all.samples, all.yTrue, origin)
  return {
    development: subSample('development', all, split.development),
    holdout: subSample('holdout', all, split.holdout),
  }
}

/** The sample asked for; development and hold-out exist only on the model's own data. */
export function pickSample(
  all: ScoredSample,
  sample: SampleName,
  datasetVersionId: string,
  origin: TrainingOrigin,
): ScoredSample {
  if (sample === 'all') return all
  if (datasetVersionId !== origin.datasetVersionId) {
    throw new AppError(
      'invalidInput',
      `The sample "${sample}" needs the data set the model was trained on, got another one`,
      {
        hint: 'Use the sample "all" for other data.',
      },
    )
  }
  return splitScored(all, origin)[sample]
}

/** The columns a model needs of a data set: its inputs, or where they are not all there its characteristics. */
export function columnsToScore(model: ScorecardModel, available: ReadonlySet<string>): string[] {
  const inputs = modelInputs(model).map(({ name }) => name)
  return inputs.every((name) => available.has(name)) ? inputs : model.characteristics.map(({ name }) => name)
}

function scoreSample(sample: SampleName, frame: Frame, yTrue: Uint8Array, model: ScorecardModel): ScoredSample {
  const scored = compileScorecard(model).scoreFrame(frame)
  return { sample, frame, yTrue, samples: null, points: scored.points, yProb: scored.probability, bins: scored.bins }
}

function subSample(sample: SampleName, all: ScoredSample, rows: Uint32Array): ScoredSample {
  return {
    sample,
    samples: null,
    frame: takeFrameRows(all.frame, rows),
    yTrue: Uint8Array.from(rows, (row) => all.yTrue[row]!),
    points: Float64Array.from(rows, (row) => all.points[row]!),
    yProb: Float64Array.from(rows, (row) => all.yProb[row]!),
    bins: all.bins.map((codes) => Int32Array.from(rows, (row) => codes[row]!)),
  }
}
