import type { Evidence, EvidencePayload } from '../../shared/contract/index.ts'
import { CODE_VERSION } from '../../shared/version.ts'
import { contentHash } from '../core/governance/content-hash.ts'

export interface EvidenceRequest {
  readonly title: string
  readonly modelVersionId: string
  readonly modelHash: string
  readonly datasetVersionId: string
  readonly datasetHash: string
  readonly method: string
  readonly parameters: Record<string, unknown>
  readonly createdAt: string
  readonly createdBy: string
}

/** What decides the key of evidence. */
export type EvidenceQuestion = Omit<EvidenceRequest, 'title' | 'createdAt' | 'createdBy'>

/** The key of evidence: equal questions about equal things asked of equal code have equal keys. */
export function evidenceKey(request: EvidenceQuestion): string {
  const { modelVersionId, modelHash, datasetVersionId, datasetHash, method, parameters } = request
  return contentHash({
    modelVersionId,
    modelHash,
    datasetVersionId,
    datasetHash,
    method,
    parameters,
    codeVersion: CODE_VERSION,
  })
}

/** Puts a report into its immutable envelope; the id follows from the key, so it is the same on every machine. */
export function describeEvidence(payload: EvidencePayload, request: EvidenceRequest): Evidence {
  const key = evidenceKey(request)
  const { title, modelVersionId, datasetVersionId, method, parameters, createdAt, createdBy } = request
  return {
    id: `ev_${key.slice(0, 12)}`,
    kind: payload.kind,
    title,
    modelVersionId,
    datasetVersionId,
    key,
    contentHash: contentHash(payload),
    method,
    parameters,
    codeVersion: CODE_VERSION,
    createdAt,
    createdBy,
    payload,
  }
}
