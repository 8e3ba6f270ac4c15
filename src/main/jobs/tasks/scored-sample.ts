import type { CreditModel, RejectInference, SampleName, Target } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { type Frame, type TextColumn, takeFrameRows } from '../../core/frame/frame.ts'
import { compileModel } from '../../core/model/compile-model.ts'
import { modelInputs, withCharacteristics } from '../../core/scorecard/model-inputs.ts'
import type { DatasetReader } from '../../store/open-database.ts'
import { type Division, divideRows, readSampleColumn } from './divide-rows.ts'
import { outcomesOfEveryRow, sortRows } from './training-rows.ts'

/** How the model's own data set was divided; enough to divide it the same way again. */
export interface TrainingOrigin {
  readonly datasetVersionId: string
  readonly developmentShare: number
  readonly seed: number
  /** What the model's parameters say of rows without an outcome; absent or `none`: there must be none. */
  readonly rejectInference?: RejectInference | undefined
  /** Sizes of the samples at training, where rows of the data set were erased: a division drawn anew has to have them. */
  readonly drawn?: { readonly nDevelopment: number; readonly nHoldout: number } | undefined
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
  /** Bin index per row, one array per watched variable of the model. */
  readonly bins: readonly Int32Array[]
  /** Rows left out because their outcome is not known. */
  readonly nUnknown: number
}

/**
 * Reads a data set and scores its rows. Rows without a known outcome are refused, unless the model's parameters say that there are
 * rejected applicants: then they are left out and counted.
 *
 * @param extraColumns - columns needed besides the model's own (a sensitive attribute)
 * @param rejectInference - of the model's parameters
 */
export function readScored(
  reader: DatasetReader,
  datasetVersionId: string,
  model: CreditModel,
  extraColumns: readonly string[] = [],
  rejectInference?: RejectInference,
): ScoredSample {
  const version = reader.readVersion(datasetVersionId)
  const known = new Set(version.columns.map(({ name }) => name))
  const needed = columnsToScore(model, known)
  // Other data than the model's own may not have the column that marks rejects.
  const marked = rejectInference?.rejected?.column ?? null
  const mark = marked !== null && known.has(marked) ? marked : null
  const names = [...new Set([model.target.column, ...needed, ...extraColumns, ...(mark === null ? [] : [mark])])]
  const raw = reader.readFrame(datasetVersionId, names)
  const { yTrue, rows } = outcomesOf(raw, model.target, rejectInference, mark)
  const samples = readSampleColumn(reader, version)
  const isWhole = rows.length === raw.nRows
  const frame = withCharacteristics(model, isWhole ? raw : takeFrameRows(raw, rows))
  return {
    ...scoreSample('all', frame, yTrue, model),
    samples:
      samples === null || isWhole
        ? samples
        : { ...samples, codes: Int32Array.from(rows, (row) => samples.codes[row]!) },
    nUnknown: raw.nRows - rows.length,
  }
}

function outcomesOf(
  frame: Frame,
  target: Target,
  inference: RejectInference | undefined,
  mark: string | null,
): { yTrue: Uint8Array; rows: Uint32Array } {
  if (inference === undefined || inference.method === 'none')
    return { yTrue: outcomeOf(frame, target), rows: Uint32Array.from({ length: frame.nRows }, (_, row) => row) }
  const { labels, known } = sortRows(frame, target, inference, mark, 'anyRejects')
  return { yTrue: Uint8Array.from(known, (row) => labels[row]!), rows: known }
}

/**
 * Outcomes of all rows, 1 for the event.
 *
 * @throws AppError `invalidInput` or `undefinedStatistic` with the column and a remedy if the target cannot be learnt from
 */
export function outcomeOf(frame: Frame, target: Target): Uint8Array {
  return outcomesOfEveryRow(
    frame,
    target,
    'Use data in which every row has an outcome, or a model trained with params.rejectInference.method = "knownOnly", for which rows without one are left out.',
  )
}

/** Development and hold-out sample of the model's own data, divided as at training. */
export function splitScored(
  all: ScoredSample,
  origin: TrainingOrigin,
): { development: ScoredSample; holdout: ScoredSample } {
  const split = divideAgain(all, origin)
  return {
    development: subSample('development', all, split.development),
    holdout: subSample('holdout', all, split.holdout),
  }
}

/**
 * The rows of the samples, as at training.
 *
 * @throws AppError `conflict` if they were drawn at random and rows were erased since: another draw would mix the samples
 */
export function divideAgain(
  { samples, yTrue }: Pick<ScoredSample, 'samples' | 'yTrue'>,
  origin: TrainingOrigin,
): Division {
  const division = divideRows(samples, yTrue, origin)
  const { drawn, developmentShare } = origin
  if (drawn === undefined || samples !== null || developmentShare === 1) return division
  const { development, holdout } = division
  if (development.length === drawn.nDevelopment && holdout.length === drawn.nHoldout) return division
  throw new AppError(
    'conflict',
    `The samples of the model were drawn from ${drawn.nDevelopment + drawn.nHoldout} rows and cannot be drawn again: ${yTrue.length} have an outcome since rows were erased`,
    {
      hint: 'Choose the sample "all" where there is a choice, or train again on what is left.',
      place: { field: 'sample' },
    },
  )
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
        place: { field: 'sample' },
      },
    )
  }
  return splitScored(all, origin)[sample]
}

/** The columns a model needs of a data set: its inputs, or where they are not all there its characteristics. */
export function columnsToScore(model: CreditModel, available: ReadonlySet<string>): string[] {
  const inputs = modelInputs(model).map(({ name }) => name)
  return inputs.every((name) => available.has(name)) ? inputs : model.characteristics.map(({ name }) => name)
}

function scoreSample(sample: SampleName, frame: Frame, yTrue: Uint8Array, model: CreditModel): ScoredSample {
  const compiled = compileModel(model)
  const { points, probability } = compiled.scoreFrame(frame)
  return {
    sample,
    frame,
    yTrue,
    samples: null,
    points,
    yProb: probability,
    bins: compiled.binsOfFrame(frame),
    nUnknown: 0,
  }
}

function subSample(sample: SampleName, all: ScoredSample, rows: Uint32Array): ScoredSample {
  return {
    sample,
    samples: null,
    frame: takeFrameRows(all.frame, rows),
    yTrue: Uint8Array.from(rows, (row) => all.yTrue[row]!),
    points: Float64Array.from(rows, (row) => all.points[row]!),
    yProb: Float64Array.from(rows, (row) => all.yProb[row]!),
    nUnknown: 0,
    bins: all.bins.map((codes) => Int32Array.from(rows, (row) => codes[row]!)),
  }
}
