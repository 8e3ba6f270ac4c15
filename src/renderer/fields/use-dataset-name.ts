import { useQuery } from '@tanstack/react-query'
import type { ModelVersion } from '../../shared/contract/index.ts'
import { useServices } from '../app-context.tsx'
import { versionName } from './choice-fields.tsx'

/** The dataset version a model was trained on: "german-credit v1". */
export function useDatasetName(model: Pick<ModelVersion, 'datasetName' | 'datasetVersionId'>): string {
  const { api } = useServices()
  const datasets = useQuery(api.dataset.list.queryOptions())
  const found = datasets.data?.find((item) => item.id === model.datasetVersionId)
  return found === undefined ? model.datasetName : versionName(found)
}
