import { basename, resolve } from 'node:path'
import {
  type CreditModel,
  creditModelSchema,
  type DatasetVersion,
  type FitReport,
  gbdtParamsSchema,
  scorecardParamsSchema,
  type Target,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { requireCalibration } from '../../core/calibration/require-calibration.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { ReadModelFileOutput } from '../../jobs/read-model-file.ts'
import type { DescribeImportInput, DescribeImportOutput } from '../../jobs/tasks/describe-import.ts'
import type { MethodParams } from '../../jobs/tasks/read-training.ts'
import type { AuditedCall } from '../call.ts'
import { canonicalTarget } from '../dataset-version-record.ts'
import { nameAsColumns } from '../import-names.ts'
import { requireModelColumns } from '../model-columns.ts'
import { type MadeModel, storeModel, versionResult } from '../model-record.ts'
import { requireColumns } from './dataset-handlers.ts'

interface ImportInput {
  readonly path: string
  readonly dataset: string
  readonly name?: string | undefined
  readonly target?: Target | undefined
  readonly map: Readonly<Record<string, string>>
  readonly expected?: { readonly column: string; readonly meaning: 'probability' | 'margin' } | undefined
}

/** How long the process without the key may read a model file. */
const READ_LIMIT_MS = 30_000

/**
 * Reads a model from a file, in the process without the key, describes it on a data set that has its columns, and compares its scores
 * with those of its maker's program where a column holds them. Version, evidence and events are stored together or not at all.
 */
export function importModel(input: ImportInput, call: AuditedCall): { jobId: string } {
  const { state, workspace, session } = call
  const dataset = workspace.datasets.get(input.dataset)
  if (input.target !== undefined) requireColumns(dataset, [input.target.column])
  if (input.expected !== undefined) requireNumbers(input.expected.column, dataset)
  const path = resolve(input.path)
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'model.import',
      title: `Import ${basename(path)}, described on ${dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const file = await job.inReader<ReadModelFileOutput>('readModelFile', { path }, { timeLimitMs: READ_LIMIT_MS })
        const model = modelOf(file, input, dataset)
        const request: DescribeImportInput = {
          model,
          keepsCounts: file.keepsCounts,
          datasetVersionId: dataset.id,
          notes: file.notes,
          expected: input.expected ?? null,
          precision: file.format === 'xgboost' || file.format === 'onnx' ? 'single' : 'double',
        }
        const described = await job.inWorker<DescribeImportOutput>('describeImport', request)
        return () => {
          const stored = storeModel(madeModel(input, file, model, described, dataset), call)
          return versionResult(stored, importSummary(stored.version, described.fit))
        }
      },
    })
    return { value: { jobId }, object: dataset.id }
  })
}

function requireNumbers(name: string, dataset: DatasetVersion): void {
  requireColumns(dataset, [name])
  if (dataset.columns.find((column) => column.name === name)?.type === 'numeric') return
  throw new AppError('invalidInput', `Expected scores need to be numbers, got texts in "${name}"`, {
    hint: 'Name the column with the probabilities or the log odds that the program of the model gave.',
    place: { field: 'expected', column: name },
  })
}

/** The model of the file with its target, which files of other programs do not tell. */
function modelOf(file: ReadModelFileOutput, input: ImportInput, dataset: DatasetVersion): CreditModel {
  const target = input.target ?? file.target ?? dataset.target
  if (target === null) {
    throw new AppError('invalidInput', `${file.fileName} needs a target to be described by, got none`, {
      hint: 'Name the target column and its event value (--target COL --event VALUE).',
      place: { field: 'target' },
    })
  }
  requireColumns(dataset, [target.column])
  const named = nameAsColumns(file.model, input.map, dataset, file.format === 'lightgbm')
  const parsed = creditModelSchema.safeParse({ ...named, target: canonicalTarget(target, dataset.columns) })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AppError(
      'badData',
      `${file.fileName} is not a whole model, at ${issue?.path.join('.')}: ${issue?.message}`,
      {
        hint: 'Export the model again.',
        place: { file: file.fileName },
      },
    )
  }
  if (requireModelColumns(parsed.data, dataset).includes(target.column)) {
    throw new AppError('invalidInput', `A model needs another target than its columns, got "${target.column}"`, {
      hint: 'Name the column that holds the outcome.',
      place: { field: 'target', column: target.column },
    })
  }
  requireSoundCalibration(parsed.data, file.fileName)
  return parsed.data
}

function requireSoundCalibration({ calibration }: CreditModel, fileName: string): void {
  try {
    if (calibration !== undefined) requireCalibration(calibration)
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError('badData', `${fileName} is not a sound model: ${cause.message}`, {
      hint: 'Export the model again.',
      place: { file: fileName },
      cause,
    })
  }
}

function madeModel(
  input: ImportInput,
  file: ReadModelFileOutput,
  model: CreditModel,
  described: DescribeImportOutput,
  dataset: DatasetVersion,
): MadeModel {
  const { fileName, sha256, format } = file
  return {
    ...described,
    ...methodOfModel(model),
    name: input.name ?? nameOf(file),
    origin: { kind: 'imported', fileName, sha256, format },
    dataset,
    seed: 0,
    target: model.target,
    asked: {
      title: `Description of ${fileName}`,
      method: model.kind === 'treeModel' ? 'trees.import' : 'scorecard.import',
      parameters: {
        fileName,
        sha256,
        format,
        ...(Object.keys(input.map).length === 0 ? {} : { map: input.map }),
        ...(input.expected === undefined ? {} : { expected: input.expected }),
      },
    },
  }
}

function methodOfModel(model: CreditModel): MethodParams {
  const shared = {
    // Every row with a known outcome described it: there is no hold-out sample of this model here.
    developmentShare: 1,
    rejectInference: { method: 'knownOnly' as const },
  }
  if (model.kind === 'treeModel') {
    // The scale of a file that has rounding is kept, its rounding is not: points of trees are never rounded.
    const scaling = { ...model.scaling, rounding: 'none' as const }
    return { method: 'gbdt', params: gbdtParamsSchema.parse({ ...shared, scaling }) }
  }
  const isLine = model.characteristics.some(({ attributes }) =>
    attributes.some((one) => one.pointsPerUnit !== undefined),
  )
  const params = scorecardParamsSchema.parse({ ...shared, scaling: model.scaling })
  return { method: isLine ? 'logistic' : 'scorecard', params }
}

/** The name in the file or else that of the file, as long as names may be. */
function nameOf({ name, fileName }: ReadModelFileOutput): string {
  const said = [name ?? '', fileName.replace(/\.[^.]*$/, ''), fileName].map((text) => text.trim())
  return (said.find((text) => text !== '') ?? 'Model').slice(0, 120).trim()
}

function importSummary(
  { name, version, nCharacteristics: n }: { name: string; version: number; nCharacteristics: number },
  fit: FitReport,
): string {
  const rows = formatNumber(fit.nDevelopment, 'integer')
  const equality = fit.equality === null ? '' : `. ${fit.equality.statement}`
  return `${name} version ${version}: ${n} characteristic${n === 1 ? '' : 's'}, AUC ${formatNumber(fit.developmentAuc.value, 'auc')} on ${rows} rows${equality}`
}
