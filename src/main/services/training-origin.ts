import type { DatasetVersion, ModelVersion } from '../../shared/contract/index.ts'
import type { TrainingOrigin } from '../jobs/tasks/scored-sample.ts'
import type { SignedInCall } from './call.ts'
import { fitOf } from './handlers/model-handlers.ts'

/**
 * How the data of a model were divided, to divide them the same way again. Rows erased since have no outcome any more: they are left
 * out, and a division drawn at random is then checked to be the old one, which it rarely is.
 *
 * @param dataset - the data set to be scored
 */
export function originOf(version: ModelVersion, dataset: DatasetVersion, call: SignedInCall): TrainingOrigin {
  const { params, seed, datasetVersionId } = version
  const { developmentShare, rejectInference } = params
  const origin = { datasetVersionId, developmentShare, seed, rejectInference }
  const isErased = (id: string): boolean => call.workspace.datasets.nErasedRows(id) > 0
  const isOwnErased = isErased(datasetVersionId)
  if (!isOwnErased && !isErased(dataset.id)) return origin
  const isRefusing = rejectInference.method === 'none'
  const leavingOut = isRefusing ? { ...rejectInference, method: 'knownOnly' as const, rejected: null } : rejectInference
  if (!isOwnErased) return { ...origin, rejectInference: leavingOut }
  const { nDevelopment, nHoldout } = fitOf(version, call)
  return { ...origin, rejectInference: leavingOut, drawn: { nDevelopment, nHoldout } }
}
