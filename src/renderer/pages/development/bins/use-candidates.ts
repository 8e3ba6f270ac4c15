import { useQuery } from '@tanstack/react-query'
import { useServices } from '../../../app-context.tsx'
import type { RegressionPlan } from '../draft-methods.ts'
import { NO_CHOICE, withChoice } from './column-choice.ts'

/** Where the bins of a characteristic could be cut; asked for when a dialog needs it. They do not depend on bins set by hand. */
export function useCandidates(datasetId: string, column: string, spec: RegressionPlan, isWanted: boolean) {
  const { api } = useServices()
  return useQuery(
    api.binning.candidates.queryOptions({
      input: { ...withChoice(spec, column, NO_CHOICE), dataset: datasetId, column },
      enabled: isWanted,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
}
