import { extname } from 'node:path'
import type { DatasetVersion, ExportFormat, Role, SqlDialect } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { quoteNames } from '../../../shared/list-names.ts'
import { modelInputs } from '../../core/scorecard/model-inputs.ts'
import type { WrittenFile } from '../../disk/atomic-file.ts'
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
  readonly goldenDataset?: string | undefined
}

interface Exported extends WrittenFile {
  readonly files: WrittenFile[]
  readonly nGoldenRows: number | null
  readonly notes: string[]
}

/**
 * Writes a model for other systems: all files or none. The canonical JSON has the content hash of the model as its SHA-256; SQL comes
 * with cases of every edge and a query that counts mismatches.
 */
export async function exportModel(input: ExportInput, call: AuditedCall): Promise<Exported> {
  const { workspace, state } = call
  const stored = workspace.models.get(input.model)
  const paths = outputPaths(input, workspace.directory)
  const golden = goldenDataset(input, stored, call)
  const rendered = await state.jobs.inWorker<RenderExportOutput>(
    'renderExport',
    taskOf(input, stored, golden),
    call.signal,
  )
  return call.commit(() => {
    const files = writeFilesAtomically(rendered.texts.map((text, index) => ({ path: paths[index]!, text })))
    const [first, ...others] = files
    if (golden !== null) {
      state.appendEvent(call, 'dataset.exported', 'done', {
        object: golden.id,
        after: others[0]?.sha256 ?? null,
        reason: `golden rows of ${stored.version.id}`,
      })
    }
    return {
      value: { ...first!, files, nGoldenRows: rendered.nGoldenRows, notes: rendered.notes },
      object: stored.version.id,
      after: first!.sha256,
      reason: reasonOf(input, others),
    }
  })
}

/** The file named, and for SQL the two beside it, each where a file may be written. */
function outputPaths({ path, format }: ExportInput, workspaceDirectory: string): string[] {
  const options = { field: 'path', workspaceDirectory }
  const first = outputPath(path, options)
  if (format !== 'sql') return [first]
  const stem = extname(first).toLowerCase() === '.sql' ? first.slice(0, -'.sql'.length) : first
  return [first, outputPath(`${stem}.golden.sql`, options), outputPath(`${stem}.verify.sql`, options)]
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
  const { format, dialect, table } = input
  const { name, version: number, contentHash, codeVersion } = version
  return {
    modelJson,
    about: { name, version: number, contentHash, codeVersion },
    format,
    dialect,
    table,
    goldenDatasetId: golden?.id ?? null,
  }
}

function reasonOf({ format, dialect, table }: ExportInput, others: readonly WrittenFile[]): string {
  if (format !== 'sql') return format
  const hashes = others.map(({ sha256 }) => sha256).join(', ')
  return `sql for ${dialect}, table ${table}; golden and verify: ${hashes}`
}
