import { useQuery } from '@tanstack/react-query'
import type { Evidence, EvidenceKind, EvidencePayload } from '../../shared/contract/index.ts'
import { useServices } from '../app-context.tsx'

/** Runs of one kind for a model, newest first, and the one to show: `wanted`, else the newest. */
export function useEvidence<K extends EvidenceKind>(kind: K, modelId: string | null, wanted: string | null) {
  const { api } = useServices()
  const list = useQuery(
    api.evidence.list.queryOptions({
      input: { kind, ...(modelId === null ? {} : { model: modelId }) },
      enabled: modelId !== null,
    }),
  )
  const runs = [...(list.data ?? [])].sort((a, b) => b.createdAt.localeCompare(a.createdAt))
  const id = runs.find((run) => run.id === wanted)?.id ?? runs[0]?.id ?? null
  const query = useQuery(
    api.evidence.get.queryOptions({
      input: { evidence: id ?? '-' },
      enabled: id !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const evidence =
    query.data?.payload.kind === kind
      ? (query.data as Evidence & { payload: Extract<EvidencePayload, { kind: K }> })
      : null
  return { list, runs, query, evidence, id }
}

/** One piece of evidence by its id, whatever model it is about; null until it is there, or if it is of another kind. */
export function useEvidenceById<K extends EvidenceKind>(kind: K, id: string | null) {
  const { api } = useServices()
  const query = useQuery(
    api.evidence.get.queryOptions({
      input: { evidence: id ?? '-' },
      enabled: id !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  return query.data?.payload.kind === kind
    ? (query.data as Evidence & { payload: Extract<EvidencePayload, { kind: K }> })
    : null
}
