import { useQuery } from '@tanstack/react-query'
import type { DatasetSummary, ModelVersion } from '../../shared/contract/index.ts'
import { useServices } from '../app-context.tsx'
import { useDraft } from '../hooks/use-draft.ts'

/** The model the pages are about: the one last chosen in this window, else the newest. */
export function useModelChoice() {
  const { api } = useServices()
  const query = useQuery(api.model.list.queryOptions())
  const [id, choose] = useDraft<string | null>('choice.model', null)
  const models = newestFirst(query.data)
  const model: ModelVersion | null = models.find((candidate) => candidate.id === id) ?? models[0] ?? null
  return { query, models, model, choose }
}

/** The dataset a run uses: the one last chosen beside `preferredId` (the model's own), else that, else the newest. */
export function useDatasetChoice(preferredId: string | null = null) {
  const { api } = useServices()
  const query = useQuery(api.dataset.list.queryOptions())
  const [id, choose] = useDraft<string | null>(
    preferredId === null ? 'choice.dataset' : `choice.dataset.${preferredId}`,
    null,
  )
  const datasets = newestFirst(query.data)
  const byId = (wanted: string | null) => datasets.find((candidate) => candidate.id === wanted)
  const dataset: DatasetSummary | null = byId(id) ?? byId(preferredId) ?? datasets[0] ?? null
  return { query, datasets, dataset, choose }
}

function newestFirst<T extends { createdAt: string; version: number }>(items: readonly T[] | undefined): T[] {
  return [...(items ?? [])].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.version - a.version)
}
