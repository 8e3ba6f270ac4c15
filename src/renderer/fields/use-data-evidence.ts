import { useQuery } from '@tanstack/react-query'
import type { DataEvidence, DataEvidenceKind, DataEvidencePayload } from '../../shared/contract/index.ts'
import { useServices } from '../app-context.tsx'

/** Runs of one kind for a dataset version, newest first, and the one to show: `wanted`, else the newest. */
export function useDataEvidence<K extends DataEvidenceKind>(kind: K, datasetId: string, wanted: string | null) {
  const { api } = useServices()
  const list = useQuery(api.dataEvidence.list.queryOptions({ input: { kind, dataset: datasetId } }))
  const runs = [...(list.data ?? [])].sort((a, b) => b.createdAt.localeCompare(a.createdAt))
  const id = runs.find((run) => run.id === wanted)?.id ?? runs[0]?.id ?? null
  const query = useQuery(
    api.dataEvidence.get.queryOptions({
      input: { evidence: id ?? '-' },
      enabled: id !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const evidence =
    query.data?.payload.kind === kind
      ? (query.data as DataEvidence & { payload: Extract<DataEvidencePayload, { kind: K }> })
      : null
  return { list, runs, query, evidence, id }
}

export type HeldDataEvidence<K extends DataEvidenceKind> = ReturnType<typeof useDataEvidence<K>>
export type ShownDataEvidence<K extends DataEvidenceKind> = NonNullable<HeldDataEvidence<K>['evidence']>
