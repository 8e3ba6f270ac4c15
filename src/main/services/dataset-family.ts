import type { DatasetSummary, DatasetVersion } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type { Workspace } from '../store/workspace.ts'

/** The first version of a line of derivations: what its tokens are made for. */
export function rootOf(workspace: Workspace, versionId: string): DatasetSummary {
  const byId = new Map(workspace.datasets.list().map((version) => [version.id, version]))
  let version = byId.get(versionId)!
  while (version.parent !== null) {
    const parent = byId.get(version.parent.id)
    if (parent === undefined) break
    version = parent
  }
  return version
}

/** The versions of a name and everything made from them, oldest first: what goes when the data set goes. */
export function madeFrom(workspace: Workspace, name: string): DatasetSummary[] {
  const ids = new Set<string>()
  // Oldest first: a parent always comes before what was made from it.
  return workspace.datasets
    .list()
    .reverse()
    .filter((version) => {
      const isMade = version.name === name || (version.parent !== null && ids.has(version.parent.id))
      if (isMade) ids.add(version.id)
      return isMade
    })
}

/**
 * What was read before an erasure must not be stored after it.
 *
 * @param nErased - erased rows when the cells were read
 * @throws AppError `conflict` if cells of the version were erased since
 */
export function requireUnerased(workspace: Workspace, version: DatasetVersion, nErased: number): void {
  if (workspace.datasets.nErasedRows(version.id) === nErased) return
  throw new AppError('conflict', `Cells of ${version.name}, version ${version.version}, were erased meanwhile`, {
    hint: 'Nothing was kept. Start again; it then works on what is left.',
  })
}

/** Every version that may hold the same people: those of the same name, and all made from one another, oldest first. */
export function familyOf(workspace: Workspace, name: string): DatasetSummary[] {
  const all = workspace.datasets.list().reverse()
  const names = new Set([name])
  const ids = new Set<string>()
  for (let size = -1; size !== ids.size; ) {
    size = ids.size
    for (const version of all) {
      const isKin =
        names.has(version.name) ||
        (version.parent !== null && ids.has(version.parent.id)) ||
        all.some((child) => ids.has(child.id) && child.parent?.id === version.id)
      if (!isKin) continue
      ids.add(version.id)
      names.add(version.name)
    }
  }
  return all.filter((version) => ids.has(version.id))
}
