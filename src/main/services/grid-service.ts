import type { ColumnPrivacy, DatasetVersion } from '../../shared/contract/index.ts'
import type { Masks } from '../jobs/grid/grid-protocol.ts'
import type { SignedInCall } from './call.ts'

/** How the columns of a version are treated now, by name. */
export type EffectivePrivacy = (version: DatasetVersion) => ReadonlyMap<string, ColumnPrivacy>

/** Columns that are masked wherever they are shown, in the order of the version. */
export function masksOf(version: DatasetVersion, effectivePrivacy: EffectivePrivacy): Masks {
  const privacy = effectivePrivacy(version)
  return version.columns.flatMap(({ name }) => {
    const treated = privacy.get(name)
    return treated?.treatment === 'mask' ? [[name, treated.class] as const] : []
  })
}

/** What of the order of a view a job needs that writes its rows: the row numbers, or null if the view is all rows. */
export async function viewRows(
  call: SignedInCall,
  version: DatasetVersion,
  view: string,
  effectivePrivacy: EffectivePrivacy,
): Promise<Uint32Array | null> {
  const masks = masksOf(version, effectivePrivacy)
  const { rows } = await call.state.grid.ask('order', { datasetVersionId: version.id, view, masks }, call.signal)
  return rows
}
