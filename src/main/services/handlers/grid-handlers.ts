import type { Cell, DatasetVersion } from '../../../shared/contract/index.ts'
import type { Workspace } from '../../store/workspace.ts'
import type { SignedInCall } from '../call.ts'
import { effectivePrivacy } from '../effective-privacy.ts'
import { masksOf } from '../grid-service.ts'

export interface ViewInput {
  readonly dataset: string
  readonly filter?: string | undefined
  readonly search?: string | undefined
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[]
}

export interface RowsInput {
  readonly dataset: string
  readonly view?: string | undefined
  readonly offset: number
  readonly limit: number
  readonly columns?: readonly string[] | undefined
}

/** Sorts, filters and searches; its rows are then asked for by the id of the view. */
export async function openDatasetView(
  input: ViewInput,
  call: SignedInCall,
): Promise<{ view: string; nRows: number; nTotal: number }> {
  const version = versionOf(call.workspace, input.dataset)
  const definition = {
    datasetVersionId: version.id,
    filter: given(input.filter),
    search: given(input.search),
    sort: input.sort.map(({ column, descending }) => ({ column, descending })),
    masks: masksOf(version, () => effectivePrivacy(call.workspace, version)),
  }
  return await call.state.grid.ask('view', definition, call.signal)
}

/** Cells of consecutive rows of a data set, or of a view of it. */
export async function getDatasetRows(
  input: RowsInput,
  call: SignedInCall,
): Promise<{
  columns: string[]
  offset: number
  nRows: number
  rows: Cell[][]
  rowNumbers: number[]
  masked: string[]
}> {
  const version = versionOf(call.workspace, input.dataset)
  const request = {
    datasetVersionId: version.id,
    view: input.view ?? null,
    offset: input.offset,
    limit: input.limit,
    columns: input.columns ?? null,
    masks: masksOf(version, () => effectivePrivacy(call.workspace, version)),
  }
  const page = await call.state.grid.ask('rows', request, call.signal)
  return { ...page, offset: input.offset }
}

function given(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text
}

/** Versions looked at last, by exact id: reading the record of a wide one for every page would hold up the screen. */
const known = new WeakMap<Workspace, Map<string, DatasetVersion>>()
const MAX_KNOWN = 8

function versionOf(workspace: Workspace, ref: string): DatasetVersion {
  const versions = known.get(workspace) ?? new Map<string, DatasetVersion>()
  known.set(workspace, versions)
  const version = versions.get(ref) ?? workspace.datasets.get(ref)
  versions.delete(version.id)
  versions.set(version.id, version)
  if (versions.size > MAX_KNOWN) versions.delete(versions.keys().next().value!)
  return version
}
