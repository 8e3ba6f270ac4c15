import { extname } from 'node:path'
import type {
  DatasetVersion,
  ExportAgreement,
  ExportFormat,
  Role,
  SqlDialect,
  SqlForm,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { quoteNames } from '../../../shared/list-names.ts'
import { modelInputs } from '../../core/scorecard/model-inputs.ts'
import type { WrittenFile } from '../../disk/atomic-file.ts'
import type { CheckOnnxInput } from '../../jobs/check-onnx.ts'
import { runInReader } from '../../jobs/reader-process.ts'
import type { RenderExportInput, RenderExportOutput } from '../../jobs/tasks/render-export.ts'
import type { StoredModel } from '../../store/model-store.ts'
import { requireRole } from '../access.ts'
import type { AuditedCall } from '../call.ts'
import { maskedColumns } from '../effective-privacy.ts'
import { requireModelColumns } from '../model-columns.ts'
import { outputPath } from '../output-path.ts'
import { writeFilesAtomically } from '../write-files.ts'
import { requireColumns } from './dataset-handlers.ts'

/** Those who may take data out of the workspace: golden rows of a data set are data. */
export const EXPORT_DATA: readonly Role[] = ['administrator', 'developer', 'analyst']

interface ExportInput {
  readonly model: string
  readonly format: ExportFormat
  readonly path: string
  readonly dialect: SqlDialect
  readonly table: string
  readonly sqlForm: SqlForm
  readonly goldenDataset?: string | undefined
}

interface Exported extends WrittenFile {
  readonly files: WrittenFile[]
  readonly nGoldenRows: number | null
  readonly agreement: ExportAgreement | null
  readonly notes: string[]
}

/** What stands behind the stem of the query in the names of the files beside it. */
const SQL_SUFFIXES: readonly string[] = ['.golden.sql', '.verify.sql', '.nodes.sql']
/** How long running an exported file may take; it is then ended. */
const CHECK_MS = 30_000

/**
 * Writes a model for other systems: all files or none. The canonical JSON has the content hash of the model as its SHA-256; SQL comes
 * with cases of every edge and a query that counts mismatches; ONNX is run and compared with the engine before it is written.
 */
export async function exportModel(input: ExportInput, call: AuditedCall): Promise<Exported> {
  const { workspace, state } = call
  const stored = workspace.models.get(input.model)
  const pathOf = outputPaths(input, workspace.directory)
  const golden = goldenDataset(input, stored, call)
  const rendered = await state.jobs.inWorker<RenderExportOutput>(
    'renderExport',
    taskOf(input, stored, golden),
    call.signal,
  )
  const agreement = rendered.check === null ? null : await runBefore(rendered.check, call)
  const notes = agreement === null ? rendered.notes : [agreementNote(agreement), ...rendered.notes]
  return call.commit(() => {
    const files = writeFilesAtomically(rendered.files.map(({ suffix, content }) => ({ path: pathOf(suffix), content })))
    const [first, ...others] = files
    if (golden !== null) {
      state.appendEvent(call, 'dataset.exported', 'done', {
        object: golden.id,
        after: others[0]?.sha256 ?? null,
        reason: `golden rows of ${stored.version.id}`,
      })
    }
    return {
      value: { ...first!, files, nGoldenRows: rendered.nGoldenRows, agreement, notes },
      object: stored.version.id,
      after: first!.sha256,
      reason: reasonOf(input, others),
    }
  })
}

/**
 * Runs a file that is about to be written in a process without the key.
 *
 * @throws AppError `tooLarge` if it takes longer than {@link CHECK_MS}; what the check throws
 */
async function runBefore(check: CheckOnnxInput, { state, signal }: AuditedCall): Promise<ExportAgreement> {
  const { readerEntry, launchReader } = state.config
  const limit = AbortSignal.timeout(CHECK_MS)
  try {
    return await runInReader<ExportAgreement>({ readerEntry, launchReader }, 'checkOnnx', check, {
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    })
  } catch (cause) {
    if (!limit.aborted || signal?.aborted === true) throw cause
    throw new AppError('tooLarge', `ONNX file needs to be checked within ${CHECK_MS / 1000} seconds, got no answer`, {
      hint: 'Nothing was written. Export the model as JSON or SQL, or train fewer trees.',
      place: { field: 'format' },
      cause,
    })
  }
}

function agreementNote(agreement: ExportAgreement): string {
  const { engine, nCases, nRows, nEqual, largestMarginDifference, largestProbabilityDifference, worstCase } = agreement
  const cases = `${nCases} cases (${nRows} rows of the data set, ${nCases - nRows} at thresholds, levels and missing values)`
  const margins =
    nEqual === nCases
      ? 'every margin is the same to the last bit'
      : `${nEqual} margins are the same to the last bit, the largest difference is ${largestMarginDifference.toPrecision(3)} at case ${worstCase}`
  return `Run in ${engine} before it was written, one thread: of ${cases} ${margins}; the largest difference of a PD is ${largestProbabilityDifference.toPrecision(3)}.`
}

/** The file named, and those beside it by what stands behind its stem, each where a file may be written. */
function outputPaths({ path, format }: ExportInput, workspaceDirectory: string): (suffix: string) => string {
  const options = { field: 'path', workspaceDirectory }
  const first = outputPath(path, options)
  if (format !== 'sql') return () => first
  const stem = extname(first).toLowerCase() === '.sql' ? first.slice(0, -'.sql'.length) : first
  const others = new Map(SQL_SUFFIXES.map((suffix) => [suffix, outputPath(`${stem}${suffix}`, options)]))
  return (suffix) => others.get(suffix) ?? first
}

/** @throws AppError `forbidden` for those who may not export data, `invalidInput` if its values are masked */
function goldenDataset(input: ExportInput, { model }: StoredModel, call: AuditedCall): DatasetVersion | null {
  if (input.goldenDataset === undefined) return null
  const place = { field: 'goldenDataset' }
  if (input.format !== 'sql') {
    throw new AppError('invalidInput', `Golden rows need the format sql, got ${input.format}`, {
      hint: 'Leave the data set out, or export SQL.',
      place,
    })
  }
  requireRole(call, EXPORT_DATA)
  const dataset = call.workspace.datasets.get(input.goldenDataset)
  const needed = modelInputs(model).map(({ name }) => name)
  requireColumns(dataset, needed)
  requireModelColumns(model, dataset)
  const masked = maskedColumns(call.workspace, dataset)
  const hidden = needed.filter((name) => masked.has(name))
  if (hidden.length === 0) return dataset
  throw new AppError('invalidInput', `Golden rows need columns that are not masked, got ${quoteNames(hidden)}`, {
    hint: 'Leave the data set out: the cases of every edge are written all the same.',
    place: { ...place, column: hidden[0]! },
  })
}

function taskOf(
  input: ExportInput,
  { version, modelJson }: StoredModel,
  golden: DatasetVersion | null,
): RenderExportInput {
  const { format, dialect, table, sqlForm } = input
  const { name, version: number, contentHash, codeVersion, datasetVersionId } = version
  return {
    modelJson,
    about: { name, version: number, contentHash, codeVersion },
    format,
    dialect,
    table,
    sqlForm,
    datasetVersionId,
    goldenDatasetId: golden?.id ?? null,
  }
}

function reasonOf({ format, dialect, table }: ExportInput, others: readonly WrittenFile[]): string {
  if (format !== 'sql') return format
  const hashes = others.map(({ sha256 }) => sha256).join(', ')
  return `sql for ${dialect}, table ${table}; beside it: ${hashes}`
}
