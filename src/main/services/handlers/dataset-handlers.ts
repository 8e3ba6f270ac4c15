import { resolve } from 'node:path'
import type {
  ColumnProfile,
  DatasetPreview,
  DatasetSummary,
  DatasetVersion,
  ReadOptions,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { listNames, quoteNames } from '../../../shared/list-names.ts'
import { runInReader } from '../../jobs/reader-process.ts'
import type { SignedInCall } from '../call.ts'
import { effectivePrivacy, maskedColumns, maskIssues, maskReasons } from '../effective-privacy.ts'
import { importLimits } from './limit-handlers.ts'

/** Reads the beginning of a file and shows how it would be read; stores nothing. */
export async function previewDataset(
  input: { path: string; options: ReadOptions },
  call: SignedInCall,
): Promise<DatasetPreview> {
  const { config } = call.state
  const request = { path: resolve(input.path), options: input.options, limits: importLimits(call.workspace) }
  return await runInReader<DatasetPreview>(
    { readerEntry: config.readerEntry, launchReader: config.launchReader },
    'previewTable',
    request,
    {
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    },
  )
}

export function listDatasets(_input: unknown, call: SignedInCall): DatasetSummary[] {
  return call.workspace.datasets.list()
}

/** The version as recorded, with the privacy of its columns as it stands now. */
export function getDataset(
  input: { dataset: string },
  call: SignedInCall,
): DatasetVersion & { readonly nErasedRows: number } {
  const { datasets } = call.workspace
  const version = datasets.get(input.dataset)
  const privacy = effectivePrivacy(call.workspace, version)
  const columns = version.columns.map((column) => ({ ...column, privacy: privacy.get(column.name) ?? null }))
  return {
    ...version,
    columns: maskReasons(columns, privacy),
    issues: maskIssues(version.issues, privacy),
    nErasedRows: datasets.nErasedRows(version.id),
  }
}

/** Profiles of all columns; of a masked one, nothing that repeats its values. */
export function getDatasetProfile(input: { dataset: string }, call: SignedInCall): ColumnProfile[] {
  const { workspace } = call
  const version = workspace.datasets.get(input.dataset)
  const masked = maskedColumns(workspace, version)
  return workspace.datasets
    .profile(version.id)
    .map((profile) => (masked.has(profile.name) ? { ...profile, ...NO_VALUES } : profile))
}

const NO_VALUES: Partial<ColumnProfile> = {
  topValues: [],
  special: [],
  minimum: null,
  maximum: null,
  quantile25: null,
  median: null,
  quantile75: null,
  earliest: null,
  latest: null,
  quantiles: [],
  histogram: [],
  outliers: null,
}

/** @throws AppError `badData` naming every column the data set lacks */
export function requireColumns(version: DatasetVersion, names: readonly string[]): void {
  const known = new Set(version.columns.map((column) => column.name))
  const absent = [...new Set(names.filter((name) => !known.has(name)))]
  if (absent.length === 0) return
  throw new AppError('badData', `The data set ${version.name} has no column ${quoteNames(absent)}`, {
    hint: `Its columns are: ${listNames(known)}`,
    place: { column: absent[0]! },
  })
}
