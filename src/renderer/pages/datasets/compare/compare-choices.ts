import type { DataEvidenceSummary, DatasetSummary, DatasetVersion } from '../../../../shared/contract/index.ts'

/** Every version but this one, newest first. */
export function comparableVersions(all: readonly DatasetSummary[], id: string): DatasetSummary[] {
  return all.filter((item) => item.id !== id).sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}

/** What a version is compared with before anyone chooses: its parent, else the version before, else any. */
export function firstChoice(
  version: Pick<DatasetVersion, 'name' | 'version' | 'parent'>,
  others: readonly DatasetSummary[],
): DatasetSummary | null {
  const earlier = others
    .filter((item) => item.name === version.name && item.version < version.version)
    .sort((a, b) => b.version - a.version)
  return (
    others.find((item) => item.id === version.parent?.id) ??
    earlier[0] ??
    others.find((item) => item.name === version.name) ??
    others[0] ??
    null
  )
}

/** The run to show for a pair of versions: the one wanted if it is about this pair, else the newest about it. */
export function runOf(runs: readonly DataEvidenceSummary[], otherId: string, wanted: string | null): string | null {
  const about = runs.filter((run) => run.otherVersionId === otherId)
  return about.find((run) => run.id === wanted)?.id ?? about[0]?.id ?? null
}
