import { basename, resolve } from 'node:path'
import {
  type DatasetVersion,
  type FitReport,
  type ScorecardModel,
  scorecardModelSchema,
  scorecardParamsSchema,
  type Target,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { requireCalibration } from '../../core/calibration/require-calibration.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { ReadModelFileOutput } from '../../jobs/read-model-file.ts'
import type { DescribeImportInput, DescribeImportOutput } from '../../jobs/tasks/describe-import.ts'
import type { AuditedCall } from '../call.ts'
import { canonicalTarget } from '../dataset-version-record.ts'
import { requireModelColumns } from '../model-columns.ts'
import { type MadeModel, storeModel, versionResult } from '../model-record.ts'
import { requireColumns } from './dataset-handlers.ts'

interface ImportInput {
  readonly path: string
  readonly dataset: string
  readonly name?: string | undefined
  readonly target?: Target | undefined
}

/**
 * Reads a scorecard from a file, in the process without the key, and describes it on a data set that has its columns. Version,
 * evidence and events are stored together or not at all.
 */
export function importModel(input: ImportInput, call: AuditedCall): { jobId: string } {
  const { state, workspace, session } = call
  const dataset = workspace.datasets.get(input.dataset)
  if (input.target !== undefined) requireColumns(dataset, [input.target.column])
  const path = resolve(input.path)
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'model.import',
      title: `Import ${basename(path)}, described on ${dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const file = await job.inReader<ReadModelFileOutput>('readModelFile', { path })
        const model = modelOf(file, input, dataset)
        const request: DescribeImportInput = {
          model,
          keepsCounts: file.keepsCounts,
          datasetVersionId: dataset.id,
          notes: file.notes,
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

/** The model of the file with its target, which files of other programs do not tell. */
function modelOf(file: ReadModelFileOutput, input: ImportInput, dataset: DatasetVersion): ScorecardModel {
  const target = input.target ?? file.target ?? dataset.target
  if (target === null) {
    throw new AppError('invalidInput', `${file.fileName} needs a target to be described by, got none`, {
      hint: 'Name the target column and its event value (--target COL --event VALUE).',
      place: { field: 'target' },
    })
  }
  requireColumns(dataset, [target.column])
  const parsed = scorecardModelSchema.safeParse({ ...file.model, target: canonicalTarget(target, dataset.columns) })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AppError(
      'badData',
      `${file.fileName} is not a whole scorecard, at ${issue?.path.join('.')}: ${issue?.message}`,
      {
        hint: 'Export the model again.',
        place: { file: file.fileName },
      },
    )
  }
  if (requireModelColumns(parsed.data, dataset).includes(target.column)) {
    throw new AppError('invalidInput', `A scorecard needs another target than its columns, got "${target.column}"`, {
      hint: 'Name the column that holds the outcome.',
      place: { field: 'target', column: target.column },
    })
  }
  requireSoundCalibration(parsed.data, file.fileName)
  return parsed.data
}

function requireSoundCalibration({ calibration }: ScorecardModel, fileName: string): void {
  try {
    if (calibration !== undefined) requireCalibration(calibration)
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError('badData', `${fileName} is not a sound scorecard: ${cause.message}`, {
      hint: 'Export the model again.',
      place: { file: fileName },
      cause,
    })
  }
}

function madeModel(
  input: ImportInput,
  file: ReadModelFileOutput,
  model: ScorecardModel,
  described: DescribeImportOutput,
  dataset: DatasetVersion,
): MadeModel {
  const { fileName, sha256, format } = file
  const isLine = model.characteristics.some(({ attributes }) =>
    attributes.some((one) => one.pointsPerUnit !== undefined),
  )
  return {
    ...described,
    name: input.name ?? nameOf(file),
    method: isLine ? 'logistic' : 'scorecard',
    origin: { kind: 'imported', fileName, sha256, format },
    dataset,
    seed: 0,
    // Every row with a known outcome described it: there is no hold-out sample of this model here.
    params: scorecardParamsSchema.parse({
      developmentShare: 1,
      scaling: model.scaling,
      rejectInference: { method: 'knownOnly' },
    }),
    target: model.target,
    asked: {
      title: `Description of ${fileName}`,
      method: 'scorecard.import',
      parameters: { fileName, sha256, format },
    },
  }
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
  return `${name} version ${version}: ${n} characteristic${n === 1 ? '' : 's'}, AUC ${formatNumber(fit.developmentAuc.value, 'auc')} on ${rows} rows`
}
