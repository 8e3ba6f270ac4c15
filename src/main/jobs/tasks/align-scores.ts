import type { CreditModel, RejectInference, SampleName } from '../../../shared/contract/index.ts'
import type { DatasetReader } from '../../store/open-database.ts'
import { sampleLabel } from './sample-label.ts'
import { divideAgain, readScored, type ScoredSample, type TrainingOrigin } from './scored-sample.ts'
import { sortRows } from './training-rows.ts'

/** A model and how its own data were divided. */
export interface ComparedOrigin {
  readonly model: CreditModel
  readonly origin: TrainingOrigin
}

/** The rows that all models have in common, with the scores of each model. */
export interface AlignedScores {
  readonly yTrue: Uint8Array
  /** One array per model, in their order. */
  readonly points: readonly Float64Array[]
  readonly yProb: readonly Float64Array[]
  /** Which rows these are, in words. */
  readonly label: string
}

/** One model's scores, and the row of the data set each belongs to. */
interface PlacedScores {
  readonly scored: ScoredSample
  readonly rowOf: (index: number) => number
}

/**
 * Scores a data set by every model and keeps the rows right for all: with a known outcome for each, and for `holdout` (`development`)
 * in the hold-out (development) sample of each model that was trained on this data set. Models trained on other data set no limit.
 *
 * @param onModel - told after each model how many are done
 */
export function alignScores(
  reader: DatasetReader,
  models: readonly ComparedOrigin[],
  datasetVersionId: string,
  sample: SampleName,
  onModel: (done: number) => void,
): AlignedScores {
  const { nRows } = reader.readVersion(datasetVersionId)
  const inference = commonInference(models)
  const nRight = new Uint8Array(nRows)
  const places = models.map(({ model, origin }, i) => {
    const isOwn = origin.datasetVersionId === datasetVersionId
    const placed = readPlaced(reader, datasetVersionId, model, isOwn ? origin.rejectInference : inference)
    const { scored, rowOf } = placed
    const rows = isOwn && sample !== 'all' ? divideAgain(scored, origin)[sample] : null
    const place = new Int32Array(nRows).fill(-1)
    for (let index = 0; index < scored.yTrue.length; index++) place[rowOf(index)] = index
    if (rows === null) for (let index = 0; index < scored.yTrue.length; index++) nRight[rowOf(index)]! += 1
    else for (const index of rows) nRight[rowOf(index)]! += 1
    onModel(i + 1)
    return { place, scored }
  })
  const common = Uint32Array.from(nRight.keys()).filter((row) => nRight[row] === models.length)
  const pick = (values: (scored: ScoredSample) => Float64Array) =>
    places.map(({ place, scored }) => Float64Array.from(common, (row) => values(scored)[place[row]!]!))
  const [first] = places
  return {
    yTrue: Uint8Array.from(common, (row) => first!.scored.yTrue[first!.place[row]!]!),
    points: pick(({ points }) => points),
    yProb: pick(({ yProb }) => yProb),
    label: labelOf(models, datasetVersionId, sample),
  }
}

/** What is said of rejected applicants by the first model that says something: rows of other data are sorted by it for all. */
function commonInference(models: readonly ComparedOrigin[]): RejectInference | undefined {
  return models
    .map(({ origin }) => origin.rejectInference)
    .find((inference) => (inference?.method ?? 'none') !== 'none')
}

function readPlaced(
  reader: DatasetReader,
  datasetVersionId: string,
  model: CreditModel,
  inference: RejectInference | undefined,
): PlacedScores {
  const scored = readScored(reader, datasetVersionId, model, [], inference)
  if (scored.nUnknown === 0 || inference === undefined) return { scored, rowOf: (index) => index }
  const marked = inference.rejected?.column ?? null
  const { columns } = reader.readVersion(datasetVersionId)
  const mark = columns.some(({ name }) => name === marked) ? marked : null
  const names = mark === null ? [model.target.column] : [...new Set([model.target.column, mark])]
  const { known } = sortRows(reader.readFrame(datasetVersionId, names), model.target, inference, mark, 'anyRejects')
  return { scored, rowOf: (index) => known[index]! }
}

function labelOf(models: readonly ComparedOrigin[], datasetVersionId: string, sample: SampleName): string {
  if (sample === 'all') return sampleLabel('all')
  const nOwn = models.filter(({ origin }) => origin.datasetVersionId === datasetVersionId).length
  if (nOwn === models.length) return `${sampleLabel(sample)} of every model`
  if (nOwn === 0) return 'all rows: none of the models was trained on this data set'
  return `${sampleLabel(sample)} of the ${nOwn} of ${models.length} models that were trained on this data set`
}
