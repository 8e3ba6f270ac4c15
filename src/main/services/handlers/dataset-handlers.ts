import { basename, resolve } from 'node:path'
import type {
  Cell,
  ColumnProfile,
  ColumnRole,
  ColumnSchema,
  CsvOptions,
  DatasetPreview,
  DatasetSummary,
  DatasetVersion,
  Target,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { listNames, quoteNames } from '../../../shared/list-names.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { canonicalEventValue } from '../../core/scorecard/canonical-event-value.ts'
import type { ColumnChunk } from '../../io/csv/encode-columns.ts'
import type { ImportCsvResult } from '../../io/csv/import-csv.ts'
import { runInReader } from '../../jobs/reader-process.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { outputPath } from '../output-path.ts'

export interface ImportInput {
  readonly path: string
  readonly name: string
  readonly target?: Target | undefined
  readonly sensitive: readonly string[]
  readonly roles: readonly { readonly column: string; readonly role: ColumnRole }[]
  readonly options: CsvOptions
}

/** Reads the beginning of a file and shows how it would be read; stores nothing. */
export async function previewDataset(
  input: { path: string; options: CsvOptions },
  call: SignedInCall,
): Promise<DatasetPreview> {
  const { config } = call.state
  const request = { path: resolve(input.path), options: input.options }
  return await runInReader<DatasetPreview>(
    { readerEntry: config.readerEntry, launchReader: config.launchReader },
    'previewCsv',
    request,
    {
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    },
  )
}

/** Starts the import; columns are staged while they arrive and become a version in one transaction at the end. */
export function importDataset(input: ImportInput, call: AuditedCall): { jobId: string } {
  const { state, workspace } = call
  const path = resolve(input.path)
  requireOneRole(input)
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'dataset.import',
      title: `Import ${basename(path)} as ${input.name}`,
      createdBy: call.session.userName,
      run: async (job) => {
        const setId = workspace.datasets.beginChunkSet()
        try {
          const read = await job.inReader<ImportCsvResult, ColumnChunk>(
            'importCsv',
            { path, options: input.options, targetColumn: input.target?.column ?? null },
            {
              onChunk: (chunk) => workspace.datasets.writeChunk(setId, chunk.columnIndex, chunk.chunkIndex, chunk.part),
            },
          )
          job.report('Storing', null, read.nRows)
          for (const { columnIndex, levels } of read.levels) workspace.datasets.writeLevels(setId, columnIndex, levels)
          const version = describeVersion(input, read, call)
          return () => {
            const same = workspace.datasets.findByHash(input.name, version.contentHash)
            if (same !== null) {
              workspace.datasets.discardChunkSet(setId)
              return {
                kind: 'datasetVersion' as const,
                id: same.id,
                path: null,
                summary: `Nothing new: equal to version ${same.version} of ${same.name}`,
              }
            }
            workspace.datasets.insert(version, read.profile, setId)
            state.appendEvent(call, 'dataset.create', 'done', { object: version.id, after: version.contentHash })
            return { kind: 'datasetVersion' as const, id: version.id, path: null, summary: importSummary(version) }
          }
        } catch (error) {
          if (state.isCurrent(workspace)) workspace.datasets.discardChunkSet(setId)
          throw error
        }
      },
    })
    return { value: { jobId }, object: jobId }
  })
}

export function listDatasets(_input: unknown, call: SignedInCall): DatasetSummary[] {
  return call.workspace.datasets.list()
}

export function getDataset(input: { dataset: string }, call: SignedInCall): DatasetVersion {
  return call.workspace.datasets.get(input.dataset)
}

export function getDatasetProfile(input: { dataset: string }, call: SignedInCall): ColumnProfile[] {
  return call.workspace.datasets.profile(call.workspace.datasets.get(input.dataset).id)
}

export function getDatasetRows(
  input: { dataset: string; offset: number; limit: number; columns?: string[] | undefined },
  call: SignedInCall,
): { columns: string[]; offset: number; nRows: number; rows: Cell[][] } {
  const version = call.workspace.datasets.get(input.dataset)
  if (input.columns !== undefined) requireColumns(version, input.columns)
  const { columns, rows } = call.workspace.datasets.rows(version.id, input.offset, input.limit, input.columns)
  return { columns, offset: input.offset, nRows: version.nRows, rows }
}

/** Writes the stored values to a CSV file; who took data out, and when, stands in the audit log. */
export function exportDataset(input: { dataset: string; path: string }, call: AuditedCall): { jobId: string } {
  const { state, workspace } = call
  const version = workspace.datasets.get(input.dataset)
  const path = outputPath(input.path, { field: 'path', workspaceDirectory: workspace.directory })
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'dataset.export',
      title: `Export ${version.name} to ${basename(path)}`,
      createdBy: call.session.userName,
      run: async (job) => {
        const columns = version.columns.map((column) => column.name)
        const written = await job.inWorker<{ sha256: string; bytes: number }>('exportCsv', {
          datasetVersionId: version.id,
          columns,
          path,
        })
        return () => {
          state.appendEvent(call, 'dataset.exported', 'done', { object: version.id, after: written.sha256 })
          return {
            kind: 'file' as const,
            id: written.sha256,
            path,
            summary: `${formatNumber(version.nRows, 'integer')} rows written`,
          }
        }
      },
    })
    return { value: { jobId }, object: version.id }
  })
}

