import type {
  BoostingSpec,
  DatasetVersion,
  Method,
  RegressionSpec,
  Target,
  TrainingSpec,
} from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type {
  BoostingRequest,
  ColumnHistory,
  MethodParams,
  RegressionRequest,
  TrainingRequest,
} from '../jobs/tasks/read-training.ts'
import { boostingColumns, requireBoostingFits, withBoostingCodes } from './boosting-params.ts'
import type { SignedInCall } from './call.ts'
import { canonicalTarget } from './dataset-version-record.ts'
import { requireColumns } from './handlers/dataset-handlers.ts'
import { regressionColumns, requireBinsOnce, withBinningCodes } from './regression-params.ts'

/** A specification with its data set found and everything said that it left to the data. */
export interface TrainingPlan<Request extends TrainingRequest = TrainingRequest> {
  readonly dataset: DatasetVersion
  /** As given: what a model version keeps. */
  readonly fitted: MethodParams
  /** What a task reads and fits; special codes declared with the data are among the parameters. */
  readonly request: Request
}

export type RegressionPlan = TrainingPlan<RegressionRequest>
export type BoostingPlan = TrainingPlan<BoostingRequest>

/**
 * Finds what a specification speaks of.
 *
 * @throws AppError `invalidInput` or `badData` naming the field or the column that does not fit
 */
export function planTraining(spec: RegressionSpec, call: SignedInCall): RegressionPlan
export function planTraining(spec: BoostingSpec, call: SignedInCall): BoostingPlan
export function planTraining(spec: TrainingSpec, call: SignedInCall): TrainingPlan
export function planTraining(spec: TrainingSpec, call: SignedInCall): TrainingPlan {
  const dataset = call.workspace.datasets.get(spec.dataset)
  const target = targetOf(spec, dataset)
  requireColumns(dataset, columnsNamed(spec, target))
  const characteristics = characteristicsOf(spec, dataset, target)
  requireSpecialColumnsFit(spec, dataset, target)
  const asked = { datasetVersionId: dataset.id, target, characteristics, seed: spec.seed }
  if (spec.method === 'gbdt') {
    const { method, params } = spec
    requireBoostingFits(params, dataset, characteristics)
    const request = { ...asked, method, params: withBoostingCodes(params, dataset, characteristics) }
    return { dataset, fitted: { method, params }, request }
  }
  const { method, params } = spec
  requireBinsOnce(params)
  const request = { ...asked, method, params: withBinningCodes(params, dataset, characteristics) }
  return { dataset, fitted: { method, params }, request }
}

/** What the training itself needs besides: how the columns were made. */
export function columnHistory(dataset: DatasetVersion, call: SignedInCall): ColumnHistory {
  const { steps, columns } = historyOf(dataset, call)
  return { steps, inputs: columns.map(({ name, type, dateFormat }) => ({ name, type, dateFormat })) }
}

/**
 * What a specification is refused for by the numbers it meets, with where it stands and a remedy.
 *
 * @throws AppError as it comes, with hint and place where it has none
 */
export async function explainingSpec<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const isOfSpec = cause instanceof AppError && (cause.code === 'invalidInput' || cause.code === 'undefinedStatistic')
    if (!isOfSpec || cause.hint !== null) throw cause
    throw new AppError(cause.code, cause.message, {
      hint: 'Change what the message names in the specification, or the data, and try again. Nothing was stored.',
      place: cause.place ?? { field: 'params' },
      cause,
    })
  }
}

/** Words of a method. */
export const METHOD_WORDS: Readonly<Record<Method, string>> = {
  scorecard: 'scorecard',
  logistic: 'logistic regression',
  gbdt: 'boosted trees',
}

function targetOf(spec: TrainingSpec, dataset: DatasetVersion): Target {
  const asked = spec.target ?? dataset.target
  if (asked === null) {
    throw new AppError('invalidInput', `Training on ${dataset.name} needs a target, got none`, {
      hint: 'Name the target column and its event value (--target COL --event VALUE).',
      place: { field: 'target' },
    })
  }
  return canonicalTarget(asked, dataset.columns)
}

/** Columns named anywhere in the specification: each must be there. */
function columnsNamed(spec: TrainingSpec, target: Target): string[] {
  const { rejectInference, offsetColumn } = spec.params
  return [
    target.column,
    ...(spec.include ?? []),
    ...spec.exclude,
    ...(spec.method === 'gbdt' ? boostingColumns(spec.params) : regressionColumns(spec.params)),
    ...[offsetColumn, rejectInference.rejected?.column].filter((name) => name !== null && name !== undefined),
  ]
}

function characteristicsOf(spec: TrainingSpec, dataset: DatasetVersion, target: Target): string[] {
  const { offsetColumn, rejectInference, weights } = spec.params
  const excluded = new Set([...spec.exclude, target.column, offsetColumn, rejectInference.rejected?.column ?? null])
  const named = spec.include === undefined ? null : new Set(spec.include)
  const characteristics = dataset.columns
    .filter(({ name, role }) => !excluded.has(name) && !(role === 'weight' && weights === 'role'))
    .filter(({ name, role }) => (named === null ? role === 'feature' : named.has(name)))
    .map(({ name }) => name)
  if (characteristics.length > 0) return characteristics
  throw new AppError('invalidInput', 'Training needs at least one characteristic, got none', {
    hint: 'Exclude fewer columns.',
    place: { field: 'exclude' },
  })
}

/** What the schema of the parameters cannot see: columns that are something else already. */
function requireSpecialColumnsFit({ params }: TrainingSpec, dataset: DatasetVersion, target: Target): void {
  const { offsetColumn, rejectInference } = params
  const roles: readonly (readonly [string, string | undefined])[] = [
    ['offsetColumn', offsetColumn ?? undefined],
    ['rejectInference', rejectInference.rejected?.column],
  ]
  for (const [field, column] of roles) {
    if (column !== target.column) continue
    throw new AppError(
      'invalidInput',
      `The column of ${field} needs to be another one than the target, got "${column}"`,
      {
        hint: 'Name another column.',
        place: { field, column },
      },
    )
  }
  const offset = dataset.columns.find(({ name }) => name === offsetColumn)
  if (offset === undefined || offset.type === 'numeric') return
  throw new AppError('invalidInput', `The offset needs a numeric column, got "${offset.name}" of type ${offset.type}`, {
    hint: 'Name a column of log odds.',
    place: { field: 'offsetColumn', column: offset.name },
  })
}

/** All steps from the imported columns to a version, and the columns they began with and made. */
function historyOf(dataset: DatasetVersion, call: SignedInCall): Pick<DatasetVersion, 'steps' | 'columns'> {
  const { parent } = dataset
  if (parent === null || parent.kind === 'append') return { steps: [], columns: dataset.columns }
  const before = historyOf(call.workspace.datasets.get(parent.id), call)
  return { steps: [...before.steps, ...dataset.steps], columns: dataset.columns }
}