/** The target with its event value written in the one way its column knows. */
export function canonicalTarget(target: Target, columns: readonly Pick<ColumnSchema, 'name' | 'type'>[]): Target {
  const type = columns.find((column) => column.name === target.column)?.type ?? 'text'
  return { column: target.column, eventValue: canonicalEventValue(type, target.eventValue) }
}

/** @throws AppError `badData` naming every column the data set lacks */
export function requireColumns(version: DatasetVersion, names: readonly string[]): void {
  const known = new Set(version.columns.map((column) => column.name))
  const absent = names.filter((name) => !known.has(name))
  if (absent.length === 0) return
  throw new AppError('badData', `The data set ${version.name} has no column ${quoteNames(absent)}`, {
    hint: `Its columns are: ${listNames(known)}`,
    place: { column: absent[0]! },
  })
}

function describeVersion(input: ImportInput, read: ImportCsvResult, call: AuditedCall): DatasetVersion {
  const { workspace, session, state } = call
  const columns = assignRoles(input, read)
  const target = input.target === undefined ? null : canonicalTarget(input.target, read.columns)
  const nEvents = target === null ? null : countEvents(read, target)
  const content = {
    columns: columns.map(({ name, type, role }) => ({ name, type, role })),
    target,
    valuesHash: read.valuesHash,
  }
  const hash = contentHash(content)
  const version = workspace.datasets.nextVersion(input.name)
  return {
    id: `dv_${contentHash({ name: input.name, version, hash }).slice(0, 12)}`,
    name: input.name,
    version,
    contentHash: hash,
    nRows: read.nRows,
    nColumns: columns.length,
    target,
    nEvents,
    source: read.source,
    dialect: read.dialect,
    columns,
    issues: read.issues,
    nIssues: read.nIssues,
    createdAt: state.now.toISOString(),
    createdBy: session.userName,
  }
}

/** Two roles for one column cannot both be kept, and dropping one silently could let a sensitive attribute into training. */
function requireOneRole({ target, sensitive }: ImportInput): void {
  if (target === undefined || !sensitive.includes(target.column)) return
  throw new AppError(
    'invalidInput',
    `The column "${target.column}" needs one role, got target and sensitive attribute`,
    {
      hint: 'The outcome cannot be an attribute of the applicant: name another column.',
      place: { field: 'sensitive' },
    },
  )
}

function assignRoles(input: ImportInput, read: ImportCsvResult): ColumnSchema[] {
  const roles = new Map<string, ColumnRole>(input.roles.map(({ column, role }) => [column, role]))
  for (const column of input.sensitive) roles.set(column, 'sensitive')
  if (input.target !== undefined) roles.set(input.target.column, 'target')
  const known = new Set(read.columns.map((column) => column.name))
  for (const name of roles.keys()) {
    if (known.has(name)) continue
    throw new AppError('badData', `The file has no column "${name}"`, {
      hint: `Its columns are: ${listNames(known)}`,
      place: { file: read.source.fileName, column: name },
    })
  }
  return read.columns.map((column) => ({ ...column, role: roles.get(column.name) ?? 'feature' }))
}

/** Counts the events, and refuses a target that cannot be learnt from. */
function countEvents(read: ImportCsvResult, target: Target): number {
  const counts = read.targetCounts
  const place = { file: read.source.fileName, column: target.column }
  if (counts === null)
    throw new AppError('internal', `import of the target "${target.column}" needs its value counts, got none`)
  if (counts.values.length === 0) {
    throw new AppError('badData', `The target "${target.column}" is missing in every row`, {
      hint: 'Choose another target, or say which texts mean missing (--missing on the command line).',
      place,
    })
  }
  const event = counts.values.find((item) => item.value === target.eventValue)
  if (event === undefined) {
    const found = counts.values.slice(0, 10).map((item) => `"${item.value}"`)
    throw new AppError('badData', `The target "${target.column}" never has the event value "${target.eventValue}"`, {
      hint: `Its values are ${found.join(', ')}${counts.values.length > 10 ? ', …' : ''}.`,
      place,
    })
  }
  if (event.count + counts.nMissing === read.nRows) {
    throw new AppError(
      'badData',
      `The target "${target.column}" needs two classes, got only the event "${target.eventValue}"`,
      {
        hint: 'Choose another target or event value.',
        place,
      },
    )
  }
  return event.count
}

function importSummary(version: DatasetVersion): string {
  const rows = `${formatNumber(version.nRows, 'integer')} rows, ${version.nColumns} columns`
  const events =
    version.nEvents === null ? '' : `, event rate ${formatNumber(version.nEvents / version.nRows, 'percent1')}`
  return `${rows}${events}${version.nIssues === 0 ? '' : `, ${version.nIssues} cells listed`}`
}
